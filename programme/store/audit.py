"""The audit: entries are added and never changed; the database refuses anything else."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Transaction
from programme.times import to_text


async def insert_entry(
    tx: Transaction, id: str, at: datetime, entry: tuple[str, str, str | None, str]
) -> None:
    """*entry*: actor, action, subject, details."""
    await tx.run(
        "INSERT INTO audit (id, at, actor, action, subject, details) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        to_text(at),
        *entry,
    )
