"""Who dispatches and sends: at most one process at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.store import worker as row
from programme.store.engine import Database, Reading
from programme.times import from_text

STALE = timedelta(seconds=12)
"""A heartbeat older than this is a worker that has gone."""


async def take_over(database: Database, holder: str, now: datetime, *, alone: bool) -> int | None:
    """Become the worker; the new epoch, or None while another one's heart beats.

    *alone*: the caller knows by other means (a lock on the file) that no other process is there.
    """
    stale_before = now + timedelta(days=36500) if alone else now - STALE
    async with database.transaction() as tx:
        return await row.claim_worker(tx, holder, stale_before, now)


async def beat(database: Database, epoch: int, now: datetime) -> bool:
    """Say "still here"; False if another process has taken over."""
    async with database.transaction() as tx:
        return await row.mark_heartbeat(tx, epoch, now)


async def release(database: Database, epoch: int) -> None:
    async with database.transaction() as tx:
        await row.release_worker(tx, epoch)


async def last_heartbeat(reading: Reading) -> datetime | None:
    text = await row.select_heartbeat(reading)
    return from_text(text) if text else None
