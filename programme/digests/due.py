"""What is due: the closed periods that have no digest yet, of which workplaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from programme import periods
from programme.digests.frozen import grown_on, is_pooled
from programme.employers import all_open
from programme.model import Employer, Period
from programme.periods import Shape
from programme.store import digests as store
from programme.store.digests import Reached
from programme.store.engine import Reading

EARLIEST = date(2024, 1, 1)
"""No digest is about a time before this."""


@dataclass(frozen=True, slots=True)
class Due:
    period: Period
    employer_ids: tuple[str | None, ...]
    """None: of all workplaces together, for the small ones."""


async def due(reading: Reading, now: datetime, zone: ZoneInfo) -> tuple[Due, ...]:
    """Oldest first, from the first session that anybody was booked on (or the day the workplace signed up).

    A closed workplace gets no more. One whose headcount has changed is seen to in `periods.unpublished`, and if it
    had none of its own before, it has them only of periods that began afterwards (`of_one`).
    """
    done: dict[str | None, list[Reached]] = {}
    for one in await store.select_reached(reading):
        done.setdefault(one.employer_id, []).append(one)
    found = [await of_all(reading, done.get(None, []), now, zone)]
    for employer in await all_open(reading):
        found.append(await of_one(reading, employer, done.get(employer.id, []), now, zone))  # noqa: PERF401 - each awaits
    return by_period(pair for pairs in found for pair in pairs)


def by_period(pairs: Iterable[tuple[Period, str | None]]) -> tuple[Due, ...]:
    """One reading of the record serves all workplaces of a period."""
    together: dict[Period, list[str | None]] = {}
    for period, employer_id in pairs:
        together.setdefault(period, []).append(employer_id)
    ordered = sorted(together, key=lambda period: (period.ends_before, period.name))
    return tuple(Due(period, tuple(together[period])) for period in ordered)


async def of_all(
    reading: Reading, done: list[Reached], now: datetime, zone: ZoneInfo
) -> list[tuple[Period, str | None]]:
    first = None if done else await store.select_earliest(reading, None)
    if first is None and not done:
        return []
    return [(period, None) for period in closed(periods.LARGE, began([first], done, zone), done, now, zone)]


async def of_one(
    reading: Reading, employer: Employer, done: list[Reached], now: datetime, zone: ZoneInfo
) -> list[tuple[Period, str | None]]:
    if is_pooled(employer):
        return []
    first = None if done else await store.select_earliest(reading, employer.id)
    since = began([employer.created_at, first], done, zone)
    over, grew = closed(employer.headcount, since, done, now, zone), grown_on(employer, zone)
    return [(period, employer.id) for period in over if grew is None or period.starts_on > grew]


def began(moments: Iterable[datetime | None], done: Iterable[Reached], zone: ZoneInfo) -> date:
    """The local date from which there is anything to say; once something was published, from there."""
    days = [one.began_on for one in done] or [periods.local_date(one, zone) for one in moments if one]
    return max(EARLIEST, min(days))


def closed(headcount: int, since: date, done: Iterable[Reached], now: datetime, zone: ZoneInfo) -> tuple[Period, ...]:
    last = [periods.containing(Shape(one.shape), one.ends_before - timedelta(days=1)) for one in done]
    return periods.unpublished(headcount, since, periods.local_date(now, zone), last)
