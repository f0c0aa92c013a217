"""Sessions as one person may see them, with their occupancy and the person's own booking: one query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.model import Booking, Category, Session
from programme.store.bookings import booking_from
from programme.store.engine import Reading, Row
from programme.store.sessions import session_from
from programme.times import to_text


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with its exact occupancy, which never leaves the programme."""

    session: Session
    taken: int
    booking: Booking | None
    ahead: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the timetable: from *since* until before *until* (aware UTC), of one kind or category."""

    since: datetime
    until: datetime
    kind: str | None = None
    category: Category | None = None


LISTED = """
    SELECT s.*, k.category, p.display_name AS instructor_name,
        (SELECT COUNT(*) FROM bookings t
            WHERE t.session_id = s.id AND t.state IN ('booked', 'offered')) AS taken,
        (SELECT COUNT(*) FROM bookings w WHERE w.session_id = s.id AND w.state = 'waiting'
            AND w.queue_no < b.queue_no) AS ahead,
        b.id AS b_id, b.session_id AS b_session_id, b.person_id AS b_person_id,
        b.employer_id AS b_employer_id, b.state AS b_state, b.changes AS b_changes,
        b.queue_no AS b_queue_no, b.joined_at AS b_joined_at,
        b.attended_at AS b_attended_at, b.missed_at AS b_missed_at, b.offered_until AS b_offered_until,
        b.calendar_at AS b_calendar_at
    FROM sessions s JOIN kinds k ON k.id = s.kind LEFT JOIN people p ON p.id = s.instructor_id
"""

OWN_IF_ANY = " LEFT JOIN bookings b ON b.session_id = s.id AND b.person_id = CAST($1 AS TEXT) "
OWN = " JOIN bookings b ON b.session_id = s.id "
MAY_SEE = """
    (s.audience = 'all'
        OR EXISTS (SELECT 1 FROM session_audience a
            WHERE a.session_id = s.id AND a.employer_id = CAST($2 AS TEXT))
        OR b.state <> 'cancelled')
"""

UPCOMING = (
    LISTED
    + OWN_IF_ANY
    + " WHERE s.starts_at >= $3 AND s.starts_at < $4 AND s.cancelled_at IS NULL"
    + " AND (CAST($5 AS TEXT) IS NULL OR s.kind = CAST($5 AS TEXT))"
    + " AND (CAST($6 AS TEXT) IS NULL OR k.category = CAST($6 AS TEXT)) AND "
    + MAY_SEE
    + " ORDER BY s.starts_at, s.id"
)
ONE = LISTED + OWN_IF_ANY + " WHERE s.id = $3 AND " + MAY_SEE
MINE = (
    LISTED
    + OWN
    + " WHERE b.person_id = $1 AND b.state <> 'cancelled' AND s.ends_at > $2 AND s.cancelled_at IS NULL"
    + " ORDER BY s.starts_at, s.id"
)
FOR_NOTICE = LISTED + OWN_IF_ANY + " WHERE s.id = $2"


def listed_from(row: Row) -> Listed:
    booking = booking_from(row, "b_") if row["b_id"] else None
    return Listed(session_from(row), row["taken"], booking, row["ahead"])


async def select_upcoming(
    reading: Reading, person_id: str | None, employer_id: str | None, wanted: Wanted
) -> tuple[Listed, ...]:
    rows = await reading.all(
        UPCOMING,
        person_id,
        employer_id,
        to_text(wanted.since),
        to_text(wanted.until),
        wanted.kind,
        wanted.category,
    )
    return tuple(listed_from(row) for row in rows)


async def select_card(
    reading: Reading, person_id: str | None, employer_id: str | None, session_id: str
) -> Listed | None:
    """Cancelled ones too; None if it is not for that workplace and they have no place."""
    row = await reading.one(ONE, person_id, employer_id, session_id)
    return listed_from(row) if row else None


async def select_mine(reading: Reading, person_id: str, now: datetime) -> tuple[Listed, ...]:
    """Where the person has a place or waits, until it is over."""
    return tuple(listed_from(row) for row in await reading.all(MINE, person_id, to_text(now)))


async def select_for_notice(reading: Reading, person_id: str, session_id: str) -> Listed | None:
    """A session and that person's booking, whoever may see it: for somebody who has to be told about it."""
    row = await reading.one(FOR_NOTICE, person_id, session_id)
    return listed_from(row) if row else None
