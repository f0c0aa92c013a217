"""Digests: the figures once they are frozen, and what is on for the message that brings them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from programme.ids import new_id
from programme.model import Category, Coming, Digest, Figures, Period, Sensitivity, Times
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text

CHUNK = 100
"""Rows of one statement."""

COMING = """
    SELECT s.starts_at, s.minutes, s.kind, s.sensitivity, k.category
    FROM sessions s JOIN kinds k ON k.id = s.kind
    WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.cancelled_at IS NULL
        AND (s.audience = 'all' OR EXISTS (SELECT 1 FROM session_audience a
            WHERE a.session_id = s.id AND a.employer_id = $3))
    ORDER BY s.starts_at, s.id
"""


async def select_coming(reading: Reading, employer_id: str, since: datetime, until: datetime) -> tuple[Coming, ...]:
    rows = await reading.all(COMING, to_text(since), to_text(until), employer_id)
    return tuple(coming_from(row) for row in rows)


def coming_from(row: Row) -> Coming:
    is_ordinary = Sensitivity(row["sensitivity"]) is Sensitivity.ORDINARY
    kind = row["kind"] if is_ordinary else None
    return Coming(from_text(row["starts_at"]), row["minutes"], Category(row["category"]), kind)


EARLIEST = """
    SELECT s.starts_at FROM sessions s WHERE EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = s.id)
    ORDER BY s.starts_at LIMIT 1
"""
EARLIEST_OF = """
    SELECT MIN(s.starts_at) AS starts_at FROM bookings b JOIN sessions s ON s.id = b.session_id
    WHERE b.employer_id = $1
"""


async def select_earliest(reading: Reading, employer_id: str | None) -> datetime | None:
    """When the first session began that somebody was booked on, for that workplace or (None) for any."""
    row = await reading.one(EARLIEST_OF, employer_id) if employer_id else await reading.one(EARLIEST)
    return from_text(row["starts_at"]) if row and row["starts_at"] else None


def canonical(figures: Figures) -> str:
    """The one text for these figures: names in order, no spaces."""
    shown = {field.name: getattr(figures, field.name) for field in fields(Figures)}
    return json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=asdict)


def digest_from(row: Row) -> Digest:
    return Digest(row["employer_id"], period_from(row), row["rules"], figures_from(row["figures"]))


def period_from(row: Row) -> Period:
    return Period(row["period"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_before"]))


def figures_from(text: str) -> Figures:
    """What `canonical` wrote, by these rules or by earlier ones, which had fewer figures."""
    fields = json.loads(text)
    times = fields.pop("times", None)
    return Figures(**fields, times=Times(**times) if times else None)


async def insert_digests(tx: Transaction, digests: Sequence[Digest], now: datetime) -> tuple[Digest, ...]:
    """Those that were not there yet and are now; where there was one it stays as it is."""
    fresh: list[Digest] = []
    for start in range(0, len(digests), CHUNK):
        fresh += await insert_chunk(tx, digests[start : start + CHUNK], now)
    return tuple(fresh)


INSERT = "INSERT INTO digests (id, employer_id, period, starts_on, ends_before, rules, figures, published_at)"


async def insert_chunk(tx: Transaction, digests: Sequence[Digest], now: datetime) -> list[Digest]:
    named = {new_id(): digest for digest in digests}
    lines = ", ".join(f"({', '.join(f'${8 * row + column}' for column in range(1, 9))})" for row in range(len(named)))
    rows = await tx.all(
        f"{INSERT} VALUES {lines} ON CONFLICT DO NOTHING RETURNING id",  # the lines are numbers of parameters
        *[value for id, digest in named.items() for value in values_of(id, digest, now)],
    )
    return [named[row["id"]] for row in rows]


def values_of(id: str, digest: Digest, now: datetime) -> tuple[str | None, ...]:
    period = digest.period
    dates = period.starts_on.isoformat(), period.ends_before.isoformat()
    return (id, digest.employer_id, period.name, *dates, digest.rules, canonical(digest.figures), to_text(now))


WHOSE = "COALESCE(employer_id, '') = COALESCE(CAST($1 AS TEXT), '')"


async def select_digests(reading: Reading, employer_id: str | None) -> tuple[Digest, ...]:
    """All of one workplace, or (None) of all together; the latest last."""
    rows = await reading.all(
        f"SELECT * FROM digests WHERE {WHOSE} ORDER BY ends_before, period",  # noqa: S608 - written above
        employer_id,
    )
    return tuple(digest_from(row) for row in rows)


async def select_published_since(reading: Reading, employer_id: str, since: datetime) -> tuple[Digest, ...]:
    """What has been published of one workplace from *since* on; the latest period last."""
    rows = await reading.all(
        f"SELECT * FROM digests WHERE {WHOSE} AND published_at >= $2 ORDER BY ends_before, period",  # noqa: S608 - as above
        employer_id,
        to_text(since),
    )
    return tuple(digest_from(row) for row in rows)


async def select_all_digests(reading: Reading, ending_after: date = date.min) -> tuple[Digest, ...]:
    """Of everybody; the latest last."""
    rows = await reading.scan(
        "SELECT * FROM digests WHERE ends_before > $1 ORDER BY ends_before, period", ending_after.isoformat()
    )
    return tuple(digest_from(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the digests of one workplace go that have one shape."""

    employer_id: str | None
    shape: str
    """The letter in the period's name."""
    began_on: date
    ends_before: date


REACHED = """
    SELECT employer_id, SUBSTR(period, 6, 1) AS shape, MIN(starts_on) AS began_on, MAX(ends_before) AS ends_before
    FROM digests GROUP BY employer_id, SUBSTR(period, 6, 1)
"""


async def select_reached(reading: Reading) -> tuple[Reached, ...]:
    return tuple(
        Reached(
            row["employer_id"],
            row["shape"],
            date.fromisoformat(row["began_on"]),
            date.fromisoformat(row["ends_before"]),
        )
        for row in await reading.scan(REACHED)
    )


async def select_digest(reading: Reading, employer_id: str | None, period: str) -> Digest | None:
    row = await reading.one(
        f"SELECT * FROM digests WHERE {WHOSE} AND period = $2",  # noqa: S608 - written above
        employer_id,
        period,
    )
    return digest_from(row) if row else None
