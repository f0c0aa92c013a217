"""The one row that says who dispatches and sends."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def claim_worker(tx: Transaction, holder: str, stale_before: datetime, now: datetime) -> int | None:
    """Take the worker's row if nobody holds it or its last beat is before *stale_before*; the new epoch."""
    row = await tx.one(
        "INSERT INTO worker (name, epoch, holder, heartbeat_at) VALUES ('worker', 1, $1, $3)"
        " ON CONFLICT (name) DO UPDATE SET epoch = worker.epoch + 1, holder = excluded.holder,"
        " heartbeat_at = excluded.heartbeat_at WHERE worker.heartbeat_at < $2 OR worker.holder = ''"
        " RETURNING epoch",
        holder,
        to_text(stale_before),
        to_text(now),
    )
    return int(row["epoch"]) if row else None


async def mark_heartbeat(tx: Transaction, epoch: int, now: datetime) -> bool:
    """Say "still here"; False if somebody else has taken over."""
    return bool(await tx.run("UPDATE worker SET heartbeat_at = $2 WHERE epoch = $1", epoch, to_text(now)))


async def release_worker(tx: Transaction, epoch: int) -> None:
    await tx.run("UPDATE worker SET holder = '' WHERE epoch = $1", epoch)


async def select_heartbeat(reading: Reading) -> str | None:
    row = await reading.one("SELECT heartbeat_at FROM worker WHERE name = 'worker'")
    return row["heartbeat_at"] if row else None
