"""What people type to log minutes: understood in full, or refused with the reason; never guessed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from programme.model import Activity
from programme.parsing.entries import Moment, entries
from programme.parsing.kept import completed, together
from programme.parsing.kept import kept as kept_of
from programme.parsing.plain import plain
from programme.parsing.scan import scan, scan_around
from programme.parsing.values import UNNAMED as UNNAMED  # noqa: PLC0414 - part of what this module offers
from programme.parsing.values import Kept, Unclear, Understood
from programme.parsing.values import NotUnderstood as NotUnderstood  # noqa: PLC0414 - as above
from programme.parsing.values import Reason as Reason  # noqa: PLC0414 - as above
from programme.parsing.values import Said as Said  # noqa: PLC0414 - as above


def understand(
    typed: str, activities: tuple[Activity, ...], now: datetime, zone: ZoneInfo, before: Kept | None = None
) -> Understood | NotUnderstood:
    """The entries in *typed*, on the clocks of *zone* at *now* (aware UTC); *before* is what it answers.

    Dates are British (day, then month), up to 28 days back and never to come; an entry has 1 to 600 minutes.
    """
    moment = Moment.of(now.astimezone(zone))
    try:
        pieces = scan(plain(typed), activities, moment.today)
        return Understood(entries(completed(pieces, before, activities) if before else pieces, moment))
    except Unclear as unclear:
        return NotUnderstood(unclear.reason, unclear.word)


def understood_part(
    typed: str,
    reason: Reason,
    activities: tuple[Activity, ...],
    now: datetime,
    zone: ZoneInfo,
    before: Kept | None = None,
) -> Kept | None:
    """What is to be kept of *typed*, which left *reason* open, together with what was kept *before*.

    None where nothing can be: then the next text has to say it all.
    """
    moment = Moment.of(now.astimezone(zone))
    try:
        pieces = scan_around(plain(typed), activities, moment.today)
        return kept_of(together(pieces, before, activities), reason, moment, activities)
    except Unclear:
        return None
