"""Who has begun which challenge, from when to when."""

from __future__ import annotations

from datetime import date

from programme.store.engine import Reading, Transaction


async def upsert_entry(tx: Transaction, person_id: str, challenge: str, first: date, last: date) -> None:
    await tx.run(
        "INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (person_id, challenge)"
        " DO UPDATE SET started_on = excluded.started_on, ends_on = excluded.ends_on",
        person_id,
        challenge,
        first.isoformat(),
        last.isoformat(),
    )


async def delete_entry(tx: Transaction, person_id: str, challenge: str) -> int:
    return await tx.run("DELETE FROM challenge_entries WHERE person_id = $1 AND challenge = $2", person_id, challenge)


async def select_entries(reading: Reading, person_id: str) -> dict[str, date]:
    """The day on which each was begun, by its id."""
    rows = await reading.all("SELECT challenge, started_on FROM challenge_entries WHERE person_id = $1", person_id)
    return {row["challenge"]: date.fromisoformat(row["started_on"]) for row in rows}
