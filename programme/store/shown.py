"""The choices each chat was last shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from programme.model import Shown
from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def select_shown(reading: Reading, chat_id: int) -> Shown | None:
    row = await reading.one("SELECT message_id, choices, asks FROM shown WHERE chat_id = $1", chat_id)
    if row is None:
        return None
    choices = tuple((label, address) for label, address in json.loads(row["choices"]))
    return Shown(chat_id, row["message_id"], choices, row["asks"])


async def upsert_shown(tx: Transaction, many: Iterable[Shown], now: datetime) -> None:
    at = to_text(now)
    await tx.many(
        "INSERT INTO shown (chat_id, message_id, choices, asks, updated_at) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (chat_id) DO UPDATE SET message_id = excluded.message_id, choices = excluded.choices,"
        " asks = excluded.asks, updated_at = excluded.updated_at",
        [(one.chat_id, one.message_id, json.dumps(one.choices), one.asks, at) for one in many],
    )


async def delete_shown(tx: Transaction, chat_ids: Iterable[int]) -> None:
    await tx.many("DELETE FROM shown WHERE chat_id = $1", [(chat_id,) for chat_id in chat_ids])


async def delete_shown_before(tx: Transaction, moment: datetime) -> int:
    return await tx.run("DELETE FROM shown WHERE updated_at < $1", to_text(moment))
