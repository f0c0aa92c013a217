"""What somebody has led in a calendar month, for their invoice: counts, never names; and what people said of it.

Ratings are shown by the rules of `programme.disclosure`, once a month is over: the clock freezes them on Monday.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from programme import disclosure, periods
from programme.classes import leader
from programme.disclosure import Scope
from programme.model import Delivered, MonthRatings, Visitor
from programme.ratings import JUST_RIGHT
from programme.store import months as store
from programme.store.engine import Reading, Transaction
from programme.store.months import RatedBy
from programme.store.ratings import select_first_rated
from programme.times import from_text

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


async def delivered(
    reading: Reading, visitor: Visitor, month: date, zone: ZoneInfo, now: datetime
) -> tuple[Delivered, ...]:
    """What they led that began in the local *month* (its first day) and is over; not what was cancelled.

    Raises:
        NotAllowed: a stranger.
    """
    since, until = (datetime.combine(day, time(), zone) for day in (month, following(month)))
    return await store.select_delivered(reading, leader(visitor), since, until, now)


def month_in(text: str, today: date) -> date:
    """The first day of the month ``2026-11``; of this month where it is none, or is still to come."""
    found = MONTH.fullmatch(text)
    this = today.replace(day=1)
    return min(date(int(found[1]), int(found[2]), 1), this) if found else this


def following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


# what people said


async def ratings(reading: Reading, visitor: Visitor, month: date) -> MonthRatings | None:
    """What was frozen of the visitor's sessions in *month*; None where nothing was (yet).

    Raises:
        NotAllowed: a stranger.
    """
    return await store.select_ratings(reading, leader(visitor), name_of(month))


async def freeze_ratings(tx: Transaction, key: bytes, now: datetime, zone: ZoneInfo) -> None:
    """Every month that is over and in which somebody rated anything, once."""
    first = await select_first_rated(tx)
    if first is None:
        return
    since, done = periods.local_date(from_text(first), zone), await store.select_frozen_months(tx)
    for month in closed(since, periods.local_date(now, zone)):
        if name_of(month) not in done:
            await freeze_month(tx, month, key, now, zone)


async def freeze_month(tx: Transaction, month: date, key: bytes, now: datetime, zone: ZoneInfo) -> None:
    since, until = (periods.starts_at(day, zone) for day in (month, following(month)))
    by_instructor: dict[str, list[RatedBy]] = {}
    for one in await store.select_rated(tx, since, until):
        by_instructor.setdefault(one.instructor_id, []).append(one)
    for instructor_id, said in by_instructor.items():
        scope = Scope(key, f"instructor {instructor_id}", name_of(month))
        figures = figures_of(scope, said)
        await store.insert_ratings(tx, instructor_id, name_of(month), disclosure.RULES, figures, now)


def figures_of(scope: Scope, said: Collection[RatedBy]) -> MonthRatings:
    """Pure: what people said in, what may be said of them out."""
    raters = {one.person_id for one in said}
    liked = {one.person_id for one in said if one.rating == JUST_RIGHT}
    of = scope.of("rated")
    return MonthRatings(disclosure.count(of, raters), disclosure.part(scope.of("just_right"), liked, raters, of))


def closed(since: date, today: date) -> Iterator[date]:
    """The first day of each month that is over when *today* begins, from the one that holds *since* on."""
    month = since.replace(day=1)
    while following(month) <= today:
        yield month
        month = following(month)


def name_of(month: date) -> str:
    """``2026-11``."""
    return f"{month:%Y-%m}"
