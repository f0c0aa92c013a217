"""How active people say they are, one row for each asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from programme.model import Answer
from programme.store.engine import Reading, Row, Transaction
from programme.times import to_text


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's first answer, and their last one in a period: days out of seven."""

    person_id: str
    before: int
    now: int


def answer_from(row: Row) -> Answer:
    return Answer(row["wave"], date.fromisoformat(row["asked_on"]), row["days"], row["skipped_at"] is not None)


async def select_latest(reading: Reading, person_id: str) -> Answer | None:
    row = await reading.one("SELECT * FROM activity_answers WHERE person_id = $1 ORDER BY wave DESC LIMIT 1", person_id)
    return answer_from(row) if row else None


async def has_booked(reading: Reading, person_id: str) -> bool:
    return await reading.one("SELECT 1 AS one FROM bookings WHERE person_id = $1 LIMIT 1", person_id) is not None


async def insert_asking(tx: Transaction, person_id: str, wave: int, on: date) -> None:
    await tx.run(
        "INSERT INTO activity_answers (person_id, wave, asked_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        person_id,
        wave,
        on.isoformat(),
    )


async def select_asking(reading: Reading, person_id: str, asked_on: str) -> Answer | None:
    row = await reading.one(
        "SELECT * FROM activity_answers WHERE person_id = $1 AND asked_on = $2", person_id, asked_on
    )
    return answer_from(row) if row else None


async def mark_answered(tx: Transaction, person_id: str, asked_on: str, days: int, now: datetime) -> bool:
    """False if it was not asked on that day."""
    return bool(
        await tx.run(
            "UPDATE activity_answers SET days = $3, answered_at = $4, skipped_at = NULL"
            " WHERE person_id = $1 AND asked_on = $2",
            person_id,
            asked_on,
            days,
            to_text(now),
        )
    )


async def mark_skipped(tx: Transaction, person_id: str, asked_on: str, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE activity_answers SET days = NULL, answered_at = NULL, skipped_at = $3"
            " WHERE person_id = $1 AND asked_on = $2",
            person_id,
            asked_on,
            to_text(now),
        )
    )


UNASKED = """
    DELETE FROM activity_answers WHERE asked_on >= $1 AND asked_on < $2 AND answered_at IS NULL AND skipped_at IS NULL
        AND EXISTS (SELECT 1 FROM notices n JOIN contacts c ON c.id = n.contact_id
            WHERE c.person_id = activity_answers.person_id AND n.kind = 'activity_question'
                AND n.facts = activity_answers.asked_on AND n.state = 'dropped')
        AND NOT EXISTS (SELECT 1 FROM notices n JOIN contacts c ON c.id = n.contact_id
            WHERE c.person_id = activity_answers.person_id AND n.kind = 'activity_question'
                AND n.facts = activity_answers.asked_on AND n.state <> 'dropped')
"""


async def delete_unasked(tx: Transaction, since: date, before: date) -> int:
    """Askings from *since* to before *before* whose message was dropped before it could be sent."""
    return await tx.run(UNASKED, since.isoformat(), before.isoformat())


PAIRS = """
    SELECT n.person_id, f.days AS before, n.days AS now
    FROM activity_answers n JOIN activity_answers f ON f.person_id = n.person_id
        JOIN people p ON p.id = n.person_id AND p.uncounted_at IS NULL
    WHERE n.answered_at >= $1 AND n.answered_at < $2 AND f.days IS NOT NULL AND f.wave < n.wave
        AND NOT EXISTS (SELECT 1 FROM activity_answers e
            WHERE e.person_id = n.person_id AND e.days IS NOT NULL AND e.wave < f.wave)
        AND NOT EXISTS (SELECT 1 FROM activity_answers l WHERE l.person_id = n.person_id AND l.wave > n.wave
            AND l.answered_at >= $1 AND l.answered_at < $2)
"""


async def select_pairs(reading: Reading, since: datetime, until: datetime) -> tuple[Pair, ...]:
    """Who is counted and answered again from *since* until before *until*: their first answer and their last then."""
    rows = await reading.scan(PAIRS, to_text(since), to_text(until))
    return tuple(Pair(row["person_id"], row["before"], row["now"]) for row in rows)


async def select_first_answered(reading: Reading) -> str | None:
    row = await reading.one("SELECT MIN(answered_at) AS first FROM activity_answers")
    return row["first"] if row else None
