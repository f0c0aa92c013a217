"""Who has begun which challenge, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from programme.store.engine import Reading, Transaction


@dataclass(frozen=True, slots=True)
class Entered:
    """One time that somebody takes a challenge. Local dates."""

    person_id: str
    challenge: str
    first: date
    last: date


async def upsert_entry(tx: Transaction, entered: Entered) -> None:
    """One more time, unless it began on the same day."""
    await tx.run(
        "INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (person_id, challenge, started_on) DO UPDATE SET ends_on = excluded.ends_on",
        entered.person_id,
        entered.challenge,
        entered.first.isoformat(),
        entered.last.isoformat(),
    )


async def delete_entries(tx: Transaction, person_id: str, challenge: str) -> int:
    return await tx.run("DELETE FROM challenge_entries WHERE person_id = $1 AND challenge = $2", person_id, challenge)


async def select_entries(reading: Reading, person_id: str) -> dict[str, date]:
    """The day on which each was begun last, by its id."""
    rows = await reading.all(
        "SELECT challenge, started_on FROM challenge_entries WHERE person_id = $1 ORDER BY started_on", person_id
    )
    return {row["challenge"]: date.fromisoformat(row["started_on"]) for row in rows}


async def select_going_on(reading: Reading, on: date) -> Sequence[Entered]:
    """Everybody's whose last day is *on* or later."""
    rows = await reading.scan(
        "SELECT person_id, challenge, started_on, ends_on FROM challenge_entries WHERE ends_on >= $1", on.isoformat()
    )
    days = date.fromisoformat
    return [Entered(row["person_id"], row["challenge"], days(row["started_on"]), days(row["ends_on"])) for row in rows]


async def mark_last_days(tx: Transaction, changed: Iterable[Entered]) -> None:
    await tx.many(
        "UPDATE challenge_entries SET ends_on = $4 WHERE person_id = $1 AND challenge = $2 AND started_on = $3",
        [(one.person_id, one.challenge, one.first.isoformat(), one.last.isoformat()) for one in changed],
    )
