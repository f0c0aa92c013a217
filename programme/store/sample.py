"""Many rows at once, for a sample programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme.ids import new_id
from programme.model import Kind, Session
from programme.store.engine import Transaction
from programme.times import to_optional_text, to_text


@dataclass(frozen=True, slots=True)
class SampleBooking:
    id: str
    session: Session
    kind: Kind
    person_id: str
    employer_id: str
    came: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class SampleRating:
    booking: SampleBooking
    rating: int


@dataclass(frozen=True, slots=True)
class SampleMinutes:
    person_id: str
    employer_id: str
    booking_id: str | None
    at: datetime
    minutes: int
    activity: str
    intensity: str


async def insert_people(tx: Transaction, people: Iterable[tuple[str, str | None]], now: datetime) -> None:
    """People by id and display name."""
    await tx.many(
        "INSERT INTO people (id, display_name, created_at) VALUES ($1, $2, $3)",
        [(id, name, to_text(now)) for id, name in people],
    )


async def insert_memberships(tx: Transaction, pairs: Iterable[tuple[str, str]], now: datetime) -> None:
    await tx.many(
        "INSERT INTO memberships (id, person_id, employer_id, started_at) VALUES ($1, $2, $3, $4)",
        [(new_id(), person_id, employer_id, to_text(now)) for person_id, employer_id in pairs],
    )


async def insert_roles(tx: Transaction, pairs: Iterable[tuple[str, str]], now: datetime) -> None:
    await tx.many(
        "INSERT INTO roles (id, person_id, role, granted_at) VALUES ($1, $2, $3, $4)",
        [(new_id(), person_id, role, to_text(now)) for person_id, role in pairs],
    )


async def insert_consents(tx: Transaction, given: Iterable[tuple[str, str, int]], now: datetime) -> None:
    await tx.many(
        "INSERT INTO consents (id, person_id, purpose, version, given_at) VALUES ($1, $2, $3, $4, $5)",
        [(new_id(), person_id, purpose, version, to_text(now)) for person_id, purpose, version in given],
    )


async def insert_bookings(tx: Transaction, bookings: Sequence[SampleBooking]) -> None:
    await tx.many(
        "INSERT INTO bookings (id, session_id, person_id, employer_id, state, changes, created_at, booked_at,"
        " attended_at) VALUES ($1, $2, $3, $4, 'booked', 1, $5, $5, $6)",
        [
            (
                one.id,
                one.session.id,
                one.person_id,
                one.employer_id,
                to_text(min(one.now, one.session.starts_at - timedelta(days=2))),
                to_optional_text(one.session.ends_at if one.came else None),
            )
            for one in bookings
        ],
    )


async def insert_ratings(tx: Transaction, ratings: Iterable[SampleRating]) -> None:
    """Each asked for and said when the session ended."""
    await tx.many(
        "INSERT INTO ratings (booking_id, person_id, asked_at, rating, rated_at) VALUES ($1, $2, $3, $4, $3)",
        [(one.booking.id, one.booking.person_id, to_text(one.booking.session.ends_at), one.rating) for one in ratings],
    )


async def insert_challenges(tx: Transaction, challenge: str, days: Iterable[tuple[str, date, date]]) -> None:
    """Whose, the first and the last day of it."""
    await tx.many(
        "INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on) VALUES ($1, $2, $3, $4)",
        [(person_id, challenge, first.isoformat(), last.isoformat()) for person_id, first, last in days],
    )


async def insert_minutes(tx: Transaction, entries: Iterable[SampleMinutes]) -> None:
    await tx.many(
        "INSERT INTO minutes (id, person_id, employer_id, booking_id, on_date, minutes, activity, intensity,"
        " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            (
                new_id(),
                one.person_id,
                one.employer_id,
                one.booking_id,
                f"{one.at:%Y-%m-%d}",
                one.minutes,
                one.activity,
                one.intensity,
                to_text(one.at),
            )
            for one in entries
        ],
    )
