"""Which days people in England are at work."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's, substitute days among them, as the `holidays` library knows them; no network is used.

    The same as https://www.gov.uk/bank-holidays shows. Imported here, since it takes a tenth of a second.
    """
    import holidays  # noqa: PLC0415 - see above

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_before(day: date) -> date:
    """The last Monday-to-Friday before *day* that is not a bank holiday."""
    day -= ONE_DAY
    while not is_working_day(day):
        day -= ONE_DAY
    return day
