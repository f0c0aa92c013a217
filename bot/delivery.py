"""What the clock's delivery needs: how a notice looks, and how it is sent, by chat or by e-mail."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.endings import ending_of, way_to_confirm
from bot.entries import ways_to
from bot.lanes import Lane
from bot.outgoing import Outgoing
from bot.tally import Tally
from bot.tap import House
from content.mail import mail as mail_of
from content.notices import screen as notice_screen
from content.screen import Screen
from content.words import Words
from programme.model import Channel, Contact, Facts, Notice
from scheduling.clock import Clock
from scheduling.deliver import Render, Send
from scheduling.mail import Post
from scheduling.outcomes import Later, Outcome, Refused, Sent

log = logging.getLogger(__name__)

LANES = {"reply": Lane.REPLY, "near": Lane.NEAR, "bulk": Lane.BULK}


Remember = Callable[[int, Screen, int | None], Awaitable[None]]
"""Keeps what a notice offers a chat, so that it can be typed too."""


def sender(
    outgoing: Outgoing,
    clock: Clock,
    post: Post | None,
    house: House,
    remember: Remember,
    may_send: Callable[[], bool] = lambda: True,
) -> Send:
    """By chat, or by e-mail where the contact is an address; *post* None: there is no mail server.

    *may_send*: False once another process may be the worker, which then sends it.
    """

    async def send(contact: Contact, screen: Screen, lane: str, deadline: datetime | None) -> Outcome:
        if not may_send():
            return Later(1.0)
        if contact.channel is Channel.EMAIL:
            return await send_mail(post, house, contact, screen, clock())
        outcome = await outgoing.deliver(contact, screen, LANES[lane], deadline)
        if isinstance(outcome, Sent) and contact.chat_id is not None:
            await remember_if_possible(remember, contact.chat_id, screen, outcome.message_id)
        return outcome

    return send


async def remember_if_possible(remember: Remember, chat_id: int, screen: Screen, message_id: int | None) -> None:
    """It is sent, whatever becomes of its buttons being typed."""
    try:
        await remember(chat_id, screen, message_id)
    except Exception:
        log.exception("a notice's choices cannot be typed")


async def send_mail(post: Post | None, house: House, contact: Contact, screen: Screen, now: datetime) -> Outcome:
    if post is None or contact.email is None:
        return Refused("no mail server" if post is None else "no address")
    ending = ending_of(house, contact)
    mail = mail_of(
        Words(contact.language),
        screen,
        house.controller,
        house.privacy_contact,
        unsubscribe=ending.address,
        one_click=ending.one_click,
        code=ending.code,
    )
    return await post.send(contact.email, mail, now)


def renderer(house: House, tally: Tally) -> Render:
    def render(notice: Notice, facts: Facts, now: datetime) -> Screen:
        tally.notice(notice.kind, (now - notice.due_at).total_seconds())
        booking = facts.card.booking if facts.card else None
        ways = ways_to(house, booking) if booking else way_to_confirm(house, notice, facts)
        return notice_screen(Words(notice.contact.language), notice, facts, now, house.zone, ways)

    return render
