"""When each recurring duty is next due, kept so that a stopped machine misses and doubles nothing."""

from __future__ import annotations

from datetime import datetime

from programme.store.duties import select_duties, upsert_duty
from programme.store.engine import Reading, Transaction


async def due_times(reading: Reading) -> dict[str, datetime]:
    """Each duty's next due instant (aware UTC) by name."""
    return await select_duties(reading)


async def set_due(tx: Transaction, name: str, due: datetime, ran_at: datetime | None) -> None:
    await upsert_duty(tx, name, due, ran_at)
