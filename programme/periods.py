"""Which stretches of time a workplace's digests are about: by headcount, never by turnout, and never two that overlap.

Dates are local dates in the zone given. A period is closed once its last day is over there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from programme.errors import Unusable
from programme.model import Period

EPOCH = date(2024, 1, 1)
"""The Monday from which blocks of four weeks are counted, for everybody and for ever."""
FOUR_WEEKS = timedelta(weeks=4)
WEEK = timedelta(weeks=1)
LARGE = 250
SMALL = 25
NAME = re.compile(r"([0-9]{4})-([WFQ])([0-9]{1,2})")


class Shape(StrEnum):
    """How long a period is; also the letter in its name."""

    WEEK = "W"
    FOUR_WEEKS = "F"
    QUARTER = "Q"


def shapes(headcount: int) -> tuple[Shape, ...]:
    """250 people and more: weeks. From 25: blocks of four weeks, and quarters. Fewer: none of their own."""
    if headcount >= LARGE:
        return (Shape.WEEK,)
    return (Shape.FOUR_WEEKS, Shape.QUARTER) if headcount >= SMALL else ()


def containing(shape: Shape, day: date) -> Period:
    """The period of that shape in which *day* is."""
    match shape:
        case Shape.WEEK:
            return week(day)
        case Shape.FOUR_WEEKS:
            return four_weeks(day)
        case Shape.QUARTER:
            return quarter(day)


def week(day: date) -> Period:
    """ISO 8601: Monday to Sunday, ``2026-W47``."""
    year, number, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year}-W{number:02}", monday, monday + WEEK)


def four_weeks(day: date) -> Period:
    """``2026-F12`` is the twelfth block to begin in 2026."""
    start = EPOCH + (day - EPOCH) // FOUR_WEEKS * FOUR_WEEKS
    number = (start - date(start.year, 1, 1)) // FOUR_WEEKS + 1
    return Period(f"{start.year}-F{number:02}", start, start + FOUR_WEEKS)


def quarter(day: date) -> Period:
    """``2026-Q4``: October to December."""
    number = (day.month - 1) // 3 + 1
    start = date(day.year, 3 * number - 2, 1)
    end = date(day.year + 1, 1, 1) if number == 4 else date(day.year, 3 * number + 1, 1)
    return Period(f"{day.year}-Q{number}", start, end)


def by_name(name: str) -> Period:
    """The period of that name.

    Raises:
        Unusable: "period" is "unknown".
    """
    found = NAME.fullmatch(name.strip().upper())
    if found and EPOCH.year - 20 <= int(found[1]) <= EPOCH.year + 200:
        for period in near(Shape(found[2]), int(found[1]), int(found[3])):
            if period.name == f"{found[1]}-{found[2]}{found[3]}":
                return period
    raise Unusable("period", "unknown")


def near(shape: Shape, year: int, number: int) -> Iterator[Period]:
    """The periods about where the *number*th of *year* must be."""
    step = {Shape.WEEK: WEEK, Shape.FOUR_WEEKS: FOUR_WEEKS, Shape.QUARTER: timedelta(days=91)}[shape]
    day = date(year, 1, 4) + step * (number - 1)
    return (containing(shape, day + step * shift) for shift in (-1, 0, 1))


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def starts_at(day: date, zone: ZoneInfo) -> datetime:
    """Local midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def closed(shape: Shape, since: date, today: date) -> Iterator[Period]:
    """Every period that is over when *today* begins, from the one that holds *since* on."""
    period = containing(shape, since)
    while period.ends_before <= today:
        yield period
        period = containing(shape, period.ends_before)


def unpublished(headcount: int, since: date, today: date, published: Sequence[Period]) -> tuple[Period, ...]:
    """What is closed and still to be published, oldest first.

    A workplace that has grown or shrunk changes from one scheme to the other only where the periods of the old one
    end: a week cut out of four would show the other three. Of *published* the last of each shape is enough, since
    nothing is ever published from before it.
    """
    due = (period for shape in shapes(headcount) for period in closed(shape, resumes(shape, since, published), today))
    fresh = (period for period in due if is_new(period, published))
    return tuple(sorted(fresh, key=lambda period: (period.ends_before, period.name)))


def resumes(shape: Shape, since: date, published: Iterable[Period]) -> date:
    """The day from which periods of that shape are due: where it left off, or where the other scheme has ended."""
    here = week(since) if shape is Shape.WEEK else four_weeks(since)
    ended = [one.ends_before for one in published if shape_of(one) is shape or of_other_scheme(one, here)]
    return max([since, *ended])


def shape_of(period: Period) -> Shape:
    return Shape(period.name[5])


def is_new(period: Period, published: Iterable[Period]) -> bool:
    return not any(
        period.name == other.name or (overlap(period, other) and of_other_scheme(period, other)) for other in published
    )


def overlap(one: Period, other: Period) -> bool:
    return one.starts_on < other.ends_before and other.starts_on < one.ends_before


def of_other_scheme(one: Period, other: Period) -> bool:
    """Weeks are one scheme; blocks of four weeks and quarters are the other."""
    return is_week(one) is not is_week(other)


def is_week(period: Period) -> bool:
    return period.ends_before - period.starts_on == WEEK


def is_four_weeks(period: Period) -> bool:
    """Whether quarters overlap with it; no quarter is as short."""
    return period.ends_before - period.starts_on == FOUR_WEEKS


def next_figures_on(headcount: int, today: date, grown_on: date | None = None) -> date:
    """The Monday on which figures come next, after *today*; a small workplace gets the weekly ones of all together.

    *grown_on*: when it had grown enough for its own, of which the first are about a period that begins afterwards.
    """
    ends = (first_after(shape, today, grown_on).ends_before for shape in shapes(headcount) or (Shape.WEEK,))
    return min(monday_from(end) for end in ends)


def first_after(shape: Shape, today: date, grown_on: date | None) -> Period:
    """The period that *today* is in, or the next one if it had begun by *grown_on*."""
    period = containing(shape, today)
    return period if grown_on is None or period.starts_on > grown_on else containing(shape, period.ends_before)


def monday_from(day: date) -> date:
    """*day* itself if it is a Monday, else the next one."""
    return day + timedelta(days=-day.weekday() % 7)
