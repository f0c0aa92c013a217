"""A stretch of past time as people type it: ``2026-W47``, ``week 47``, ``Q3``, ``last month``, ``Nov``, ``23 Nov``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from programme import periods
from programme.errors import Unusable
from programme.model import Digest, Period
from programme.periods import Shape
from programme.post_text import DAY, MONTH, MONTHS, day_month_year, real_date, whole
from programme.rhythm_text import line

NAMED = re.compile(
    r"(?:(?P<year>20[0-9]{2})[- ]?)?(?P<shape>[wfq])(?P<number>[0-9]{1,2})(?:[ ,]+(?P<after>20[0-9]{2}))?"
)
WEEK = re.compile(r"(?:week|wk) ?(?P<number>[0-9]{1,2})(?:[ ,]+(?:of )?(?P<after>20[0-9]{2}))?")
MONTH_ALONE = re.compile(rf"(?P<month>{MONTH})(?: (?P<year>20[0-9]{{2}}))?")
YEAR = re.compile(r"(?P<year>20[0-9]{2})")
RELATIVE = re.compile(r"(?:the )?(?P<which>last|this|previous) (?P<unit>week|month|quarter|year)")
LATEST = frozenset({"latest", "the latest", "newest", "the newest", "last", "the last one"})


@dataclass(frozen=True, slots=True)
class Stretch:
    since: date
    until: date
    """The first day after it."""


def find(typed: str, frozen: Sequence[Digest], today: date) -> Sequence[Digest]:
    """Those of *frozen* that are about what was typed, in their order: exactly that stretch if there is such a one,
    else whatever is of some part of it.

    Raises:
        Unusable: "period" is missing, too_long or not_understood.
    """
    said = line(typed, "period")
    if said in LATEST:
        return frozen[-1:]
    meant = stretch(said, today)
    exact = [one for one in frozen if (one.period.starts_on, one.period.ends_before) == (meant.since, meant.until)]
    return exact or [one for one in frozen if overlaps(one.period, meant)]


def overlaps(period: Period, meant: Stretch) -> bool:
    return period.starts_on < meant.until and meant.since < period.ends_before


def stretch(said: str, today: date) -> Stretch:
    """Raises: Unusable: "period" is "not_understood"."""
    named, relative = NAMED.fullmatch(said) or WEEK.fullmatch(said), RELATIVE.fullmatch(said)
    month, year = MONTH_ALONE.fullmatch(said), YEAR.fullmatch(said)
    if named:
        return by_number(named, today)
    if relative:
        return of_unit(relative["unit"], today, is_this=relative["which"] == "this")
    if year:
        return Stretch(date(int(year["year"]), 1, 1), date(int(year["year"]) + 1, 1, 1))
    if month:
        return of_month(month, today)
    return on_day(said, today)


def by_number(found: re.Match[str], today: date) -> Stretch:
    """Without a year, the latest of that number that is over."""
    parts = found.groupdict()
    shape, number = (parts.get("shape") or "w").upper(), int(parts["number"])
    given = parts.get("year") or parts["after"]
    for year in [int(given)] if given else [today.year, today.year - 1]:
        period = named(f"{year}-{shape}{number}", f"{year}-{shape}{number:02}")
        if period and (given or period.ends_before <= today):
            return of_period(period)
    raise Unusable("period", "not_understood")


def named(*names: str) -> Period | None:
    """The first of these that there is."""
    for name in names:
        try:
            return periods.by_name(name)
        except Unusable:
            continue
    return None


def of_unit(unit: str, today: date, *, is_this: bool) -> Stretch:
    """``last week`` is the one before the one that *today* is in."""
    now = containing(unit, today)
    return now if is_this else containing(unit, now.since - timedelta(days=1))


def containing(unit: str, day: date) -> Stretch:
    match unit:
        case "week":
            return of_period(periods.containing(Shape.WEEK, day))
        case "quarter":
            return of_period(periods.containing(Shape.QUARTER, day))
        case "month":
            return whole_month(day.year, day.month)
        case _:
            return Stretch(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def of_period(period: Period) -> Stretch:
    return Stretch(period.starts_on, period.ends_before)


def of_month(found: re.Match[str], today: date) -> Stretch:
    """Without a year, the latest that has begun."""
    month = MONTHS.index(found["month"][:3]) + 1
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return whole_month(year, month)


def whole_month(year: int, month: int) -> Stretch:
    return Stretch(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))


def on_day(said: str, today: date) -> Stretch:
    """A date in British order; without a year, the latest that has been. Raises: Unusable."""
    found = whole(DAY, said)
    if found is None or found["near"] or found["unsure"] or found["weekday"]:
        raise Unusable("period", "not_understood")
    try:
        day = latest_date(found, today)
    except Unusable:
        raise Unusable("period", "not_understood") from None
    return Stretch(day, day + timedelta(days=1))


def latest_date(found: re.Match[str], today: date) -> date:
    nth, month, year = day_month_year(found)
    if year is not None:
        return real_date(year, month, nth)
    return real_date(today.year - ((month, nth) > (today.month, today.day)), month, nth)
