"""When each recurring duty is next due."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import from_text, to_text


async def select_duties(reading: Reading) -> dict[str, datetime]:
    rows = await reading.all("SELECT name, next_due_at FROM duties")
    return {row["name"]: from_text(row["next_due_at"]) for row in rows}


async def upsert_duty(tx: Transaction, name: str, next_due_at: datetime, ran_at: datetime | None) -> None:
    await tx.run(
        "INSERT INTO duties (name, next_due_at, last_run_at) VALUES ($1, $2, CAST($3 AS TEXT))"
        " ON CONFLICT (name) DO UPDATE SET next_due_at = excluded.next_due_at,"
        " last_run_at = COALESCE(excluded.last_run_at, duties.last_run_at)",
        name,
        to_text(next_due_at),
        to_text(ran_at) if ran_at else None,
    )
