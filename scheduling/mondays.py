"""Monday at 08:00 local: the digests, and the message to every HR contact."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from programme import mondays
from programme.store.engine import Database
from scheduling.timetable import Duty

MONDAY = 0
AT = time(8, 0)


def digest_duty(database: Database, zone: ZoneInfo, disclosure_key: bytes | None) -> Duty:
    """Also what closed while the machine was off, once. *disclosure_key* None: one kept in the database."""

    async def publish(now: datetime) -> None:
        await mondays.run(database, disclosure_key, now, zone)

    return Duty("digests", AT, publish, weekday=MONDAY)
