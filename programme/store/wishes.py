"""What people have chosen to tell: their name to instructors, and the time that suits them best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.model import DayPart, Wishes
from programme.store.engine import Reading, Transaction
from programme.times import from_optional_text, to_optional_text, to_text

MISSED_TWO = """
    SELECT last.person_id, c.id AS contact_id FROM (
        SELECT b.person_id, CASE WHEN b.attended_at IS NULL AND b.joined_at IS NULL THEN 1 ELSE 0 END AS missed,
            ROW_NUMBER() OVER (PARTITION BY b.person_id ORDER BY s.starts_at DESC, s.id) AS turn
        FROM sessions s JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
        WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.ends_at <= $2 AND s.cancelled_at IS NULL
            AND (s.instructor_id IS NULL OR s.instructor_id <> b.person_id)) AS last
        JOIN people p ON p.id = last.person_id
        JOIN contacts c ON c.person_id = p.id AND c.channel = 'telegram' AND c.unreachable_at IS NULL
        JOIN consents j ON j.person_id = p.id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL
    WHERE last.turn <= 2 AND p.best_time IS NULL AND p.best_time_asked_at IS NULL
    GROUP BY last.person_id, c.id HAVING SUM(last.missed) = 2 ORDER BY last.person_id
"""


async def select_wishes(reading: Reading, person_id: str) -> Wishes:
    row = await reading.one(
        "SELECT display_name, shown_to_instructors_at, best_time FROM people WHERE id = $1", person_id
    )
    if row is None:
        return Wishes()
    best = DayPart(row["best_time"]) if row["best_time"] else None
    return Wishes(row["display_name"], from_optional_text(row["shown_to_instructors_at"]), best)


async def mark_shown(tx: Transaction, person_id: str, shown_at: datetime | None) -> None:
    """None: hidden, as it is for everybody at first."""
    await tx.run(
        "UPDATE people SET shown_to_instructors_at = CAST($2 AS TEXT) WHERE id = $1",
        person_id,
        to_optional_text(shown_at),
    )


async def mark_forgotten(tx: Transaction, person_id: str) -> None:
    """Whoever leaves is shown to nobody, and was never asked."""
    await tx.run(
        "UPDATE people SET shown_to_instructors_at = NULL, best_time = NULL, best_time_asked_at = NULL WHERE id = $1",
        person_id,
    )


async def mark_best_time(tx: Transaction, person_id: str, best: DayPart | None) -> None:
    await tx.run("UPDATE people SET best_time = CAST($2 AS TEXT) WHERE id = $1", person_id, best)


async def mark_asked(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run(
        "UPDATE people SET best_time_asked_at = $2 WHERE id = $1 AND best_time_asked_at IS NULL",
        person_id,
        to_text(now),
    )


async def select_missed_two(reading: Reading, since: datetime, until: datetime) -> Sequence[tuple[str, str]]:
    """The person and contact of those who missed the last two that they were booked on, of the sessions between the
    two moments, and who were never asked about it: they said so, or neither joined nor answered."""
    rows = await reading.scan(MISSED_TWO, to_text(since), to_text(until))
    return [(row["person_id"], row["contact_id"]) for row in rows]


async def select_names(reading: Reading, session_id: str) -> tuple[str, ...]:
    """The names of those booked who have chosen to be shown; of sessions about health, nobody's."""
    rows = await reading.all(
        "SELECT p.display_name FROM bookings b JOIN people p ON p.id = b.person_id"
        " JOIN sessions s ON s.id = b.session_id"
        " WHERE b.session_id = $1 AND b.state = 'booked' AND s.sensitivity = 'ordinary'"
        " AND p.shown_to_instructors_at IS NOT NULL AND p.display_name IS NOT NULL"
        " AND b.person_id <> COALESCE(s.instructor_id, '') ORDER BY p.display_name, p.id",
        session_id,
    )
    return tuple(row["display_name"] for row in rows)
