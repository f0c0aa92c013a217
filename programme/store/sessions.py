"""Sessions: kept, locked, cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.model import Audience, Category, Sensitivity, Session
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_text


def session_from(row: Row) -> Session:
    """From the columns of sessions, the kind's category and the instructor's name."""
    return Session(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        category=Category(row["category"]),
        sensitivity=Sensitivity(row["sensitivity"]),
        starts_at=from_text(row["starts_at"]),
        minutes=row["minutes"],
        places=row["places"],
        link=row["link"],
        audience=Audience(row["audience"]),
        revision=row["revision"],
        zone=row["zone"],
        instructor_id=row["instructor_id"],
        instructor_name=row["instructor_name"],
        series_id=row["series_id"],
        slot=row["slot"],
        description=row["description"],
        speakers=row["speakers"],
        webinar_series=row["webinar_series"],
        recording_url=row["recording_url"],
        cancelled_at=from_optional_text(row["cancelled_at"]),
        cancel_note=row["cancel_note"],
        head_count=row["head_count"],
        cover_asked_at=from_optional_text(row["cover_asked_at"]),
    )


async def insert_session(tx: Transaction, session: Session, now: datetime) -> bool:
    """False if its series has a session in that slot already."""
    return bool(
        await tx.run(
            "INSERT INTO sessions"
            " (id, title, kind, sensitivity, description, speakers, webinar_series, starts_at,"
            " ends_at, zone, minutes, places, link, audience, instructor_id, created_at, series_id, slot)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
            " ON CONFLICT (series_id, slot) WHERE series_id IS NOT NULL DO NOTHING",
            session.id,
            session.title,
            session.kind,
            session.sensitivity,
            session.description,
            session.speakers,
            session.webinar_series,
            to_text(session.starts_at),
            to_text(session.ends_at),
            session.zone,
            session.minutes,
            session.places,
            session.link,
            session.audience,
            session.instructor_id,
            to_text(now),
            session.series_id,
            session.slot,
        )
    )


async def insert_audience(tx: Transaction, session_id: str, employer_ids: Iterable[str]) -> None:
    await tx.many(
        "INSERT INTO session_audience (session_id, employer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [(session_id, employer_id) for employer_id in employer_ids],
    )


RETURNING = """ RETURNING *,
    (SELECT k.category FROM kinds k WHERE k.id = sessions.kind) AS category,
    (SELECT p.display_name FROM people p WHERE p.id = sessions.instructor_id) AS instructor_name
"""

LOCK_OPEN_TO = """
    UPDATE sessions SET revision = revision WHERE id = $1
        AND (audience = 'all'
            OR EXISTS (SELECT 1 FROM session_audience a
                WHERE a.session_id = sessions.id AND a.employer_id = CAST($2 AS TEXT))
            OR EXISTS (SELECT 1 FROM bookings b
                WHERE b.session_id = sessions.id AND b.person_id = $3 AND b.state <> 'cancelled'))
"""

LOCK_OF = """
    UPDATE sessions SET revision = revision WHERE id = $1
        AND EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = sessions.id AND b.person_id = $2)
"""

CANCEL = """
    UPDATE sessions SET cancelled_at = $2, cancel_note = CAST($3 AS TEXT), revision = revision + 1
    WHERE id = $1 AND cancelled_at IS NULL AND starts_at > $2
"""


async def lock_open_to(tx: Transaction, session_id: str, employer_id: str | None, person_id: str) -> Session | None:
    """The session, if it is open to that workplace or the person has a place; it is locked."""
    row = await tx.one(LOCK_OPEN_TO + RETURNING, session_id, employer_id, person_id)
    return session_from(row) if row else None


async def lock_of(tx: Transaction, session_id: str, person_id: str) -> Session | None:
    """The session, locked, if that person ever had a booking for it."""
    row = await tx.one(LOCK_OF + RETURNING, session_id, person_id)
    return session_from(row) if row else None


async def mark_cancelled(tx: Transaction, session_id: str, note: str | None, now: datetime) -> Session | None:
    """The session as it is now, locked; None if it is cancelled already, has begun or never was."""
    row = await tx.one(CANCEL + RETURNING, session_id, to_text(now), note)
    return session_from(row) if row else None


SELECT = """
    SELECT s.*, k.category, p.display_name AS instructor_name
    FROM sessions s JOIN kinds k ON k.id = s.kind LEFT JOIN people p ON p.id = s.instructor_id
"""


async def select_session(reading: Reading, session_id: str) -> Session | None:
    row = await reading.one(SELECT + " WHERE s.id = $1", session_id)
    return session_from(row) if row else None


async def select_instructor_name(reading: Reading, person_id: str) -> tuple[str | None] | None:
    """Their display name in a tuple; None if there is no such person."""
    row = await reading.one("SELECT display_name FROM people WHERE id = $1", person_id)
    return (row["display_name"],) if row else None
