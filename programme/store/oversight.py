"""Sessions as the team sees and corrects them: whoever may book them, and never who has."""

from __future__ import annotations

from datetime import datetime

from programme.model import Category, Sensitivity, Session
from programme.store.engine import Reading, Transaction
from programme.store.sessions import RETURNING, SELECT, session_from
from programme.times import to_text

LOCK = "UPDATE sessions SET revision = revision WHERE id = $1"
FLAG = "UPDATE sessions SET sensitivity = $2 WHERE id = $1 AND sensitivity <> $2 AND cancelled_at IS NULL"
RECORD = "UPDATE sessions SET recording_url = CAST($2 AS TEXT) WHERE id = $1 AND cancelled_at IS NULL"
TO_COME = " WHERE s.ends_at > $1 AND s.cancelled_at IS NULL ORDER BY s.starts_at, s.id"
PAST = """
    WHERE s.ends_at <= $1 AND s.cancelled_at IS NULL AND k.category = $2 ORDER BY s.starts_at DESC, s.id
"""
COUNT_LED_BY = """
    SELECT COUNT(*) AS n FROM sessions WHERE instructor_id = $1 AND starts_at > $2 AND cancelled_at IS NULL
"""


async def lock(tx: Transaction, session_id: str) -> Session | None:
    """The session, locked, whoever may book it."""
    row = await tx.one(LOCK + RETURNING, session_id)
    return session_from(row) if row else None


async def select_to_come(reading: Reading, now: datetime) -> tuple[Session, ...]:
    rows = await reading.all(SELECT + TO_COME, to_text(now))
    return tuple(session_from(row) for row in rows)


async def select_past(reading: Reading, category: Category, now: datetime) -> tuple[Session, ...]:
    rows = await reading.all(
        SELECT + PAST,
        to_text(now),
        category,
    )
    return tuple(session_from(row) for row in rows)


async def select_audience(reading: Reading, session_id: str) -> tuple[str, ...]:
    """The names of the workplaces that it is for; empty where it is for all."""
    rows = await reading.all(
        "SELECT e.name FROM session_audience a JOIN employers e ON e.id = a.employer_id"
        " WHERE a.session_id = $1 ORDER BY e.name_key, e.id",
        session_id,
    )
    return tuple(row["name"] for row in rows)


async def mark_sensitivity(tx: Transaction, session_id: str, sensitivity: Sensitivity) -> Session | None:
    """The session as it is now, locked; None if it was that already, is cancelled or never was.

    Its revision stays: it has not moved, and reminders of an earlier one would be dropped.
    """
    row = await tx.one(
        FLAG + RETURNING,
        session_id,
        sensitivity,
    )
    return session_from(row) if row else None


async def mark_recording(tx: Transaction, session_id: str, url: str | None) -> Session | None:
    row = await tx.one(
        RECORD + RETURNING,
        session_id,
        url,
    )
    return session_from(row) if row else None


async def count_led_by(reading: Reading, person_id: str, now: datetime) -> int:
    row = await reading.one(COUNT_LED_BY, person_id, to_text(now))
    return int(row["n"]) if row else 0


async def mark_leaderless(tx: Transaction, person_id: str, now: datetime) -> int:
    """Nobody leads that person's sessions to come any more; how many. What has been keeps its name."""
    return await tx.run(
        "UPDATE sessions SET instructor_id = NULL WHERE instructor_id = $1 AND starts_at > $2 AND cancelled_at IS NULL",
        person_id,
        to_text(now),
    )


async def mark_series_leaderless(tx: Transaction, person_id: str) -> int:
    return await tx.run(
        "UPDATE series SET instructor_id = NULL WHERE instructor_id = $1 AND ended_at IS NULL", person_id
    )


async def count_only_for(reading: Reading, employer_id: str, now: datetime) -> int:
    """Sessions to come that are for that workplace and no other."""
    row = await reading.one(
        "SELECT COUNT(*) AS n FROM sessions s JOIN session_audience a ON a.session_id = s.id"
        " WHERE a.employer_id = $1 AND s.starts_at > $2 AND s.cancelled_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM session_audience o JOIN employers e ON e.id = o.employer_id"
        " WHERE o.session_id = s.id AND o.employer_id <> $1 AND e.closed_at IS NULL)",
        employer_id,
        to_text(now),
    )
    return int(row["n"]) if row else 0
