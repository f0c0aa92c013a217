"""Many people at once: who came to which session and what they logged, put straight into the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme.ids import new_id
from programme.model import Employer
from programme.store.engine import Transaction
from programme.times import to_text

CANARY = "CanaryTitleMenopause"


@dataclass(frozen=True, slots=True)
class Crowd:
    """People of one workplace, whose ids tests may look for where they must not be."""

    employer: Employer
    ids: tuple[str, ...]


async def gather(tx: Transaction, employer: Employer, size: int, now: datetime) -> Crowd:
    ids = tuple(f"Canary{new_id()[6:]}" for _ in range(size))
    await tx.many(
        "INSERT INTO people (id, display_name, created_at) VALUES ($1, $2, $3)",
        [(id, f"CanaryName{number}", to_text(now)) for number, id in enumerate(ids)],
    )
    return Crowd(employer, ids)


async def hold(
    tx: Transaction, starts_at: datetime, *, kind: str = "seated", sensitivity: str = "ordinary", title: str = CANARY
) -> str:
    """A session open to all; its id."""
    id = new_id()
    await tx.run(
        "INSERT INTO sessions (id, title, kind, sensitivity, starts_at, ends_at, zone, minutes, places, link,"
        " audience, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'Europe/London', 10, 5000,"
        " 'https://canary.example/secret', 'all', $5)",
        id,
        title,
        kind,
        sensitivity,
        to_text(starts_at),
        to_text(starts_at + timedelta(minutes=10)),
    )
    return id


async def attend(tx: Transaction, crowd: Crowd, ids: Iterable[str], session_id: str, at: datetime) -> None:
    await tx.many(
        "INSERT INTO bookings (id, session_id, person_id, employer_id, state, created_at, booked_at, joined_at)"
        " VALUES ($1, $2, $3, $4, 'booked', $5, $5, $5)",
        [(new_id(), session_id, id, crowd.employer.id, to_text(at)) for id in ids],
    )


async def log(
    tx: Transaction, crowd: Crowd, ids: Iterable[str], day: date, minutes: int, intensity: str = "light"
) -> None:
    await tx.many(
        "INSERT INTO minutes (id, person_id, employer_id, on_date, minutes, activity, intensity, created_at)"
        " VALUES ($1, $2, $3, $4, $5, 'CanaryActivity', $7, $6)",
        [
            (new_id(), id, crowd.employer.id, day.isoformat(), minutes, f"{day}T12:00:00.000000Z", intensity)
            for id in ids
        ],
    )


async def challenge(tx: Transaction, ids: Iterable[str], first: date, last: date) -> None:
    """They had a challenge from the first day to the last."""
    await tx.many(
        "INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on)"
        " VALUES ($1, 'CanaryChallenge', $2, $3)",
        [(id, first.isoformat(), last.isoformat()) for id in ids],
    )


async def belong(tx: Transaction, crowd: Crowd, ids: Iterable[str], since: datetime) -> None:
    """They join the workplace."""
    await tx.many(
        "INSERT INTO memberships (id, person_id, employer_id, started_at) VALUES ($1, $2, $3, $4)",
        [(new_id(), id, crowd.employer.id, to_text(since)) for id in ids],
    )


async def rate(tx: Transaction, ids: Iterable[str], session_id: str, rating: int, at: datetime) -> None:
    """They say how that session was."""
    await tx.many(
        "INSERT INTO ratings (booking_id, person_id, asked_at, rating, rated_at)"
        " SELECT b.id, b.person_id, $4, $3, $4 FROM bookings b WHERE b.session_id = $2 AND b.person_id = $1",
        [(id, session_id, rating, to_text(at)) for id in ids],
    )


async def count_no_more(tx: Transaction, ids: Iterable[str], at: datetime) -> None:
    """They asked not to be counted."""
    await tx.many("UPDATE people SET uncounted_at = $2 WHERE id = $1", [(id, to_text(at)) for id in ids])
