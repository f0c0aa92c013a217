"""The one row that says who dispatches and sends; its times are the database's own."""

from __future__ import annotations

from datetime import UTC, datetime

from programme.store.engine import Reading, Transaction
from programme.times import from_text, to_text

NONE_LATER = "NOT EXISTS (SELECT 1 FROM worker WHERE epoch > {epoch})"
"""A condition for what only the worker of an epoch may write: epochs only rise, so none may be later."""


async def select_clock(reading: Reading) -> datetime:
    """When this transaction began by the database's clock, the one clock that all processes share (aware UTC)."""
    row = await reading.one("SELECT CURRENT_TIMESTAMP AS at")
    assert row is not None
    at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
    return at.astimezone(UTC)


async def claim_worker(
    tx: Transaction, holder: str, stale_before: datetime, unlikely_after: datetime, now: datetime
) -> int | None:
    """Take the worker's row if nobody holds it or its last beat lies outside the two moments; the new epoch."""
    row = await tx.one(
        "INSERT INTO worker (name, epoch, holder, heartbeat_at) VALUES ('worker', 1, $1, $4)"
        " ON CONFLICT (name) DO UPDATE SET epoch = worker.epoch + 1, holder = excluded.holder,"
        " heartbeat_at = excluded.heartbeat_at"
        " WHERE worker.heartbeat_at < $2 OR worker.heartbeat_at > $3 OR worker.holder = ''"
        " RETURNING epoch",
        holder,
        to_text(stale_before),
        to_text(unlikely_after),
        to_text(now),
    )
    return int(row["epoch"]) if row else None


async def hold_worker(tx: Transaction, epoch: int) -> bool:
    """Whether no later worker has begun; and none begins before this transaction has ended."""
    row = await tx.one("UPDATE worker SET epoch = epoch WHERE name = 'worker' RETURNING epoch")
    return row is None or int(row["epoch"]) <= epoch


async def is_none_later(reading: Reading, epoch: int) -> bool:
    """Whether no later worker had begun when this was asked."""
    return await reading.one("SELECT 1 AS found FROM worker WHERE epoch > $1", epoch) is None


async def mark_heartbeat(tx: Transaction, epoch: int, now: datetime) -> bool:
    """Say "still here"; False if somebody else has taken over."""
    return bool(await tx.run("UPDATE worker SET heartbeat_at = $2 WHERE epoch = $1", epoch, to_text(now)))


async def release_worker(tx: Transaction, epoch: int) -> None:
    await tx.run("UPDATE worker SET holder = '' WHERE epoch = $1", epoch)


async def select_heartbeat(reading: Reading) -> datetime | None:
    """The last one (aware UTC, by the database's clock); None if there has never been a worker."""
    row = await reading.one("SELECT heartbeat_at FROM worker WHERE name = 'worker'")
    return from_text(row["heartbeat_at"]) if row else None


async def select_holder(reading: Reading) -> str:
    """Whose row it is, as host:process; empty if it was let go or never taken."""
    row = await reading.one("SELECT holder FROM worker WHERE name = 'worker'")
    return row["holder"] if row else ""
