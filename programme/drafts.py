"""Half-finished forms: they survive a restart, and are forgotten after a while."""

from __future__ import annotations

from datetime import datetime

from programme.model import Draft
from programme.store import drafts as store
from programme.store.engine import Reading, Transaction


async def get(reading: Reading, chat_id: int, form: str) -> Draft | None:
    """The *form* that this chat has begun; None where there is none."""
    return await store.select_draft(reading, chat_id, form)


async def put(tx: Transaction, draft: Draft, now: datetime) -> None:
    """Keep the form as it is now; other forms that the chat has begun stay as they are."""
    await store.upsert_draft(tx, draft, now)


async def clear(tx: Transaction, chat_id: int, form: str) -> None:
    await store.delete_draft(tx, chat_id, form)


async def clear_all(tx: Transaction, chat_id: int) -> None:
    await store.delete_drafts(tx, chat_id)


async def prune(tx: Transaction, before: datetime) -> int:
    """Forget the forms that nobody has touched since *before*; how many there were."""
    return await store.delete_drafts_before(tx, before)
