"""Nudges, quiet hours and time off: pressed or typed."""

from __future__ import annotations

from datetime import date, timedelta

from bot.address import Address, to
from bot.handlers import minutes
from bot.tap import Tap
from content import activities
from content import nudges as scene
from content.screen import Screen
from programme import break_text, rhythm_text, rhythms
from programme.errors import NotFound, Unusable
from programme.minutes_text import understand
from programme.model import Away, Quiet
from programme.parsing.values import Understood
from programme.store.engine import Reading, Transaction

LENGTHS = {"1": 1, "7": 7, "14": 14}
"""Days on buttons, today included."""


def today(tap: Tap) -> date:
    return tap.now.astimezone(tap.house.zone).date()


async def nudges(reading: Reading, tap: Tap) -> Screen:
    """`nudges:<problem>`."""
    return scene.hub(tap.words, await rhythms.of(reading, tap.visitor), today(tap), tap.address.argument(0))


async def day(tx: Transaction, tap: Tap) -> Address:
    """`nudgeday:<weekday>`: its movement break on or off."""
    wanted = tap.address.argument(0)
    if wanted not in {str(weekday) for weekday in rhythms.WEEKDAYS}:
        raise NotFound
    await rhythms.toggle_break(tx, tap.visitor, int(wanted), tap.now, tap.house.zone)
    return to("nudges")


async def at(tx: Transaction, tap: Tap) -> Address:
    """`nudgeat:<HHMM>` for all chosen days, or a time typed, for the days that are named; or typed time off."""
    if is_time_off(tap):
        return await set_away(tx, tap)
    try:
        when, weekdays = break_text.break_time(tap.typed or tap.address.argument(0))
        await rhythms.move_breaks(tx, tap.visitor, when, weekdays, tap.now, tap.house.zone)
    except Unusable as refusal:
        return await misread(tx, tap, refusal, "nudges")
    return to("nudges")


def is_time_off(tap: Tap) -> bool:
    return rhythm_text.is_time_off(tap.typed) or rhythm_text.is_back(tap.typed)


async def misread(tx: Transaction, tap: Tap, refusal: Unusable, screen: str) -> Address:
    """What isn't what was asked for may be an entry for the log, if that is all it says; else *screen* says why."""
    understood = tap.typed and understand(tap.typed, activities.rules(), tap.now, tap.house.zone)
    if isinstance(understood, Understood):
        return await minutes.log(tx, tap)
    return to(screen, refusal.problem)


async def look_back(tx: Transaction, tap: Tap) -> Address:
    """`lookback:on` or `lookback:off`."""
    wanted = tap.address.argument(0)
    if wanted not in {"on", "off"}:
        raise NotFound
    await rhythms.set_look_back(tx, tap.visitor, tap.now, tap.house.zone, on=wanted == "on")
    return to("nudges")


async def stop(tx: Transaction, tap: Tap) -> Address:
    await rhythms.stop(tx, tap.visitor, tap.now, tap.house.zone)
    return to("nudgesoff")


async def stopped(_reading: Reading, tap: Tap) -> Screen:
    return scene.stopped(tap.words)


async def quiet(reading: Reading, tap: Tap) -> Screen:
    """`quiet:<problem>`."""
    return scene.ask_quiet(tap.words, await rhythms.of(reading, tap.visitor), tap.address.argument(0))


async def set_quiet(tx: Transaction, tap: Tap) -> Address:
    """`quietset:<HHMM>:<HHMM>`, or hours typed; or typed time off."""
    if is_time_off(tap):
        return await set_away(tx, tap)
    try:
        chosen = rhythm_text.quiet(tap.typed) if tap.typed else pressed_quiet(tap.address)
        await rhythms.set_quiet(tx, tap.visitor, chosen, tap.now, tap.house.zone)
    except Unusable as refusal:
        return await misread(tx, tap, refusal, "quiet")
    return to("nudges")


def pressed_quiet(address: Address) -> Quiet:
    return rhythm_text.quiet(f"{address.argument(0)} to {address.argument(1)}")


async def away(reading: Reading, tap: Tap) -> Screen:
    """`away:<problem>`."""
    return scene.ask_away(tap.words, await rhythms.of(reading, tap.visitor), today(tap), tap.address.argument(0))


async def set_away(tx: Transaction, tap: Tap) -> Address:
    """`awayset:<days>`, `awayset:week`, `awayset:none`, or days typed.

    That somebody is ill is not kept: it travels in the next address alone, which goes when this is answered.
    """
    is_ill = rhythm_text.is_ill(tap.typed)
    try:
        chosen = typed_away(tap) if tap.typed else pressed_away(tap)
    except Unusable as refusal:
        if is_ill and refusal.problem == "how_long":
            return to("away", scene.HOW_LONG_ILL)
        return await misread(tx, tap, refusal, "away")
    before = await rhythms.set_away(tx, tap.visitor, chosen, tap.now, tap.house.zone)
    if chosen is None and before:
        return to("awaykept", scene.ENDED if before.since <= today(tap) else scene.CALLED_OFF)
    return to("awaykept", scene.GET_WELL) if is_ill else to("awaykept")


def typed_away(tap: Tap) -> Away | None:
    """None: back at work. Raises: Unusable: as `rhythm_text.away`."""
    return None if rhythm_text.is_back(tap.typed) else rhythm_text.away(tap.typed, today(tap))


def pressed_away(tap: Tap) -> Away | None:
    wanted = tap.address.argument(0)
    if wanted == "none":
        return None
    if wanted == "week":
        return rhythm_text.away("this week", today(tap))
    if wanted not in LENGTHS:
        raise NotFound
    return Away(today(tap), today(tap) + timedelta(days=LENGTHS[wanted] - 1))


async def away_kept(reading: Reading, tap: Tap) -> Screen:
    """`awaykept:<what is said besides>`."""
    return scene.away_kept(tap.words, await rhythms.of(reading, tap.visitor), today(tap), tap.address.argument(0))
