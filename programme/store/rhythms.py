"""Quiet hours, time off and what people want to be nudged about: one row each, made when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programme.model import Away, Quiet, Rhythm
from programme.store.engine import Reading, Row, Transaction
from programme.times import to_optional_text

HOURS = "%H:%M"


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who may be nudged, and where."""

    person_id: str
    contact_id: str


SELECT = """
    SELECT r.person_id, r.quiet_from, r.quiet_until, r.away_from, r.away_until, r.look_back_at, r.questions_off_at,
        b.weekday, b.local_time
    FROM people p LEFT JOIN rhythms r ON r.person_id = p.id LEFT JOIN movement_breaks b ON b.person_id = p.id
    WHERE p.id = $1 ORDER BY b.weekday
"""


async def select_rhythm(reading: Reading, person_id: str) -> Rhythm:
    """The usual one for somebody who has chosen nothing."""
    rows = await reading.all(SELECT, person_id)
    return rhythm_from(rows) if rows else Rhythm()


def rhythm_from(rows: Sequence[Row]) -> Rhythm:
    first = rows[0]
    breaks = tuple((row["weekday"], time.fromisoformat(row["local_time"])) for row in rows if row["local_time"])
    if first["person_id"] is None:
        return Rhythm(breaks=breaks)
    off = first["away_from"], first["away_until"]
    return Rhythm(
        Quiet(time.fromisoformat(first["quiet_from"]), time.fromisoformat(first["quiet_until"])),
        Away(date.fromisoformat(off[0]), date.fromisoformat(off[1])) if off[0] else None,
        breaks,
        looks_back=first["look_back_at"] is not None,
        questions_off=first["questions_off_at"] is not None,
    )


async def lock_rhythm(tx: Transaction, person_id: str) -> Rhythm:
    """As `select_rhythm`; the row is there from now on, and nobody else plans for this person meanwhile."""
    await tx.run(
        "INSERT INTO rhythms (person_id) VALUES ($1) ON CONFLICT (person_id) DO UPDATE SET person_id = $1", person_id
    )
    return await select_rhythm(tx, person_id)


async def mark_quiet(tx: Transaction, person_id: str, quiet: Quiet) -> None:
    await tx.run(
        "UPDATE rhythms SET quiet_from = $2, quiet_until = $3 WHERE person_id = $1",
        person_id,
        quiet.since.strftime(HOURS),
        quiet.until.strftime(HOURS),
    )


async def mark_away(tx: Transaction, person_id: str, away: Away | None) -> None:
    await tx.run(
        "UPDATE rhythms SET away_from = CAST($2 AS TEXT), away_until = CAST($3 AS TEXT) WHERE person_id = $1",
        person_id,
        away.since.isoformat() if away else None,
        away.until.isoformat() if away else None,
    )


async def end_time_off(tx: Transaction, person_id: str, today: date) -> None:
    """What is kept of time off are the days before *today*; the rest is taken back."""
    await tx.run("DELETE FROM time_off WHERE person_id = $1 AND first_on >= $2", person_id, today.isoformat())
    await tx.run(
        "UPDATE time_off SET last_on = $3 WHERE person_id = $1 AND last_on >= $2",
        person_id,
        today.isoformat(),
        (today - timedelta(days=1)).isoformat(),
    )


async def insert_time_off(tx: Transaction, person_id: str, away: Away) -> None:
    await tx.run(
        "INSERT INTO time_off (person_id, first_on, last_on) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        person_id,
        away.since.isoformat(),
        away.until.isoformat(),
    )


async def select_time_off(reading: Reading, person_id: str) -> tuple[Away, ...]:
    """All that is kept, earliest first."""
    rows = await reading.all("SELECT first_on, last_on FROM time_off WHERE person_id = $1 ORDER BY first_on", person_id)
    return tuple(Away(date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])) for row in rows)


async def mark_look_back(tx: Transaction, person_id: str, since: datetime | None) -> None:
    await tx.run(
        "UPDATE rhythms SET look_back_at = CAST($2 AS TEXT) WHERE person_id = $1", person_id, to_optional_text(since)
    )


async def mark_questions_off(tx: Transaction, person_id: str, since: datetime | None) -> None:
    await tx.run(
        "UPDATE rhythms SET questions_off_at = CAST($2 AS TEXT) WHERE person_id = $1",
        person_id,
        to_optional_text(since),
    )


async def replace_breaks(tx: Transaction, person_id: str, breaks: Iterable[tuple[int, time]]) -> None:
    await tx.run("DELETE FROM movement_breaks WHERE person_id = $1", person_id)
    await tx.many(
        "INSERT INTO movement_breaks (person_id, weekday, local_time) VALUES ($1, $2, $3)",
        [(person_id, weekday, at.strftime(HOURS)) for weekday, at in breaks],
    )


async def delete_rhythm(tx: Transaction, person_id: str) -> None:
    """Whoever leaves has chosen nothing any more; whoever comes back chooses again."""
    await replace_breaks(tx, person_id, ())
    await tx.run("DELETE FROM time_off WHERE person_id = $1", person_id)
    await tx.run("DELETE FROM rhythms WHERE person_id = $1", person_id)


MEMBERS = """
    SELECT c.person_id, c.id AS contact_id
    FROM contacts c JOIN consents j ON j.person_id = c.person_id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL
        LEFT JOIN rhythms r ON r.person_id = c.person_id
    WHERE c.channel = 'telegram' AND c.unreachable_at IS NULL AND
"""
NUDGED = f"""
    {MEMBERS} (EXISTS (SELECT 1 FROM movement_breaks b WHERE b.person_id = c.person_id AND b.weekday = $1)
        OR (r.look_back_at IS NOT NULL AND $1 = CAST($2 AS INTEGER)))
"""  # noqa: S608 - both parts are written above
ASKED = f"""
    {MEMBERS} r.questions_off_at IS NULL
        AND EXISTS (SELECT 1 FROM bookings k WHERE k.person_id = c.person_id)
        AND NOT EXISTS (SELECT 1 FROM activity_answers a WHERE a.person_id = c.person_id AND a.asked_on > $1)
"""  # noqa: S608 - as above


async def select_nudged_on(reading: Reading, weekday: int, look_back_on: int) -> tuple[Reached, ...]:
    """Members who want a movement break on that weekday, or a look back where it is the weekday for that."""
    return tuple(map(reached_from, await reading.scan(NUDGED, weekday, look_back_on)))


async def select_to_ask(reading: Reading, not_asked_since: date) -> tuple[Reached, ...]:
    """Members who have ever booked, and were not asked how active they are after that day."""
    return tuple(map(reached_from, await reading.scan(ASKED, not_asked_since.isoformat())))


def reached_from(row: Row) -> Reached:
    return Reached(row["person_id"], row["contact_id"])


TOLD = """
    SELECT 1 AS told FROM notices WHERE contact_id = $1 AND kind IN ('movement_break', 'look_back', 'activity_question')
        AND facts = $2 AND state <> 'dropped' LIMIT 1
"""


async def has_been_told(reading: Reading, contact_id: str, day: date) -> bool:
    """Whether the one nudge of that local day is planned, on its way or gone."""
    return await reading.one(TOLD, contact_id, day.isoformat()) is not None
