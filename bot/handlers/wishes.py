"""What people choose to tell: their name to instructors, and the time that suits them best."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import wishes as scene
from content.screen import Screen
from programme import wishes
from programme.errors import NotFound, Unusable
from programme.model import DayPart
from programme.store.engine import Reading, Transaction

SAVED = "saved"


async def name(reading: Reading, tap: Tap) -> Screen:
    """`showname:<what came of it>`"""
    found, what = await wishes.wishes(reading, tap.visitor), tap.address.argument(0)
    return scene.name(tap.words, found, problem=what if what != SAVED else "", saved=what == SAVED)


async def show(tx: Transaction, tap: Tap) -> Address:
    """ "Show my name to instructors", or the name typed."""
    try:
        await wishes.show_name(tx, tap.visitor, tap.typed, tap.now)
    except Unusable as refusal:
        return to("showname", refusal.problem)
    return to("showname", SAVED)


async def hide(tx: Transaction, tap: Tap) -> Address:
    await wishes.hide_name(tx, tap.visitor, tap.now)
    return to("showname", SAVED)


async def best_time(reading: Reading, tap: Tap) -> Screen:
    found = await wishes.wishes(reading, tap.visitor)
    return scene.best_time(tap.words, found, saved=tap.address.argument(0) == SAVED)


async def keep_best_time(tx: Transaction, tap: Tap) -> Address:
    """`besttime:<part of the day>`, or `besttime:none`."""
    offered = {part.value: part for part in DayPart}
    chosen = tap.address.argument(0)
    if chosen != scene.NOTHING and chosen not in offered:
        raise NotFound
    await wishes.keep_best_time(tx, tap.visitor, offered.get(chosen))
    return to("besttimes", SAVED)
