"""What was brought along from elsewhere, so that bringing it again changes nothing."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.store.settings import upsert_setting
from programme.times import to_text

TURN = "importing"


async def lock_imports(tx: Transaction, now: datetime) -> None:
    """One import at a time: the second waits here, and then sees what the first has kept."""
    await upsert_setting(tx, TURN, to_text(now), now)


async def select_source_keys(reading: Reading) -> tuple[str, ...]:
    rows = await reading.all("SELECT source_key FROM sessions WHERE source_key IS NOT NULL")
    return tuple(row["source_key"] for row in rows)


async def mark_source(tx: Transaction, session_id: str, key: str) -> None:
    await tx.run("UPDATE sessions SET source_key = $2 WHERE id = $1", session_id, key)
