"""What each person has chosen about being nudged: movement breaks, a look back, quiet hours and time off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from programme import nudges
from programme.bookings import member
from programme.errors import Unusable
from programme.model import Away, Quiet, Rhythm, Visitor
from programme.store import rhythms as store
from programme.store.engine import Reading, Transaction
from programme.store.rhythms import Reached

USUAL_BREAK = time(10, 30)
WEEKDAYS = range(7)


async def of(reading: Reading, visitor: Visitor) -> Rhythm:
    """Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    return await store.select_rhythm(reading, person.id)


async def toggle_break(tx: Transaction, visitor: Visitor, weekday: int, now: datetime, zone: ZoneInfo) -> None:
    """A movement break on that weekday, at the time of the others, or none any more.

    Raises:
        Unusable: "weekday" is "unknown"; "time" is "quiet".
        NotAllowed: they are not a member.
    """
    if weekday not in WEEKDAYS:
        raise Unusable("weekday", "unknown")
    rhythm = await of(tx, visitor)
    breaks = dict(rhythm.breaks)
    if breaks.pop(weekday, None) is None:
        breaks[weekday] = next(iter(breaks.values()), nudges.outside_quiet(rhythm, USUAL_BREAK))
    await set_breaks(tx, visitor, breaks.items(), now, zone)


async def move_breaks(
    tx: Transaction, visitor: Visitor, at: time, weekdays: Sequence[int], now: datetime, zone: ZoneInfo
) -> None:
    """Every break at another time, or (with *weekdays*) those days' alone, which are chosen by it.

    Raises:
        Unusable: "time" is "quiet"; "weekday" is "missing", since no day is chosen.
        NotAllowed: they are not a member.
    """
    rhythm = await of(tx, visitor)
    days = weekdays or [day for day, _ in rhythm.breaks]
    if not days:
        raise Unusable("weekday", "missing")
    await set_breaks(tx, visitor, {**dict(rhythm.breaks), **dict.fromkeys(days, at)}.items(), now, zone)


async def set_breaks(
    tx: Transaction, visitor: Visitor, breaks: Iterable[tuple[int, time]], now: datetime, zone: ZoneInfo
) -> None:
    person, contact_id = member(visitor)
    rhythm = await store.lock_rhythm(tx, person.id)
    wanted = sorted(breaks)
    if any(rhythm.quiet.covers(at) for _, at in set(wanted) - set(rhythm.breaks)):
        raise Unusable("time", "quiet")
    await store.replace_breaks(tx, person.id, wanted)
    await nudges.plan_again(tx, Reached(person.id, contact_id), now, zone)


async def set_look_back(tx: Transaction, visitor: Visitor, now: datetime, zone: ZoneInfo, *, on: bool) -> None:
    """Raises: NotAllowed: they are not a member."""
    person, contact_id = member(visitor)
    await store.lock_rhythm(tx, person.id)
    await store.mark_look_back(tx, person.id, now if on else None)
    await nudges.plan_again(tx, Reached(person.id, contact_id), now, zone)


async def set_quiet(tx: Transaction, visitor: Visitor, quiet: Quiet, now: datetime, zone: ZoneInfo) -> None:
    """Raises: NotAllowed: they are not a member."""
    person, contact_id = member(visitor)
    await store.lock_rhythm(tx, person.id)
    await store.mark_quiet(tx, person.id, quiet)
    await nudges.plan_again(tx, Reached(person.id, contact_id), now, zone)


async def set_away(tx: Transaction, visitor: Visitor, away: Away | None, now: datetime, zone: ZoneInfo) -> Away | None:
    """Time off: no nudge on any of its days. None: back. What was off before today stays known, for streaks.

    Returns:
        The time off that went on, or was to come, until now.

    Raises:
        NotAllowed: they are not a member.
    """
    person, contact_id = member(visitor)
    before = (await store.lock_rhythm(tx, person.id)).away
    await store.mark_away(tx, person.id, away)
    await store.end_time_off(tx, person.id, now.astimezone(zone).date())
    if away:
        await store.insert_time_off(tx, person.id, away)
    await nudges.plan_again(tx, Reached(person.id, contact_id), now, zone)
    return before if before and before.until >= now.astimezone(zone).date() else None


async def stop(tx: Transaction, visitor: Visitor, now: datetime, zone: ZoneInfo) -> None:
    """No movement break and no look back any more; reminders of booked sessions go on.

    Raises:
        NotAllowed: they are not a member.
    """
    person, contact_id = member(visitor)
    await store.lock_rhythm(tx, person.id)
    await store.replace_breaks(tx, person.id, ())
    await store.mark_look_back(tx, person.id, None)
    await nudges.plan_again(tx, Reached(person.id, contact_id), now, zone)
