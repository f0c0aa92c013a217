"""The recurring duties of the house itself."""

from __future__ import annotations

from datetime import datetime, time

from programme import upkeep
from programme.store.engine import Database
from scheduling.timetable import Duty


def duties_of(database: Database) -> tuple[Duty, ...]:
    """Every recurring duty, by local time."""

    async def prune(now: datetime) -> None:
        await upkeep.prune(database, now)

    return (Duty("prune", time(3, 30), prune),)
