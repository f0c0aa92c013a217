"""What people type to log minutes: understood in full, or refused with the reason; never guessed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from programme.model import Activity
from programme.parsing.entries import Moment, entries
from programme.parsing.plain import plain
from programme.parsing.scan import scan
from programme.parsing.values import UNNAMED as UNNAMED  # noqa: PLC0414 - part of what this module offers
from programme.parsing.values import NotUnderstood as NotUnderstood  # noqa: PLC0414 - as above
from programme.parsing.values import Reason as Reason  # noqa: PLC0414 - as above
from programme.parsing.values import Said as Said  # noqa: PLC0414 - as above
from programme.parsing.values import Unclear, Understood


def understand(
    typed: str, activities: tuple[Activity, ...], now: datetime, zone: ZoneInfo
) -> Understood | NotUnderstood:
    """The entries in *typed*, on the clocks of *zone* at *now* (aware UTC).

    Dates are British (day, then month), up to 28 days back and never to come; an entry has 1 to 600 minutes.
    """
    moment = Moment.of(now.astimezone(zone))
    try:
        return Understood(entries(scan(plain(typed), activities, moment.today), moment))
    except Unclear as unclear:
        return NotUnderstood(unclear.reason, unclear.word)
