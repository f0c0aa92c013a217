"""The recurring duties of the house itself."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from programme import upkeep
from programme.store.engine import Database
from scheduling.mondays import digest_duty
from scheduling.timetable import Duty


def duties_of(database: Database, zone: ZoneInfo, disclosure_key: bytes | None = None) -> tuple[Duty, ...]:
    """Every recurring duty, by local time; *disclosure_key* as for `scheduling.mondays`."""

    async def prune(now: datetime) -> None:
        await upkeep.prune(database, now)

    return (Duty("prune", time(3, 30), prune), digest_duty(database, zone, disclosure_key))
