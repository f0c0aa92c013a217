"""How sessions were for people: one row for each booking that was asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.times import to_text

ASKING = """
    INSERT INTO ratings (booking_id, person_id, asked_at)
    SELECT b.id, b.person_id, $3 FROM bookings b
    WHERE b.session_id = $1 AND b.person_id = $2 AND b.attended_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM ratings r WHERE r.person_id = $2 AND r.asked_at > $4)
    ON CONFLICT (booking_id) DO NOTHING
"""
OF_SESSION = "booking_id IN (SELECT b.id FROM bookings b WHERE b.session_id = $1 AND b.person_id = $2)"


@dataclass(frozen=True, slots=True)
class Rated:
    """One person's latest rating in a period."""

    person_id: str
    rating: int


async def insert_asking(tx: Transaction, session_id: str, person_id: str, now: datetime, not_since: datetime) -> bool:
    """False if they did not take part, or were asked about anything after *not_since*."""
    return bool(await tx.run(ASKING, session_id, person_id, to_text(now), to_text(not_since)))


async def is_open(reading: Reading, session_id: str, person_id: str) -> bool:
    """Whether they were asked about that session and have not said."""
    asked = f"SELECT 1 AS one FROM ratings WHERE {OF_SESSION} AND rating IS NULL"  # noqa: S608 - written above
    row = await reading.one(asked, session_id, person_id)
    return row is not None


async def mark_rated(tx: Transaction, session_id: str, person_id: str, rating: int, now: datetime) -> bool:
    """False if they were not asked about that session."""
    changed = await tx.run(
        f"UPDATE ratings SET rating = $3, rated_at = $4 WHERE {OF_SESSION}",  # noqa: S608 - as above
        session_id,
        person_id,
        rating,
        to_text(now),
    )
    return bool(changed)


async def mark_unrated(tx: Transaction, session_id: str, person_id: str) -> None:
    await tx.run(
        f"UPDATE ratings SET rating = NULL, rated_at = NULL WHERE {OF_SESSION}",  # noqa: S608 - as above
        session_id,
        person_id,
    )


LATEST = """
    SELECT r.person_id, r.rating FROM ratings r JOIN people p ON p.id = r.person_id AND p.uncounted_at IS NULL
    WHERE r.rated_at >= $1 AND r.rated_at < $2
        AND NOT EXISTS (SELECT 1 FROM ratings l WHERE l.person_id = r.person_id AND l.rated_at >= $1
            AND l.rated_at < $2
            AND (l.rated_at > r.rated_at OR (l.rated_at = r.rated_at AND l.booking_id > r.booking_id)))
"""


async def select_latest(reading: Reading, since: datetime, until: datetime) -> tuple[Rated, ...]:
    """From *since* until before *until*: one for each person who is counted."""
    rows = await reading.scan(LATEST, to_text(since), to_text(until))
    return tuple(Rated(row["person_id"], row["rating"]) for row in rows)


async def select_first_rated(reading: Reading) -> str | None:
    row = await reading.one("SELECT MIN(rated_at) AS first FROM ratings")
    return row["first"] if row else None
