"""What people have logged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from programme.model import Entry, Intensity
from programme.store.engine import Reading, Row, Transaction
from programme.times import to_text


def entry_from(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        minutes=row["minutes"],
        activity=row["activity"],
        intensity=Intensity(row["intensity"]),
        on=date.fromisoformat(row["on_date"]),
        booking_id=row["booking_id"],
    )


async def insert_entries(
    tx: Transaction, whose: tuple[str, str | None], entries: Iterable[Entry], now: datetime
) -> None:
    """*whose* is the person and the employer of that day. An entry that is there already stays as it is."""
    at = to_text(now)
    await tx.many(
        "INSERT INTO minutes (id, person_id, employer_id, booking_id, on_date, minutes, activity, intensity,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        [
            (one.id, *whose, one.booking_id, one.on.isoformat(), one.minutes, one.activity, one.intensity, at)
            for one in entries
        ],
    )


async def mark_removed(tx: Transaction, person_id: str, ids: Sequence[str], now: datetime) -> int:
    """How many of them were theirs and there."""
    at = to_text(now)
    changed = [
        await tx.run(
            "UPDATE minutes SET removed_at = $3 WHERE id = $1 AND person_id = $2 AND removed_at IS NULL",
            id,
            person_id,
            at,
        )
        for id in ids
    ]
    return sum(changed)


PUT_BACK = """
    UPDATE minutes SET removed_at = NULL WHERE id = $1 AND person_id = $2 AND removed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM minutes o WHERE o.booking_id = minutes.booking_id AND o.removed_at IS NULL)
"""


async def mark_put_back(tx: Transaction, person_id: str, id: str) -> bool:
    """False: it was not theirs, not removed, or its booking has another entry now."""
    return bool(await tx.run(PUT_BACK, id, person_id))


async def mark_removed_of_booking(tx: Transaction, booking_id: str, now: datetime) -> int:
    return await tx.run(
        "UPDATE minutes SET removed_at = $2 WHERE booking_id = $1 AND removed_at IS NULL",
        booking_id,
        to_text(now),
    )


async def select_entry(reading: Reading, person_id: str, id: str) -> Entry | None:
    row = await reading.one(
        "SELECT * FROM minutes WHERE id = $1 AND person_id = $2 AND removed_at IS NULL", id, person_id
    )
    return entry_from(row) if row else None


async def select_removed(reading: Reading, person_id: str, id: str) -> Entry | None:
    row = await reading.one(
        "SELECT * FROM minutes WHERE id = $1 AND person_id = $2 AND removed_at IS NOT NULL", id, person_id
    )
    return entry_from(row) if row else None


async def select_entry_of_booking(reading: Reading, booking_id: str) -> Entry | None:
    row = await reading.one("SELECT * FROM minutes WHERE booking_id = $1 AND removed_at IS NULL", booking_id)
    return entry_from(row) if row else None


async def select_recent(reading: Reading, person_id: str, limit: int) -> tuple[Entry, ...]:
    rows = await reading.all(
        "SELECT * FROM minutes WHERE person_id = $1 AND removed_at IS NULL"
        " ORDER BY on_date DESC, created_at DESC, id LIMIT $2",
        person_id,
        limit,
    )
    return tuple(entry_from(row) for row in rows)


async def select_between(reading: Reading, person_id: str, since: date, until: date) -> tuple[Entry, ...]:
    """From *since* to *until*, both included."""
    rows = await reading.all(
        "SELECT * FROM minutes WHERE person_id = $1 AND on_date >= $2 AND on_date <= $3"
        " AND removed_at IS NULL ORDER BY on_date, created_at, id",
        person_id,
        since.isoformat(),
        until.isoformat(),
    )
    return tuple(entry_from(row) for row in rows)
