"""Wrong codes: which chat typed one and when, never what."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import from_text, to_text


async def select_latest(reading: Reading, chat_id: int, limit: int) -> tuple[datetime, ...]:
    """Newest first."""
    rows = await reading.all(
        "SELECT at FROM code_attempts WHERE chat_id = $1 ORDER BY at DESC LIMIT $2", chat_id, limit
    )
    return tuple(from_text(row["at"]) for row in rows)


async def insert_attempt(tx: Transaction, attempt_id: str, chat_id: int, now: datetime) -> None:
    await tx.run("INSERT INTO code_attempts (id, chat_id, at) VALUES ($1, $2, $3)", attempt_id, chat_id, to_text(now))


async def count_since(reading: Reading, moment: datetime) -> int:
    row = await reading.one("SELECT COUNT(*) AS n FROM code_attempts WHERE at > $1", to_text(moment))
    return int(row["n"]) if row else 0


async def delete_before(tx: Transaction, moment: datetime) -> int:
    return await tx.run("DELETE FROM code_attempts WHERE at < $1", to_text(moment))
