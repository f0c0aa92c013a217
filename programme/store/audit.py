"""The audit: entries are added and never changed; the database refuses anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.store.engine import Transaction
from programme.times import to_text


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    at: datetime
    actor: str
    action: str
    subject: str | None
    details: str


async def insert_entry(tx: Transaction, entry: Entry) -> None:
    await tx.run(
        "INSERT INTO audit (id, at, actor, action, subject, details) VALUES ($1, $2, $3, $4, $5, $6)",
        entry.id,
        to_text(entry.at),
        entry.actor,
        entry.action,
        entry.subject,
        entry.details,
    )
