"""What somebody has led, with how many came: the head count, or else those who joined or said so; and their ratings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from programme.model import Delivered, MonthRatings
from programme.store.engine import Reading, Row, Transaction
from programme.store.leading import FOR_THEIR_HR
from programme.store.sessions import session_from
from programme.times import to_text

DELIVERED = f"""
    SELECT s.*, k.category, p.display_name AS instructor_name, {FOR_THEIR_HR},
        (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked') AS booked,
        (SELECT COUNT(*) FROM bookings b JOIN people c ON c.id = b.person_id
            WHERE b.session_id = s.id AND b.state = 'booked' AND b.person_id <> s.instructor_id
            AND (b.attended_at IS NOT NULL OR (b.joined_at IS NOT NULL AND b.missed_at IS NULL))
            AND (c.uncounted_at IS NULL OR c.uncounted_at > s.starts_at)) AS took_part
    FROM sessions s JOIN kinds k ON k.id = s.kind JOIN people p ON p.id = s.instructor_id
    WHERE s.instructor_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 AND s.ends_at <= $4
        AND s.cancelled_at IS NULL
    ORDER BY s.starts_at, s.id
"""  # noqa: S608 - the part is a constant


async def select_delivered(
    reading: Reading, instructor_id: str, since: datetime, until: datetime, now: datetime
) -> tuple[Delivered, ...]:
    """Whoever asked not to be counted is not counted from then on; what was counted before does not change by it.

    Of a session only for workplaces whose HR the instructor is, no number is in the answer.
    """
    rows = await reading.all(DELIVERED, instructor_id, to_text(since), to_text(until), to_text(now))
    return tuple(delivered_from(row) for row in rows)


def delivered_from(row: Row) -> Delivered:
    session = session_from(row)
    if row["is_for_their_hr"]:
        return Delivered(replace(session, head_count=None), 0, is_counted=False, is_for_their_hr=True)
    counted = session.head_count
    people = row["took_part"] if counted is None else counted
    return Delivered(session, people, counted is not None, row["booked"])


# ratings


@dataclass(frozen=True, slots=True)
class RatedBy:
    """The last that somebody said of sessions that *instructor_id* led."""

    instructor_id: str
    person_id: str
    rating: int


RATED = """
    SELECT s.instructor_id, r.person_id, r.rating
    FROM ratings r JOIN bookings b ON b.id = r.booking_id JOIN sessions s ON s.id = b.session_id
        JOIN people p ON p.id = r.person_id
    WHERE r.rated_at >= $1 AND r.rated_at < $2 AND s.instructor_id IS NOT NULL AND p.uncounted_at IS NULL
    ORDER BY r.rated_at
"""


async def select_rated(reading: Reading, since: datetime, until: datetime) -> tuple[RatedBy, ...]:
    """Each person once for each instructor."""
    rows = await reading.scan(RATED, to_text(since), to_text(until))
    last = {(row["instructor_id"], row["person_id"]): row["rating"] for row in rows}
    return tuple(RatedBy(instructor, person, rating) for (instructor, person), rating in last.items())


async def select_frozen_months(reading: Reading) -> frozenset[str]:
    """Those of which any instructor's ratings have been frozen."""
    return frozenset(row["month"] for row in await reading.all("SELECT DISTINCT month FROM instructor_ratings"))


async def insert_ratings(
    tx: Transaction, instructor_id: str, month: str, rules: str, ratings: MonthRatings, now: datetime
) -> None:
    """What is there already stays as it is."""
    await tx.run(
        "INSERT INTO instructor_ratings (instructor_id, month, rules, rated, just_right, published_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        instructor_id,
        month,
        rules,
        ratings.rated,
        ratings.just_right,
        to_text(now),
    )


async def select_ratings(reading: Reading, instructor_id: str, month: str) -> MonthRatings | None:
    row = await reading.one(
        "SELECT rated, just_right FROM instructor_ratings WHERE instructor_id = $1 AND month = $2",
        instructor_id,
        month,
    )
    return MonthRatings(row["rated"], row["just_right"]) if row else None
