"""What the clock's delivery needs of Telegram: how a notice looks, and how it is sent."""

from __future__ import annotations

from datetime import datetime

from bot.lanes import Lane
from bot.outgoing import Outgoing
from bot.tap import House
from content.notices import screen as notice_screen
from content.screen import Screen
from content.words import Words
from programme.model import Contact, Facts, Notice
from scheduling.clock import Clock
from scheduling.deliver import Render, Send
from scheduling.outcomes import Outcome

LANES = {"reply": Lane.REPLY, "near": Lane.NEAR, "bulk": Lane.BULK}


def sender(outgoing: Outgoing, clock: Clock) -> Send:
    async def send(contact: Contact, screen: Screen, lane: str, deadline: datetime | None) -> Outcome:
        return await outgoing.deliver(contact, screen, LANES[lane], deadline, clock())

    return send


def renderer(house: House) -> Render:
    def render(notice: Notice, facts: Facts, now: datetime) -> Screen:
        return notice_screen(Words(notice.contact.language), notice, facts, now, house.zone)

    return render
