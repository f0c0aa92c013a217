"""Who gets a workplace's figures by e-mail alone, and which addresses were asked whether they want them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.model import Reader, Role
from programme.store.engine import Reading, Transaction
from programme.times import to_text

READERS = """
    SELECT c.id, c.email, 1 AS agreed FROM roles r
        JOIN contacts c ON c.person_id = r.person_id AND c.channel = 'email' AND c.confirmed_at IS NOT NULL
    WHERE r.role = $1 AND r.employer_id = $2 AND r.revoked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM contacts t WHERE t.person_id = r.person_id AND t.channel = 'telegram')
    UNION ALL
    SELECT c.id, c.email, 0 AS agreed FROM reader_requests q JOIN contacts c ON c.id = q.contact_id
    WHERE q.employer_id = $2
    ORDER BY email
"""


async def select_readers(reading: Reading, employer_id: str) -> Sequence[Reader]:
    """Those without a chat, and everybody who was asked and has not said; by address."""
    rows = await reading.all(READERS, Role.HR, employer_id)
    return [Reader(row["id"], row["email"], bool(row["agreed"])) for row in rows]


async def upsert(tx: Transaction, contact_id: str, employer_id: str, now: datetime) -> None:
    await tx.run(
        "INSERT INTO reader_requests (contact_id, employer_id, asked_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (contact_id, employer_id) DO UPDATE SET asked_at = excluded.asked_at",
        contact_id,
        employer_id,
        to_text(now),
    )


async def exists_of(reading: Reading, contact_id: str) -> bool:
    """Whether that address was asked about any workplace, and has not said."""
    row = await reading.one("SELECT 1 AS found FROM reader_requests WHERE contact_id = $1 LIMIT 1", contact_id)
    return row is not None


async def select_workplaces(reading: Reading, contact_id: str) -> Sequence[str]:
    """The names of the open workplaces that it was asked about, and has not said."""
    rows = await reading.all(
        "SELECT e.name FROM reader_requests q JOIN employers e ON e.id = q.employer_id AND e.closed_at IS NULL"
        " WHERE q.contact_id = $1 ORDER BY e.name",
        contact_id,
    )
    return [row["name"] for row in rows]


async def delete_of(tx: Transaction, contact_id: str) -> Sequence[str]:
    """The open workplaces that it was asked about; it is not asked any more."""
    rows = await tx.all("DELETE FROM reader_requests WHERE contact_id = $1 RETURNING employer_id", contact_id)
    found = [row["employer_id"] for row in rows]
    open_ones = [await tx.one("SELECT id FROM employers WHERE id = $1 AND closed_at IS NULL", one) for one in found]
    return [row["id"] for row in open_ones if row]


async def delete_one(tx: Transaction, contact_id: str, employer_id: str) -> bool:
    """False if it was not asked about that workplace."""
    return bool(
        await tx.run(
            "DELETE FROM reader_requests WHERE contact_id = $1 AND employer_id = $2",
            contact_id,
            employer_id,
        )
    )


async def delete_of_person(tx: Transaction, person_id: str) -> int:
    return await tx.run(
        "DELETE FROM reader_requests WHERE contact_id IN (SELECT c.id FROM contacts c WHERE c.person_id = $1)",
        person_id,
    )


async def delete_asked_before(tx: Transaction, moment: datetime) -> int:
    return await tx.run("DELETE FROM reader_requests WHERE asked_at < $1", to_text(moment))


async def count_asked(reading: Reading, employer_id: str, action: str, since: datetime) -> int:
    """How many addresses were asked for a workplace *since*, taken back or not: the audit cannot be dodged."""
    row = await reading.one(
        "SELECT COUNT(*) AS n FROM audit WHERE at >= $1 AND action = $2 AND subject = $3",
        to_text(since),
        action,
        employer_id,
    )
    return int(row["n"]) if row else 0
