"""The audit: entries are added and never changed; the database refuses anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import from_text, to_optional_text, to_text


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    at: datetime
    actor: str
    action: str
    subject: str | None
    details: str


async def insert_entry(tx: Transaction, entry: Entry) -> None:
    await tx.run(
        "INSERT INTO audit (id, at, actor, action, subject, details) VALUES ($1, $2, $3, $4, $5, $6)",
        entry.id,
        to_text(entry.at),
        entry.actor,
        entry.action,
        entry.subject,
        entry.details,
    )


ADMINISTRATIVE = """
    SELECT * FROM audit
    WHERE (subject IS NULL OR actor <> subject OR (action = 'role granted' AND details <> 'employee'))
        AND action NOT LIKE 'membership %' AND action NOT LIKE 'consent %'
        AND (CAST($2 AS TEXT) IS NULL OR at >= CAST($2 AS TEXT))
    ORDER BY at DESC, id DESC LIMIT $1
"""


async def select_administrative(reading: Reading, limit: int, since: datetime | None) -> tuple[Entry, ...]:
    """The latest first, without what people do about themselves."""
    rows = await reading.all(ADMINISTRATIVE, limit, to_optional_text(since))
    return tuple(
        Entry(row["id"], from_text(row["at"]), row["actor"], row["action"], row["subject"], row["details"])
        for row in rows
    )
