"""Sessions as whoever leads them sees them: every query has the instructor in its WHERE."""

from __future__ import annotations

from datetime import datetime

from programme.model import Led, Session
from programme.store.engine import Reading, Row, Transaction
from programme.store.sessions import RETURNING, session_from
from programme.times import to_text

LED = """
    SELECT s.*, k.category, p.display_name AS instructor_name,
        (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked'
            AND b.person_id <> s.instructor_id) AS booked,
        (SELECT COUNT(*) FROM bookings w WHERE w.session_id = s.id AND w.state IN ('waiting', 'offered')
            AND w.person_id <> s.instructor_id) AS waiting
    FROM sessions s JOIN kinds k ON k.id = s.kind JOIN people p ON p.id = s.instructor_id
    WHERE s.instructor_id = $1
"""

LOCK_LED = "UPDATE sessions SET revision = revision WHERE id = $1 AND instructor_id = $2"


def led_from(row: Row) -> Led:
    return Led(session_from(row), row["booked"], row["waiting"])


async def select_led_since(reading: Reading, instructor_id: str, since: datetime) -> tuple[Led, ...]:
    """What ends after *since* and was not cancelled, soonest first."""
    rows = await reading.all(
        LED + " AND s.ends_at > $2 AND s.cancelled_at IS NULL ORDER BY s.starts_at, s.id",
        instructor_id,
        to_text(since),
    )
    return tuple(led_from(row) for row in rows)


async def select_led(reading: Reading, instructor_id: str, session_id: str) -> Led | None:
    """A cancelled one too; None if there never was one, or somebody else leads it."""
    row = await reading.one(LED + " AND s.id = $2", instructor_id, session_id)
    return led_from(row) if row else None


async def lock_led(tx: Transaction, instructor_id: str, session_id: str) -> Session | None:
    row = await tx.one(LOCK_LED + RETURNING, session_id, instructor_id)
    return session_from(row) if row else None


async def select_last_link(reading: Reading, instructor_id: str) -> str | None:
    row = await reading.one(
        "SELECT link FROM sessions WHERE instructor_id = $1 ORDER BY created_at DESC, id LIMIT 1", instructor_id
    )
    return row["link"] if row else None


async def select_audience(reading: Reading, session_id: str) -> tuple[tuple[str, str], ...]:
    """The open workplaces that may come, as pairs of id and name."""
    rows = await reading.all(
        "SELECT e.id, e.name FROM session_audience a JOIN employers e ON e.id = a.employer_id"
        " WHERE a.session_id = $1 AND e.closed_at IS NULL ORDER BY e.name_key",
        session_id,
    )
    return tuple((row["id"], row["name"]) for row in rows)
