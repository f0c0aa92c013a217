"""Who dispatches and sends: at most one process at a time, by the database's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.store import worker as row
from programme.store.engine import Database, Reading

CENTURY = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the worker shows that it lives, in seconds.

    The next one is there at most *stale* + *look* = 11 s after the last heartbeat. The worker itself stops at *lease*,
    counted from before its heartbeat was written, so a pause between the two leaves two seconds with nobody at work.
    """

    beat: float = 3.0
    """Between two heartbeats."""
    lease: float = 7.0
    """How long after its last heartbeat a worker may still dispatch and send."""
    stale: float = 9.0
    """How old a heartbeat must be for others to take over."""
    look: float = 2.0
    """Between two looks of whoever stands by."""


PULSE = Pulse()


async def take_over(database: Database, holder: str, *, alone: bool, pulse: Pulse = PULSE) -> int | None:
    """Become the worker; the new epoch, or None while another one's heart beats.

    *alone*: the caller knows by other means (a lock on the file) that no other process is there. A heartbeat from
    the future is no sign of life: the database's clock was put back, and a worker that lives soon beats anew.
    """
    patience = -CENTURY if alone else timedelta(seconds=pulse.stale)
    async with database.transaction() as tx:
        now = await row.select_clock(tx)
        return await row.claim_worker(tx, holder, now - patience, now + patience, now)


async def beat(database: Database, epoch: int) -> bool:
    """Say "still here"; False if another process has taken over."""
    async with database.transaction() as tx:
        return await row.mark_heartbeat(tx, epoch, await row.select_clock(tx))


async def release(database: Database, epoch: int) -> None:
    """Let go, so that whoever stands by need not wait."""
    async with database.transaction() as tx:
        await row.release_worker(tx, epoch)


async def last_heartbeat(reading: Reading) -> datetime | None:
    """Aware UTC, by the database's clock."""
    return await row.select_heartbeat(reading)


async def silence(reading: Reading) -> timedelta | None:
    """How long ago the last heartbeat was, both ends by the database's clock; None if there has been none."""
    last = await row.select_heartbeat(reading)
    return await row.select_clock(reading) - last if last else None


async def is_at_work(reading: Reading, pulse: Pulse = PULSE) -> bool:
    """Whether some process is the worker now and its heart beats."""
    quiet = await silence(reading)
    held = await row.select_holder(reading)
    return bool(held) and quiet is not None and abs(quiet) <= timedelta(seconds=pulse.stale)
