"""How the record stands: what waits to be answered or sent, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme import notices, worker
from programme.store import inbox
from programme.store.engine import Reading


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits. Times are aware UTC; None: nothing does."""

    oldest_due_at: datetime | None
    """When the oldest notice that can be delivered was, or will be, due."""
    waiting_updates: int
    oldest_update_at: datetime | None
    heartbeat_at: datetime | None
    """When the worker last said that it is there; with SQLite, when it started."""
    notices: tuple[tuple[str, int], ...]
    """How many are in each state."""


async def backlog(reading: Reading) -> Backlog:
    waiting, oldest = await inbox.select_waiting(reading)
    return Backlog(
        await notices.next_due(reading),
        waiting,
        oldest,
        await worker.last_heartbeat(reading),
        tuple(sorted((await notices.count_by_state(reading)).items())),
    )
