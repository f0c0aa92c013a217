"""The log: minutes saved, taken back, listed and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from programme.bookings import member
from programme.errors import NotFound, Unusable
from programme.model import Entry, Intensity, Totals, Visitor
from programme.parsing.values import DAYS_BACK, MINUTES
from programme.store import minutes as store
from programme.store.engine import Reading, Transaction

A_DAY = 24 * 60
RECENT = 5


def check_entries(entries: Sequence[Entry], logged: Iterable[Entry], today: date) -> None:
    """Whether *entries* can be added on *today* (a local date) to what is *logged* on their days.

    Raises:
        Unusable: "minutes" is "range" (not 1 to 600), "future", "too_old" (more than 28 days) or "day_full" (more
            than 24 hours in all).
    """
    for one in entries:
        if one.minutes not in MINUTES:
            raise Unusable("minutes", "range")
        if one.on > today:
            raise Unusable("minutes", "future")
        if one.on < today - timedelta(days=DAYS_BACK):
            raise Unusable("minutes", "too_old")
    check_room(entries, logged)


def check_room(entries: Sequence[Entry], logged: Iterable[Entry]) -> None:
    days = Counter[date]()
    for one in (*logged, *entries):
        days[one.on] += one.minutes
    if any(days[one.on] > A_DAY for one in entries):
        raise Unusable("minutes", "day_full")


async def save(
    tx: Transaction,
    visitor: Visitor,
    entries: Sequence[Entry],
    now: datetime,
    *,
    zone: ZoneInfo,
    replaces: str | None = None,
) -> None:
    """Keep *entries*, in place of the one called *replaces* if there is one; the employer is that of now.

    Their ids come with them, so that saving them again changes nothing. One chat's updates are handled in order, so
    that nobody adds to a day twice at once.

    Raises:
        Unusable: see `check_entries`.
        NotFound: what they replace is not there (any more).
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    today = now.astimezone(zone).date()
    if await store.select_entry(tx, person.id, entries[0].id):
        return
    await check(tx, visitor, entries, today, [replaces] if replaces else [])
    if replaces and not await store.mark_removed(tx, person.id, [replaces], now):
        raise NotFound
    await store.insert_entries(tx, (person.id, visitor.employer_id), entries, now)


async def check(
    reading: Reading, visitor: Visitor, entries: Sequence[Entry], today: date, replaced: Collection[str]
) -> None:
    """Whether *entries* can be saved on *today* (a local date), without those that they replace.

    Raises:
        Unusable: see `check_entries`.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    days = [one.on for one in entries]
    logged = await store.select_between(reading, person.id, min(days), max(days))
    check_entries(entries, [one for one in logged if one.id not in replaced], today)


async def undo(tx: Transaction, visitor: Visitor, ids: Sequence[str], now: datetime) -> int:
    """Take entries back; how many were theirs and there. Again changes nothing.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    return await store.mark_removed(tx, person.id, ids, now)


async def put_back(tx: Transaction, visitor: Visitor, id: str) -> None:
    """Undo a removal; again changes nothing.

    Raises:
        NotFound: there is none of that id that is theirs, or its booking has another entry now.
        Unusable: "minutes" is "day_full": the day has been filled since.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if await store.select_entry(tx, person.id, id):
        return
    removed = await store.select_removed(tx, person.id, id)
    if removed is None:
        raise NotFound
    check_room([removed], await store.select_between(tx, person.id, removed.on, removed.on))
    if not await store.mark_put_back(tx, person.id, id):
        raise NotFound


async def find(reading: Reading, visitor: Visitor, id: str) -> Entry:
    """One of their own entries.

    Raises:
        NotFound: there is none of that id that is theirs.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    found = await store.select_entry(reading, person.id, id)
    if found is None:
        raise NotFound
    return found


async def recent(reading: Reading, visitor: Visitor, limit: int = RECENT) -> tuple[Entry, ...]:
    """The last entries, the latest day first."""
    person, _ = member(visitor)
    return await store.select_recent(reading, person.id, limit)


async def said_before(reading: Reading, visitor: Visitor, entries: Sequence[Entry]) -> bool:
    """Whether one of *entries* is on the log already: as many minutes of the same on the same day."""
    person, _ = member(visitor)
    days = [one.on for one in entries]
    logged = await store.select_between(reading, person.id, min(days), max(days))
    return bool({same(one) for one in logged} & {same(one) for one in entries})


def same(entry: Entry) -> tuple[date, int, str]:
    return entry.on, entry.minutes, entry.activity


async def week(reading: Reading, visitor: Visitor, day: date) -> Totals:
    """The totals of the week, Monday to Sunday, that local *day* is in."""
    person, _ = member(visitor)
    monday = week_begins(day)
    return totals(await store.select_between(reading, person.id, monday, monday + timedelta(days=6)))


def week_begins(day: date) -> date:
    return day - timedelta(days=day.weekday())


def totals(entries: Iterable[Entry]) -> Totals:
    """Minutes by intensity; see `Totals` for the two counters and their source."""
    sums = Counter[Intensity]()
    for one in entries:
        sums[one.intensity] += one.minutes
    return Totals(sums[Intensity.LIGHT], sums[Intensity.MODERATE], sums[Intensity.VIGOROUS])
