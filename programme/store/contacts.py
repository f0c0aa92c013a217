"""People's addresses on a channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def insert_telegram(tx: Transaction, contact_id: str, person_id: str, chat_id: int, now: datetime) -> None:
    await tx.run(
        "INSERT INTO contacts (id, person_id, channel, chat_id, confirmed_at, created_at)"
        " VALUES ($1, $2, 'telegram', $3, $4, $4)",
        contact_id,
        person_id,
        chat_id,
        to_text(now),
    )


async def mark_unreachable(tx: Transaction, contact_id: str, now: datetime) -> None:
    await tx.run(
        "UPDATE contacts SET unreachable_at = $2 WHERE id = $1 AND unreachable_at IS NULL",
        contact_id,
        to_text(now),
    )


async def mark_chat(tx: Transaction, chat_id: int, unreachable_at: datetime) -> None:
    await tx.run("UPDATE contacts SET unreachable_at = $2 WHERE chat_id = $1", chat_id, to_text(unreachable_at))


async def mark_reachable(tx: Transaction, chat_id: int) -> str | None:
    """The chat can be written to again; whose it is, or None if it could be already."""
    row = await tx.one(
        "UPDATE contacts SET unreachable_at = NULL WHERE chat_id = $1 AND unreachable_at IS NOT NULL"
        " RETURNING person_id",
        chat_id,
    )
    return row["person_id"] if row else None


async def is_confirmed(reading: Reading, contact_id: str) -> bool:
    """A chat always is; an address once its code has come back, until its reader wants no more."""
    row = await reading.one("SELECT confirmed_at FROM contacts WHERE id = $1", contact_id)
    return row is not None and row["confirmed_at"] is not None


async def select_chats(reading: Reading, person_id: str) -> Sequence[str]:
    """The Telegram contact of a person; none where they read by e-mail alone."""
    rows = await reading.all("SELECT id FROM contacts WHERE person_id = $1 AND channel = 'telegram'", person_id)
    return [row["id"] for row in rows]
