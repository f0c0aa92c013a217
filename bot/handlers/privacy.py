"""What is kept, and the way out of the programme."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import privacy as scene
from content.screen import Screen
from programme import people
from programme.model import Purpose
from programme.store.engine import Reading, Transaction

YES = "yes"


async def privacy(_reading: Reading, tap: Tap) -> Screen:
    house = tap.house
    return scene.screen(tap.words, tap.visitor, house.controller, house.privacy_contact, house.privacy_url)


async def leave(tx: Transaction, tap: Tap) -> Address:
    """Asked again before anything happens; pressed again later, it says the same."""
    if Purpose.JOINING not in tap.visitor.consents:
        return to("goodbye")
    if tap.address.argument(0) != YES:
        return to("leaving")
    await people.leave(tx, tap.visitor, tap.now)
    return to("goodbye")


async def leaving(_reading: Reading, tap: Tap) -> Screen:
    return scene.ask_to_leave(tap.words)


async def goodbye(_reading: Reading, tap: Tap) -> Screen:
    return scene.left(tap.words, tap.house.privacy_contact)
