"""Values that the programme makes for itself and keeps: keys, and when something last happened."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def select_setting(reading: Reading, name: str) -> str | None:
    row = await reading.one("SELECT value FROM settings WHERE name = $1", name)
    return row["value"] if row else None


async def insert_setting(tx: Transaction, name: str, value: str, now: datetime) -> bool:
    """False if there is one already, which stays."""
    return bool(
        await tx.run(
            "INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            name,
            value,
            to_text(now),
        )
    )


async def claim_turn(tx: Transaction, name: str, not_since: datetime, now: datetime) -> bool:
    """Whether nobody has taken this turn since *not_since*; then it is taken *now*."""
    return bool(
        await tx.run(
            "INSERT INTO settings (name, value, updated_at) VALUES ($1, '', $2)"
            " ON CONFLICT (name) DO UPDATE SET updated_at = excluded.updated_at"
            " WHERE settings.updated_at <= $3",
            name,
            to_text(now),
            to_text(not_since),
        )
    )


async def upsert_setting(tx: Transaction, name: str, value: str, now: datetime) -> None:
    await tx.run(
        "INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        name,
        value,
        to_text(now),
    )
