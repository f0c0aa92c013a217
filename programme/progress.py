"""Progress: the last weeks, strength days, the best week, and streaks that forgive a week off."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import groupby

from programme.bookings import member
from programme.minutes import totals, week_begins
from programme.model import Entry, Progress, Visitor, Week
from programme.store import minutes as store
from programme.store.engine import Reading

SHOWN = 8
A_WEEK = timedelta(days=7)
FORGIVEN_IN = 4
"""In any four weeks, one that was missed does not break a streak: people have holidays and colds."""


async def of(
    reading: Reading,
    visitor: Visitor,
    today: date,
    strengthening: Collection[str],
    off: Collection[date] = frozenset(),
) -> Progress:
    """Up to *today* (a local date). *off*: the Mondays of weeks of leave, which neither count nor break a streak.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    logged = await store.select_between(reading, person.id, date.min, today)
    found = weeks(logged, strengthening)
    this = week_begins(today)
    shown = tuple(found.get(monday, Week(monday)) for monday in mondays(this))
    return Progress(shown, best(found.values()), streak(found, this, off), longest(found, off))


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
