"""Who changed what, for ever: internal ids only, never a name, a title or anything typed."""

from __future__ import annotations

from datetime import datetime

from programme.ids import new_id
from programme.store.audit import Entry, insert_entry
from programme.store.engine import Transaction

COMMAND_LINE = "command line"
CLOCK = "clock"


async def record(  # noqa: PLR0917 - who, what, to what: always in this order
    tx: Transaction, actor: str, action: str, subject: str | None, now: datetime, details: str = ""
) -> None:
    """Add an entry: *actor* is a person's id, "command line" or "clock"; *subject* the id of what changed."""
    await insert_entry(tx, Entry(new_id(), now, actor, action, subject, details))
