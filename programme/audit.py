"""Who changed what, for ever: internal ids only, never a name, a title or anything typed."""

from __future__ import annotations

from datetime import datetime

from programme.ids import new_id
from programme.store.audit import Entry, insert_entry, select_administrative
from programme.store.engine import Reading, Transaction

COMMAND_LINE = "command line"
CLOCK = "clock"


async def record(
    tx: Transaction, actor: str, action: str, subject: str | None, now: datetime, details: str = ""
) -> None:
    """Add an entry: *actor* is a person's id, "command line" or "clock"; *subject* the id of what changed."""
    await insert_entry(tx, Entry(new_id(), now, actor, action, subject, details))


async def latest(reading: Reading, limit: int, since: datetime | None = None) -> tuple[Entry, ...]:
    """The last *limit* administrative acts (from *since* on), the oldest first.

    What people do about themselves (consent, membership, leaving) is kept and not listed: for the council's own
    staff the team is the employer.
    """
    found = await select_administrative(reading, limit, since)
    return tuple(reversed(found))
