"""When and where HR contacts want the message with the figures, and what of this week's is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from programme.model import Channel, DigestWish, Role, Way
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text

NEVER_SAID = DigestWish()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One confirmed contact of an HR contact, and what that person wants."""

    contact_id: str
    person_id: str
    channel: Channel
    wish: DigestWish


@dataclass(frozen=True, slots=True)
class Told:
    """A message to one contact, on its way or arrived."""

    contact_id: str
    state: str
    facts: str
    due_at: datetime


def wish_from(row: Row) -> DigestWish:
    if row["way"] is None:
        return NEVER_SAID
    return DigestWish(row["weekday"], time.fromisoformat(row["local_time"]), Way(row["way"]))


RECIPIENTS = """
    SELECT c.id, c.person_id, c.channel, w.weekday, w.local_time, w.way
    FROM roles r JOIN contacts c ON c.person_id = r.person_id AND c.confirmed_at IS NOT NULL
        LEFT JOIN digest_wishes w ON w.person_id = r.person_id AND w.employer_id = r.employer_id
    WHERE r.role = $1 AND r.employer_id = $2 AND r.revoked_at IS NULL
"""


async def select_recipients(reading: Reading, employer_id: str) -> Sequence[Recipient]:
    """Every chat and every confirmed address of those who are HR there now."""
    rows = await reading.all(RECIPIENTS + " ORDER BY c.id", Role.HR, employer_id)
    return [recipient_from(row) for row in rows]


async def select_contacts_of(reading: Reading, employer_id: str, person_id: str) -> Sequence[Recipient]:
    """The same for one person; none if they are not HR there."""
    rows = await reading.all(RECIPIENTS + " AND r.person_id = $3 ORDER BY c.id", Role.HR, employer_id, person_id)
    return [recipient_from(row) for row in rows]


def recipient_from(row: Row) -> Recipient:
    return Recipient(row["id"], row["person_id"], Channel(row["channel"]), wish_from(row))


async def select_wish(reading: Reading, person_id: str, employer_id: str) -> DigestWish:
    row = await reading.one(
        "SELECT weekday, local_time, way FROM digest_wishes WHERE person_id = $1 AND employer_id = $2",
        person_id,
        employer_id,
    )
    return wish_from(row) if row else NEVER_SAID


async def upsert_wish(tx: Transaction, person_id: str, employer_id: str, wish: DigestWish) -> None:
    await tx.run(
        "INSERT INTO digest_wishes (person_id, employer_id, weekday, local_time, way) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (person_id, employer_id) DO UPDATE SET weekday = excluded.weekday,"
        " local_time = excluded.local_time, way = excluded.way",
        person_id,
        employer_id,
        wish.weekday,
        f"{wish.at:%H:%M}",
        wish.way,
    )


async def mark_way(tx: Transaction, person_id: str, before: Way, after: Way) -> None:
    """At every workplace where it was *before*."""
    await tx.run("UPDATE digest_wishes SET way = $3 WHERE person_id = $1 AND way = $2", person_id, before, after)


async def select_told(reading: Reading, person_id: str, since: datetime) -> Sequence[Told]:
    """The messages with figures that were made for somebody *since*, of every workplace."""
    rows = await reading.all(
        "SELECT n.contact_id, n.state, n.facts, n.due_at FROM notices n JOIN contacts c ON c.id = n.contact_id"
        " WHERE c.person_id = $1 AND n.kind = 'digest' AND n.created_at >= $2 ORDER BY n.created_at, n.id",
        person_id,
        to_text(since),
    )
    return [Told(row["contact_id"], row["state"], row["facts"], from_text(row["due_at"])) for row in rows]


async def select_workplaces(reading: Reading, person_id: str) -> Sequence[str]:
    """Whose HR they are now."""
    rows = await reading.all(
        "SELECT employer_id FROM roles WHERE person_id = $1 AND role = $2 AND revoked_at IS NULL ORDER BY employer_id",
        person_id,
        Role.HR,
    )
    return [row["employer_id"] for row in rows]


async def mark_withdrawn(tx: Transaction, person_id: str, facts: str, now: datetime) -> frozenset[str]:
    """Take back what still waits of one message; the contacts that it was for."""
    rows = await tx.all(
        "UPDATE notices SET state = 'dropped', reason = 'replaced', settled_at = $3"
        " WHERE kind = 'digest' AND state = 'waiting' AND facts = $2"
        " AND contact_id IN (SELECT c.id FROM contacts c WHERE c.person_id = $1) RETURNING contact_id",
        person_id,
        facts,
        to_text(now),
    )
    return frozenset(row["contact_id"] for row in rows)


async def delete_without_role(tx: Transaction) -> int:
    """What was wanted by those who are not HR there any more."""
    return await tx.run(
        "DELETE FROM digest_wishes WHERE NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = digest_wishes.person_id"
        " AND r.role = $1 AND r.employer_id = digest_wishes.employer_id AND r.revoked_at IS NULL)",
        Role.HR,
    )
