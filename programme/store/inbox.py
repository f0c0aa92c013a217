"""Updates as they came, until they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.model import InboxRow
from programme.store.engine import Reading, Row, Transaction
from programme.times import to_text


def row_from(row: Row) -> InboxRow:
    return InboxRow(
        bot_id=row["bot_id"],
        update_id=row["update_id"],
        arrival=row["arrival"],
        chat_id=row["chat_id"],
        raw=row["raw"],
        state=row["state"],
        attempts=row["attempts"],
        next_address=row["next_address"],
    )


async def insert_update(tx: Transaction, row: InboxRow, now: datetime) -> bool:
    """Keep one update; False if it is kept already (Telegram may bring it twice)."""
    return bool(
        await tx.run(
            "INSERT INTO inbox (bot_id, update_id, arrival, chat_id, received_at, state, raw)"
            " VALUES ($1, $2, $3, $4, $5, 'new', $6) ON CONFLICT (bot_id, update_id) DO NOTHING",
            row.bot_id,
            row.update_id,
            row.arrival,
            row.chat_id,
            to_text(now),
            row.raw,
        )
    )


async def select_row(reading: Reading, key: tuple[int, int]) -> InboxRow | None:
    row = await reading.one("SELECT * FROM inbox WHERE bot_id = $1 AND update_id = $2", *key)
    return row_from(row) if row else None


async def select_open(reading: Reading, bot_id: int, limit: int) -> list[InboxRow]:
    rows = await reading.all(
        "SELECT * FROM inbox WHERE state IN ('new', 'applied') AND bot_id = $1 ORDER BY arrival, update_id LIMIT $2",
        bot_id,
        limit,
    )
    return [row_from(row) for row in rows]


async def mark_applied(tx: Transaction, key: tuple[int, int], next_address: str) -> bool:
    """Mark the update as carried out, in the command's own transaction; False if it had been already."""
    return bool(
        await tx.run(
            "UPDATE inbox SET state = 'applied', next_address = $3"
            " WHERE bot_id = $1 AND update_id = $2 AND state = 'new'",
            *key,
            next_address,
        )
    )


async def mark_attempt(tx: Transaction, key: tuple[int, int]) -> None:
    await tx.run("UPDATE inbox SET attempts = attempts + 1 WHERE bot_id = $1 AND update_id = $2", *key)


async def mark_answered(tx: Transaction, keys: Iterable[tuple[int, int]], now: datetime) -> None:
    """Mark updates as answered and delete what people wrote, and who: only the updates' numbers are left."""
    at = to_text(now)
    await tx.many(
        "UPDATE inbox SET state = 'answered', chat_id = 0, raw = NULL, next_address = NULL, settled_at = $3"
        " WHERE bot_id = $1 AND update_id = $2",
        [(*key, at) for key in keys],
    )


async def mark_quarantined(tx: Transaction, key: tuple[int, int], now: datetime) -> None:
    await tx.run(
        "UPDATE inbox SET state = 'quarantined', next_address = NULL, settled_at = $3"
        " WHERE bot_id = $1 AND update_id = $2",
        *key,
        to_text(now),
    )


async def delete_settled(tx: Transaction, answered_before: datetime, quarantined_before: datetime) -> int:
    return await tx.run(
        "DELETE FROM inbox WHERE (state = 'answered' AND settled_at < $1)"
        " OR (state = 'quarantined' AND settled_at < $2)",
        to_text(answered_before),
        to_text(quarantined_before),
    )


async def count_by_state(reading: Reading) -> dict[str, int]:
    rows = await reading.all("SELECT state, COUNT(*) AS n FROM inbox GROUP BY state")
    return {row["state"]: row["n"] for row in rows}
