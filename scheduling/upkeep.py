"""The recurring duties of the house itself."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from programme import complaints, upkeep
from programme.erasures import Ledger
from programme.store.engine import Database
from scheduling.mondays import digest_duty
from scheduling.timetable import Duty


def duties_of(
    database: Database, zone: ZoneInfo, disclosure_key: bytes | None = None, ledger: Ledger | None = None
) -> tuple[Duty, ...]:
    """Every recurring duty, by local time; *disclosure_key* as for `scheduling.mondays`, *ledger* for erasures."""

    async def prune(now: datetime) -> None:
        await upkeep.prune(database, now, ledger)

    async def warn_of_complaints(now: datetime) -> None:
        await complaints.warn(database, now)

    warning = Duty("complaints", time(9, 0), warn_of_complaints)
    return (Duty("prune", time(3, 30), prune), warning, digest_duty(database, zone, disclosure_key))
