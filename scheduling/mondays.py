"""Monday at 08:00 local: the digests are frozen, and every HR contact's message is planned."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from programme import mondays, outcomes
from programme.digest_wishes import MADE_AT
from programme.store.engine import Database
from scheduling.timetable import Duty

MONDAY = 0


def digest_duty(database: Database, zone: ZoneInfo, disclosure_key: bytes | None) -> Duty:
    """Also what closed while the machine was off, once. *disclosure_key* None: one kept in the database.

    Outcomes come first: a quarter's are told to the team with its other figures.
    """

    async def publish(now: datetime) -> None:
        await outcomes.run(database, disclosure_key, now, zone)
        await mondays.run(database, disclosure_key, now, zone)

    return Duty("digests", MADE_AT, publish, weekday=MONDAY)
