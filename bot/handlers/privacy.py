"""What is kept, what HR sees, being counted or not, and the way out of the programme."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers import hr
from bot.tap import Tap
from content import privacy as scene
from content.screen import Screen
from programme import counting, people
from programme.model import Purpose
from programme.store.engine import Reading, Transaction

YES = "yes"


async def privacy(reading: Reading, tap: Tap) -> Screen:
    house, is_member = tap.house, Purpose.JOINING in tap.visitor.consents
    is_counted = not is_member or await counting.is_counted(reading, tap.visitor)
    return scene.screen(
        tap.words,
        tap.visitor,
        house.controller,
        house.privacy_contact,
        house.privacy_url,
        is_counted=is_counted,
    )


async def what_hr_sees(reading: Reading, tap: Tap) -> Screen:
    """The screen that HR's /digest shows, made by the same function; only its buttons are others."""
    employer = tap.visitor.employer
    if employer is None:
        return scene.no_hr(tap.words)
    return await hr.latest(reading, tap, employer, scene.after_what_hr_sees(tap.words))


async def do_not_count(tx: Transaction, tap: Tap) -> Address:
    await counting.leave_out(tx, tap.visitor, tap.now)
    return to("counts")


async def count_again(tx: Transaction, tap: Tap) -> Address:
    await counting.count_again(tx, tap.visitor)
    return to("counts")


async def counted(reading: Reading, tap: Tap) -> Screen:
    """Whether they are counted, as it is now."""
    return scene.counted(tap.words, is_counted=await counting.is_counted(reading, tap.visitor))


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
