"""People, and who is behind a chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.model import Grant, Person, Purpose, Role, Visitor
from programme.store.employers import employer_from
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_optional_text, to_text


def person_from(row: Row, prefix: str = "") -> Person:
    return Person(
        id=row[f"{prefix}id"],
        created_at=from_text(row[f"{prefix}created_at"]),
        language=row[f"{prefix}language"],
        display_name=row[f"{prefix}display_name"],
        reminder_minutes=row[f"{prefix}reminder_minutes"],
        day_before_off_at=from_optional_text(row[f"{prefix}day_before_off_at"]),
        safety_seen_at=from_optional_text(row[f"{prefix}safety_seen_at"]),
    )


VISITOR = """
    SELECT c.id AS contact_id, c.chat_id, p.id, p.created_at, p.language, p.display_name, p.reminder_minutes,
        p.day_before_off_at, p.safety_seen_at,
        e.id AS employer_id, e.name AS employer_name, e.headcount AS employer_headcount,
        e.created_at AS employer_created_at, e.closed_at AS employer_closed_at,
        e.own_figures_since AS employer_own_figures_since,
        j.id AS joining, h.id AS health, r.role, r.employer_id AS role_employer_id
    FROM contacts c JOIN people p ON p.id = c.person_id
        LEFT JOIN memberships m ON m.person_id = p.id AND m.ended_at IS NULL
        LEFT JOIN employers e ON e.id = m.employer_id
        LEFT JOIN consents j ON j.person_id = p.id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL
        LEFT JOIN consents h ON h.person_id = p.id AND h.purpose = 'health' AND h.withdrawn_at IS NULL
        LEFT JOIN roles r ON r.person_id = p.id AND r.revoked_at IS NULL
"""


def visitor_from(rows: Sequence[Row]) -> Visitor:
    """One row for each role, or one without."""
    first = rows[0]
    given = {Purpose.JOINING: first["joining"], Purpose.HEALTH: first["health"]}
    return Visitor(
        chat_id=first["chat_id"] or 0,
        person=person_from(first),
        contact_id=first["contact_id"],
        grants=frozenset(Grant(Role(row["role"]), row["role_employer_id"]) for row in rows if row["role"]),
        employer=employer_from(first, "employer_") if first["employer_id"] else None,
        consents=frozenset(purpose for purpose, consent_id in given.items() if consent_id),
    )


async def select_visitor(reading: Reading, chat_id: int) -> Visitor:
    rows = await reading.all(VISITOR + " WHERE c.chat_id = $1", chat_id)
    return visitor_from(rows) if rows else Visitor(chat_id)


async def select_visitor_by_contact(reading: Reading, contact_id: str) -> Visitor | None:
    rows = await reading.all(VISITOR + " WHERE c.id = $1", contact_id)
    return visitor_from(rows) if rows else None


async def insert_person(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run("INSERT INTO people (id, created_at) VALUES ($1, $2)", person_id, to_text(now))


async def mark_named(tx: Transaction, person_id: str, display_name: str | None) -> None:
    await tx.run("UPDATE people SET display_name = CAST($2 AS TEXT) WHERE id = $1", person_id, display_name)


async def mark_reminder(tx: Transaction, person_id: str, minutes: int) -> None:
    await tx.run("UPDATE people SET reminder_minutes = $2 WHERE id = $1", person_id, minutes)


async def mark_day_before(tx: Transaction, person_id: str, off_at: datetime | None) -> None:
    await tx.run(
        "UPDATE people SET day_before_off_at = CAST($2 AS TEXT) WHERE id = $1",
        person_id,
        to_optional_text(off_at),
    )


async def mark_safety_seen(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run(
        "UPDATE people SET safety_seen_at = $2 WHERE id = $1 AND safety_seen_at IS NULL",
        person_id,
        to_text(now),
    )


async def select_uncounted(reading: Reading, person_id: str) -> datetime | None:
    """Since when they are in no figure; None: they are counted."""
    row = await reading.one("SELECT uncounted_at FROM people WHERE id = $1", person_id)
    return from_optional_text(row["uncounted_at"]) if row else None


async def mark_uncounted(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run(
        "UPDATE people SET uncounted_at = $2 WHERE id = $1 AND uncounted_at IS NULL",
        person_id,
        to_text(now),
    )


async def mark_counted(tx: Transaction, person_id: str) -> None:
    await tx.run("UPDATE people SET uncounted_at = NULL WHERE id = $1", person_id)
