"""What somebody has led in a calendar month, for their invoice: counts, never names."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from programme.classes import leader
from programme.model import Delivered, Visitor
from programme.store import months as store
from programme.store.engine import Reading

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
