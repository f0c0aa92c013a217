"""Who says they made it, and how many the instructor counted."""

from __future__ import annotations

from datetime import datetime

from programme.model import Booking
from programme.store.bookings import booking_from
from programme.store.engine import Reading, Transaction
from programme.times import to_text

ATTENDED = """
    UPDATE bookings SET attended_at = $3, missed_at = NULL
    WHERE session_id = $1 AND person_id = $2 AND state = 'booked' AND attended_at IS NULL
        AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id
            AND s.cancelled_at IS NULL AND s.starts_at <= $3)
    RETURNING *
"""

MISSED = """
    UPDATE bookings SET missed_at = COALESCE(missed_at, $3), attended_at = NULL
    WHERE session_id = $1 AND person_id = $2 AND state = 'booked'
        AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id
            AND s.cancelled_at IS NULL AND s.starts_at <= $3)
    RETURNING *
"""

UNANSWERED = """
    UPDATE bookings SET missed_at = NULL, attended_at = NULL
    WHERE session_id = $1 AND person_id = $2 AND state = 'booked'
        AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id
            AND s.cancelled_at IS NULL AND s.starts_at <= $3)
    RETURNING *
"""


async def mark_attended(tx: Transaction, session_id: str, person_id: str, now: datetime) -> Booking | None:
    """None if they had said so before, or had no place at a session that has begun."""
    row = await tx.one(
        ATTENDED,
        session_id,
        person_id,
        to_text(now),
    )
    return booking_from(row) if row else None


async def mark_missed(tx: Transaction, session_id: str, person_id: str, now: datetime) -> Booking | None:
    """None if they had no place at a session that has begun."""
    row = await tx.one(
        MISSED,
        session_id,
        person_id,
        to_text(now),
    )
    return booking_from(row) if row else None


async def mark_unanswered(tx: Transaction, session_id: str, person_id: str, now: datetime) -> Booking | None:
    row = await tx.one(
        UNANSWERED,
        session_id,
        person_id,
        to_text(now),
    )
    return booking_from(row) if row else None


async def select_booking(reading: Reading, session_id: str, person_id: str) -> Booking | None:
    row = await reading.one(
        "SELECT * FROM bookings WHERE session_id = $1 AND person_id = $2 AND state = 'booked'",
        session_id,
        person_id,
    )
    return booking_from(row) if row else None


async def mark_head_count(tx: Transaction, session_id: str, instructor_id: str, n: int, now: datetime) -> bool:
    """False if that person does not lead it, or it has not begun."""
    return bool(
        await tx.run(
            "UPDATE sessions SET head_count = $3, head_count_at = $4 WHERE id = $1 AND instructor_id = $2"
            " AND cancelled_at IS NULL AND starts_at <= $4",
            session_id,
            instructor_id,
            n,
            to_text(now),
        )
    )


async def select_contact(reading: Reading, person_id: str) -> str | None:
    """The id of their Telegram contact."""
    row = await reading.one("SELECT id FROM contacts WHERE person_id = $1 AND channel = 'telegram'", person_id)
    return row["id"] if row else None
