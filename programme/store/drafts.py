"""Half-finished forms, one of a sort for each chat."""

from __future__ import annotations

import json
from datetime import datetime

from programme.model import Draft
from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def select_draft(reading: Reading, chat_id: int, form: str) -> Draft | None:
    row = await reading.one("SELECT form, step, fields FROM drafts WHERE chat_id = $1 AND form = $2", chat_id, form)
    if row is None:
        return None
    fields = tuple((name, value) for name, value in json.loads(row["fields"]))
    return Draft(chat_id, row["form"], row["step"], fields)


async def upsert_draft(tx: Transaction, draft: Draft, now: datetime) -> None:
    await tx.run(
        "INSERT INTO drafts (chat_id, form, step, fields, updated_at) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (chat_id, form) DO UPDATE SET step = excluded.step,"
        " fields = excluded.fields, updated_at = excluded.updated_at",
        draft.chat_id,
        draft.form,
        draft.step,
        json.dumps(draft.fields),
        to_text(now),
    )


async def delete_draft(tx: Transaction, chat_id: int, form: str) -> int:
    return await tx.run("DELETE FROM drafts WHERE chat_id = $1 AND form = $2", chat_id, form)


async def delete_drafts(tx: Transaction, chat_id: int) -> int:
    return await tx.run("DELETE FROM drafts WHERE chat_id = $1", chat_id)


async def delete_drafts_before(tx: Transaction, moment: datetime) -> int:
    return await tx.run("DELETE FROM drafts WHERE updated_at < $1", to_text(moment))
