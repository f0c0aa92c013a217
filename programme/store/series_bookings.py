"""Who wants to be booked on a weekday of a weekly series, week after week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.model import BookingState
from programme.store.engine import Reading, Transaction
from programme.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Week:
    """One session of a series, and what one person has there."""

    session_id: str
    slot: str
    """The local date of its rule."""
    starts_at: datetime
    state: BookingState | None
    """None: they never had a place there."""


async def upsert(tx: Transaction, person_id: str, series_id: str, weekday: int, now: datetime) -> None:
    """From now on; whoever does so already keeps their turn."""
    await tx.run(
        "INSERT INTO series_bookings (person_id, series_id, weekday, started_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (person_id, series_id, weekday) DO UPDATE SET started_at = excluded.started_at,"
        " stopped_at = NULL WHERE series_bookings.stopped_at IS NOT NULL",
        person_id,
        series_id,
        weekday,
        to_text(now),
    )


async def mark_stopped(tx: Transaction, person_id: str, series_id: str, weekday: int, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE series_bookings SET stopped_at = $4"
            " WHERE person_id = $1 AND series_id = $2 AND weekday = $3 AND stopped_at IS NULL",
            person_id,
            series_id,
            weekday,
            to_text(now),
        )
    )


async def mark_all_stopped(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run(
        "UPDATE series_bookings SET stopped_at = $2 WHERE person_id = $1 AND stopped_at IS NULL",
        person_id,
        to_text(now),
    )


async def is_going_on(reading: Reading, person_id: str, series_id: str, weekday: int) -> bool:
    row = await reading.one(
        "SELECT 1 AS found FROM series_bookings"
        " WHERE person_id = $1 AND series_id = $2 AND weekday = $3 AND stopped_at IS NULL",
        person_id,
        series_id,
        weekday,
    )
    return row is not None


async def select_contacts(reading: Reading, series_id: str, weekday: int) -> Sequence[str]:
    """The Telegram contacts of those who want that weekday; who asked first comes first."""
    rows = await reading.all(
        "SELECT c.id FROM series_bookings f JOIN contacts c ON c.person_id = f.person_id AND c.channel = 'telegram'"
        " WHERE f.series_id = $1 AND f.weekday = $2 AND f.stopped_at IS NULL ORDER BY f.started_at, f.person_id",
        series_id,
        weekday,
    )
    return [row["id"] for row in rows]


async def select_weeks(reading: Reading, person_id: str, series_id: str, now: datetime) -> tuple[Week, ...]:
    """Every session of the series that is yet to begin and on, soonest first."""
    rows = await reading.all(
        "SELECT s.id, s.slot, s.starts_at, b.state FROM sessions s"
        " LEFT JOIN bookings b ON b.session_id = s.id AND b.person_id = $1"
        " WHERE s.series_id = $2 AND s.starts_at > $3 AND s.cancelled_at IS NULL ORDER BY s.starts_at, s.id",
        person_id,
        series_id,
        to_text(now),
    )
    return tuple(
        Week(row["id"], row["slot"], from_text(row["starts_at"]), BookingState(row["state"]) if row["state"] else None)
        for row in rows
    )
