"""Progress: the last weeks, strength days, the best week, and streaks that forgive a week off."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import groupby

from programme.bookings import member
from programme.minutes import totals, week_begins
from programme.model import Away, Entry, Progress, Visitor, Week
from programme.store import minutes as store
from programme.store import rhythms as rhythm_store
from programme.store.engine import Reading
from programme.working_days import is_working_day

SHOWN = 8
A_WEEK = timedelta(days=7)
MOST_WORKED = 2
"""Days worked in a week that is one of leave all the same: holidays seldom begin on a Monday."""
FORGIVEN_IN = 4
"""In any four weeks, one that was missed does not break a streak: people have holidays and colds."""


async def of(reading: Reading, visitor: Visitor, today: date, strengthening: Collection[str]) -> Progress:
    """Up to *today* (a local date). Weeks of leave neither break a streak nor, without an entry, count in it.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    logged = await store.select_between(reading, person.id, date.min, today)
    off = weeks_off(await rhythm_store.select_time_off(reading, person.id))
    found = weeks(logged, strengthening)
    this = week_begins(today)
    first = min((*found, this))
    shown = tuple(found.get(monday, Week(monday)) for monday in mondays(this) if monday >= first)
    return Progress(shown, best(found.values()), streak(found, this, off), longest(found, off))


def weeks_off(away: Iterable[Away]) -> frozenset[date]:
    """The Mondays of weeks of leave: time off and bank holidays left at most two days of Monday to Friday to work."""
    off = {day for one in away for day in days_of(one)}
    return frozenset(monday for monday in map(week_begins, off) if len(left_to_work(monday, off)) <= MOST_WORKED)


def days_of(away: Away) -> list[date]:
    return [away.since + timedelta(days=n) for n in range((away.until - away.since).days + 1)]


def left_to_work(monday: date, off: Collection[date]) -> list[date]:
    week = (monday + timedelta(days=n) for n in range(7))
    return [day for day in week if is_working_day(day) and day not in off]


def mondays(this: date, count: int = SHOWN) -> list[date]:
    """Those of the last weeks, oldest first, up to *this* one."""
    return [this - A_WEEK * back for back in reversed(range(count))]


def weeks(entries: Iterable[Entry], strengthening: Collection[str]) -> dict[date, Week]:
    """Every week that has an entry, by its Monday."""
    in_order = sorted(entries, key=lambda one: one.on)
    return {monday: week(monday, list(those), strengthening) for monday, those in groupby(in_order, week_of)}


def week_of(entry: Entry) -> date:
    return week_begins(entry.on)


def week(monday: date, entries: Collection[Entry], strengthening: Collection[str]) -> Week:
    """Strength days: days with an activity for the strength of the major muscles, however long it took.

    Source: UK Chief Medical Officers' physical activity guidelines (2019): on at least two days a week; any is better
    than none.
    """
    days = {one.on for one in entries if one.activity in strengthening}
    return Week(monday, totals(entries), len(days))


def best(found: Collection[Week]) -> Week | None:
    """The week with the most minutes moved; of equals the latest."""
    return max(found, key=lambda one: (one.totals.moved, one.monday)) if len(found) > 1 else None


def streak(logged: Collection[date], this: date, off: Collection[date] = frozenset()) -> int:
    """How many weeks, going back from *this* one, have something logged; this one may still get it.

    *logged* and *off* are Mondays. One missed week in any four is forgiven; a week off is not even missed.
    """
    monday = this if this in logged else this - A_WEEK
    count, since_missed = 0, FORGIVEN_IN
    while True:
        since_missed += monday not in off
        if monday in logged:
            count += 1
        elif monday not in off:
            if since_missed < FORGIVEN_IN:
                return count
            since_missed = 0
        monday -= A_WEEK


def longest(logged: Collection[date], off: Collection[date] = frozenset()) -> int:
    return max((streak(logged, monday, off) for monday in logged), default=0)
