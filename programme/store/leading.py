"""Sessions as whoever leads them sees them: every query has the instructor in its WHERE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.model import Led, Session
from programme.store.engine import Reading, Row, Transaction
from programme.store.sessions import RETURNING, session_from
from programme.times import to_text

FOR_THEIR_HR = """
    CASE WHEN s.audience = 'chosen'
        AND EXISTS (SELECT 1 FROM session_audience a WHERE a.session_id = s.id)
        AND NOT EXISTS (SELECT 1 FROM session_audience a WHERE a.session_id = s.id AND NOT EXISTS (
            SELECT 1 FROM roles r WHERE r.person_id = $1 AND r.role = 'hr' AND r.employer_id = a.employer_id
                AND r.revoked_at IS NULL))
    THEN 1 ELSE 0 END AS is_for_their_hr
"""
"""Whether person $1 is HR of every workplace that session s is for (DESIGN §6: HR sees no exact occupancy)."""

LED = f"""
    SELECT s.*, k.category, p.display_name AS instructor_name, {FOR_THEIR_HR},
        (SELECT COUNT(*) FROM bookings t WHERE t.session_id = s.id AND t.state IN ('booked', 'offered')) AS taken,
        (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked'
            AND b.person_id <> s.instructor_id) AS booked,
        (SELECT COUNT(*) FROM bookings w WHERE w.session_id = s.id AND w.state IN ('waiting', 'offered')
            AND w.person_id <> s.instructor_id) AS waiting
    FROM sessions s JOIN kinds k ON k.id = s.kind JOIN people p ON p.id = s.instructor_id
    WHERE s.instructor_id = $1
"""  # noqa: S608 - the part is a constant of this module

LOCK_LED = "UPDATE sessions SET revision = revision WHERE id = $1 AND instructor_id = $2"


@dataclass(frozen=True, slots=True)
class Counts:
    """A session that somebody leads, before it is decided what of it they may see."""

    led: Led
    taken: int
    is_for_their_hr: bool


def counts_from(row: Row) -> Counts:
    led = Led(session_from(row), row["booked"], row["waiting"])
    return Counts(led, row["taken"], bool(row["is_for_their_hr"]))


async def is_for_their_hr(reading: Reading, person_id: str, session_id: str) -> bool:
    """Whether that person is HR of every workplace that the session is for; never where it is open to all."""
    row = await reading.one(f"SELECT {FOR_THEIR_HR} FROM sessions s WHERE s.id = $2", person_id, session_id)  # noqa: S608 - a constant
    return row is not None and bool(row["is_for_their_hr"])


async def select_led_since(reading: Reading, instructor_id: str, since: datetime) -> tuple[Counts, ...]:
    """What ends after *since* and was not cancelled, soonest first."""
    rows = await reading.all(
        LED + " AND s.ends_at > $2 AND s.cancelled_at IS NULL ORDER BY s.starts_at, s.id",
        instructor_id,
        to_text(since),
    )
    return tuple(counts_from(row) for row in rows)


async def select_led(reading: Reading, instructor_id: str, session_id: str) -> Counts | None:
    """A cancelled one too; None if there never was one, or somebody else leads it."""
    row = await reading.one(LED + " AND s.id = $2", instructor_id, session_id)
    return counts_from(row) if row else None


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
