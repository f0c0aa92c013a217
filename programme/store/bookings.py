"""Bookings: one row for a person and a session, ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.model import Booking, BookingState, Person
from programme.store.engine import Reading, Row, Transaction
from programme.store.people import person_from
from programme.times import from_optional_text, to_optional_text, to_text


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about one person's place, read under the session's lock."""

    taken: int
    """Places booked or on offer."""
    last_queue_no: int
    booking: Booking | None
    to_come: int = 0
    """At how many sessions yet to begin they have a place or wait."""
    lapses_at: datetime | None = None
    """When the first of the offers runs out."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody's booking, with what is needed to tell them."""

    booking: Booking
    person: Person
    contact_id: str


def booking_from(row: Row, prefix: str = "") -> Booking:
    return Booking(
        id=row[f"{prefix}id"],
        session_id=row[f"{prefix}session_id"],
        person_id=row[f"{prefix}person_id"],
        employer_id=row[f"{prefix}employer_id"],
        state=BookingState(row[f"{prefix}state"]),
        changes=row[f"{prefix}changes"],
        queue_no=row[f"{prefix}queue_no"],
        joined_at=from_optional_text(row[f"{prefix}joined_at"]),
        attended_at=from_optional_text(row[f"{prefix}attended_at"]),
        missed_at=from_optional_text(row[f"{prefix}missed_at"]),
        calendar_at=from_optional_text(row[f"{prefix}calendar_at"]),
        offered_until=from_optional_text(row[f"{prefix}offered_until"]),
    )


async def select_situation(reading: Reading, session_id: str, person_id: str, now: datetime) -> Situation:
    row = await reading.one(
        "SELECT (SELECT COUNT(*) FROM bookings t"
        " WHERE t.session_id = $1 AND t.state IN ('booked', 'offered')) AS taken,"
        " (SELECT COALESCE(MAX(w.queue_no), 0) FROM bookings w WHERE w.session_id = $1"
        " AND w.state IN ('waiting', 'offered')) AS last_queue_no,"
        " (SELECT COUNT(*) FROM bookings o JOIN sessions s ON s.id = o.session_id"
        " WHERE o.person_id = $2 AND o.state <> 'cancelled' AND s.starts_at > $3 AND s.cancelled_at IS NULL)"
        " AS to_come,"
        " (SELECT MIN(f.offered_until) FROM bookings f WHERE f.session_id = $1 AND f.state = 'offered') AS lapses_at,"
        " b.* FROM (SELECT 1 AS one) AS always"
        " LEFT JOIN bookings b ON b.session_id = $1 AND b.person_id = $2",
        session_id,
        person_id,
        to_text(now),
    )
    if row is None:
        return Situation(0, 0, None)
    booking = booking_from(row) if row["id"] else None
    lapses_at = from_optional_text(row["lapses_at"])
    return Situation(row["taken"], row["last_queue_no"], booking, row["to_come"], lapses_at)


async def upsert_booking(tx: Transaction, booking: Booking, now: datetime) -> Booking:
    """A new booking, or one that was cancelled brought back; one that is live stays as it is."""
    booked_at = now if booking.state is BookingState.BOOKED else None
    row = await tx.one(
        "INSERT INTO bookings"
        " (id, session_id, person_id, employer_id, state, queue_no, created_at, booked_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        " ON CONFLICT (session_id, person_id) DO UPDATE SET employer_id = excluded.employer_id,"
        " state = excluded.state, queue_no = excluded.queue_no, booked_at = excluded.booked_at,"
        " cancelled_at = NULL, changes = bookings.changes + 1 WHERE bookings.state = 'cancelled'"
        " RETURNING *",
        booking.id,
        booking.session_id,
        booking.person_id,
        booking.employer_id,
        booking.state,
        booking.queue_no,
        to_text(now),
        to_optional_text(booked_at),
    )
    return booking_from(row) if row else booking


async def mark_cancelled(tx: Transaction, session_id: str, person_id: str, now: datetime) -> Booking | None:
    """The booking as it is now; None if there was no live one."""
    row = await tx.one(
        "UPDATE bookings SET state = 'cancelled', queue_no = NULL, offered_until = NULL, cancelled_at = $3,"
        " changes = changes + 1"
        " WHERE session_id = $1 AND person_id = $2 AND state <> 'cancelled' RETURNING *",
        session_id,
        person_id,
        to_text(now),
    )
    return booking_from(row) if row else None


async def mark_joined(tx: Transaction, booking_id: str, now: datetime) -> None:
    await tx.run("UPDATE bookings SET joined_at = $2 WHERE id = $1 AND joined_at IS NULL", booking_id, to_text(now))


async def mark_in_calendar(tx: Transaction, booking_id: str, now: datetime) -> None:
    await tx.run("UPDATE bookings SET calendar_at = $2 WHERE id = $1 AND calendar_at IS NULL", booking_id, to_text(now))


async def mark_employer(tx: Transaction, person_id: str, employer_id: str | None, now: datetime) -> None:
    """From now on the person comes for another workplace (None: for themselves); what has begun stays."""
    await tx.run(
        "UPDATE bookings SET employer_id = CAST($2 AS TEXT) WHERE person_id = $1 AND state <> 'cancelled'"
        " AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id AND s.starts_at > $3)",
        person_id,
        employer_id,
        to_text(now),
    )


ATTENDEE = """
    SELECT b.*, c.id AS contact_id, p.created_at AS p_created_at, p.id AS p_id, p.language AS p_language,
        p.display_name AS p_display_name, p.reminder_minutes AS p_reminder_minutes,
        p.day_before_off_at AS p_day_before_off_at, p.safety_seen_at AS p_safety_seen_at
    FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN people p ON p.id = b.person_id
        JOIN contacts c ON c.person_id = p.id AND c.channel = 'telegram'
    WHERE b.session_id = $1
"""


def attendee_from(row: Row) -> Attendee:
    return Attendee(booking_from(row), person_from(row, "p_"), row["contact_id"])


async def select_attendees(reading: Reading, session_id: str) -> tuple[Attendee, ...]:
    """Everybody booked or waiting."""
    rows = await reading.all(ATTENDEE + " AND b.state <> 'cancelled' ORDER BY b.id", session_id)
    return tuple(attendee_from(row) for row in rows)


LOST_WITH = """
    SELECT b.*, c.id AS contact_id, p.created_at AS p_created_at, p.id AS p_id, p.language AS p_language,
        p.display_name AS p_display_name, p.reminder_minutes AS p_reminder_minutes,
        p.day_before_off_at AS p_day_before_off_at, p.safety_seen_at AS p_safety_seen_at
    FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN people p ON p.id = b.person_id
        JOIN contacts c ON c.person_id = p.id AND c.channel = 'telegram'
        JOIN memberships m ON m.person_id = p.id AND m.employer_id = $1 AND m.ended_at IS NULL
    WHERE b.state <> 'cancelled' AND s.starts_at > $2 AND s.cancelled_at IS NULL AND s.audience = 'chosen'
    ORDER BY b.session_id, b.id
"""


async def select_lost_with(reading: Reading, employer_id: str, now: datetime) -> tuple[Attendee, ...]:
    """What the members of a workplace hold only by being members, in the order of the sessions' ids."""
    rows = await reading.all(LOST_WITH, employer_id, to_text(now))
    return tuple(attendee_from(row) for row in rows)


WITHOUT_HEALTH_CONSENT = """
    AND b.state <> 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM consents h
        WHERE h.person_id = p.id AND h.purpose = 'health' AND h.withdrawn_at IS NULL)
    ORDER BY b.id
"""


async def select_without_health_consent(reading: Reading, session_id: str) -> tuple[Attendee, ...]:
    """Who has a place or waits and has not agreed to sessions about health."""
    rows = await reading.all(ATTENDEE + WITHOUT_HEALTH_CONSENT, session_id)
    return tuple(attendee_from(row) for row in rows)


async def mark_without_employer(tx: Transaction, employer_id: str, now: datetime) -> None:
    """From now on those of a workplace come for themselves; what has begun stays."""
    await tx.run(
        "UPDATE bookings SET employer_id = NULL WHERE employer_id = $1 AND state <> 'cancelled'"
        " AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id AND s.starts_at > $2)",
        employer_id,
        to_text(now),
    )


TO_COME = """
    SELECT s.id FROM bookings b JOIN sessions s ON s.id = b.session_id
    WHERE b.person_id = $1 AND b.state <> 'cancelled' AND s.starts_at > $2
"""


async def select_to_come(reading: Reading, person_id: str, now: datetime) -> tuple[str, ...]:
    """The sessions yet to begin at which the person has a place or waits."""
    rows = await reading.all(TO_COME + " ORDER BY s.id", person_id, to_text(now))
    return tuple(row["id"] for row in rows)


async def select_health_to_come(reading: Reading, person_id: str, now: datetime) -> tuple[str, ...]:
    rows = await reading.all(TO_COME + " AND s.sensitivity = 'health' ORDER BY s.id", person_id, to_text(now))
    return tuple(row["id"] for row in rows)


CLOSED_TO = """
    AND s.audience = 'chosen' AND NOT EXISTS (SELECT 1 FROM session_audience a
        WHERE a.session_id = s.id AND a.employer_id = CAST($3 AS TEXT))
    ORDER BY s.id
"""


async def select_closed_to(reading: Reading, person_id: str, employer_id: str | None, now: datetime) -> tuple[str, ...]:
    """Those of the sessions to come that are not open to *employer_id* (None: to no workplace)."""
    rows = await reading.all(TO_COME + CLOSED_TO, person_id, to_text(now), employer_id)
    return tuple(row["id"] for row in rows)
