"""Local dates and times, as people type them, to moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from programme.errors import Unusable

TYPED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})")


def parse(typed: str, zone: ZoneInfo) -> datetime:
    """``YYYY-MM-DD HH:MM`` on the clocks of *zone*, as aware UTC.

    Raises:
        Unusable: for "when": "not_a_date", or the change of the clocks has "skipped" or "doubled" it.
    """
    try:
        local = datetime(*numbers(typed), tzinfo=zone)
        moment = local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unusable("when", "not_a_date") from None
    if moment.astimezone(zone).replace(fold=0) != local:
        raise Unusable("when", "skipped")
    if local.replace(fold=1).astimezone(UTC) != moment:
        raise Unusable("when", "doubled")
    return moment


def numbers(typed: str) -> tuple[int, int, int, int, int]:
    """Year, month, day, hour, minute.

    Raises:
        ValueError: it is not written like that.
    """
    found = TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError("not YYYY-MM-DD HH:MM")
    year, month, day, hour, minute = (int(part) for part in found.groups())
    return year, month, day, hour, minute
