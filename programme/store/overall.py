"""The whole programme's figures: what they are made of, and they themselves once they are frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from programme.model import (
    Band,
    Category,
    CountedBy,
    Digest,
    Outcomes,
    Period,
    ProgrammeDigest,
    ProgrammeFigures,
    Size,
    Turnout,
    WebinarTurnout,
)
from programme.store.counted import Span
from programme.store.digests import digest_from as of_workplace
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Held:
    """A session of the period that was not cancelled."""

    session_id: str
    title: str
    starts_at: datetime
    is_webinar: bool
    is_open: bool
    """To all workplaces, and to people who come for themselves."""
    head_count: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were at a session, and whose number it is."""

    session_id: str
    counted_by: CountedBy
    people: int | None
    """None: too few to show."""


@dataclass(frozen=True, slots=True)
class Workplace:
    employer_id: str
    headcount: int


HELD = """
    SELECT s.id, s.title, s.starts_at, s.audience, s.head_count, k.category
    FROM sessions s JOIN kinds k ON k.id = s.kind
    WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.cancelled_at IS NULL
    ORDER BY s.starts_at, s.id
"""
PRESENT = """
    SELECT session_id, COUNT(*) AS people FROM counted_attendance WHERE starts_at >= $1 AND starts_at < $2
    GROUP BY session_id
"""
FROZEN = """
    SELECT t.session_id, t.counted_by, t.people FROM sessions s JOIN session_turnouts t ON t.session_id = s.id
    WHERE s.starts_at >= $1 AND s.starts_at < $2
"""
OPEN_THEN = """
    SELECT id, headcount FROM employers WHERE created_at < $1 AND (closed_at IS NULL OR closed_at >= $1) ORDER BY id
"""
SIGNED_UP = "SELECT COUNT(*) AS many FROM employers WHERE created_at >= $1 AND created_at < $2"
EARLIEST = "SELECT starts_at FROM sessions WHERE cancelled_at IS NULL ORDER BY starts_at LIMIT 1"


async def select_held(reading: Reading, span: Span) -> tuple[Held, ...]:
    """In the order in which they began."""
    return tuple(
        Held(
            row["id"],
            row["title"],
            from_text(row["starts_at"]),
            row["category"] == Category.WEBINAR,
            row["audience"] == "all",
            row["head_count"],
        )
        for row in await reading.scan(HELD, to_text(span.since), to_text(span.until))
    )


async def select_present(reading: Reading, span: Span) -> dict[str, int]:
    """How many distinct people the bot knows to have been at each session; of those without any, nothing."""
    rows = await reading.scan(PRESENT, to_text(span.since), to_text(span.until))
    return {row["session_id"]: row["people"] for row in rows}


async def select_counted(reading: Reading, span: Span) -> dict[str, Counted]:
    """The frozen numbers of sessions of that span, by their ids."""
    rows = await reading.scan(FROZEN, to_text(span.since), to_text(span.until))
    return {row["session_id"]: Counted(row["session_id"], CountedBy(row["counted_by"]), row["people"]) for row in rows}


async def insert_counted(tx: Transaction, counted: Iterable[Counted], now: datetime) -> None:
    """What is frozen already stays as it is."""
    await tx.many(
        "INSERT INTO session_turnouts (session_id, counted_by, people, frozen_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT DO NOTHING",
        [(one.session_id, one.counted_by.value, one.people, to_text(now)) for one in counted],
    )


async def select_open_then(reading: Reading, at: datetime) -> tuple[Workplace, ...]:
    """The workplaces that were with the programme at that moment; their headcount is today's."""
    return tuple(Workplace(row["id"], row["headcount"]) for row in await reading.scan(OPEN_THEN, to_text(at)))


async def select_ending(reading: Reading, on: date) -> tuple[Digest, ...]:
    """Every workplace's digest of a period that ended then (the first day after it)."""
    rows = await reading.scan(
        "SELECT * FROM digests WHERE ends_before = $1 AND employer_id IS NOT NULL", on.isoformat()
    )
    return tuple(of_workplace(row) for row in rows)


async def count_signed_up(reading: Reading, since: datetime, until: datetime) -> int:
    row = await reading.one(SIGNED_UP, to_text(since), to_text(until))
    return row["many"] if row else 0


async def select_earliest(reading: Reading) -> datetime | None:
    """When the first session begins or began."""
    row = await reading.one(EARLIEST)
    return from_text(row["starts_at"]) if row else None


# once they are frozen


async def insert_digest(tx: Transaction, digest: ProgrammeDigest, now: datetime) -> bool:
    """False if that period's is there already; it stays as it is."""
    return bool(
        await tx.run(
            "INSERT INTO programme_digests (period, starts_on, ends_before, rules, figures, published_at)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            digest.period.name,
            digest.period.starts_on.isoformat(),
            digest.period.ends_before.isoformat(),
            digest.rules,
            canonical(digest.figures),
            to_text(now),
        )
    )


async def select_digests(reading: Reading) -> tuple[ProgrammeDigest, ...]:
    """All of them, the latest last."""
    rows = await reading.all("SELECT * FROM programme_digests ORDER BY ends_before, period")
    return tuple(digest_from(row) for row in rows)


async def select_published_since(reading: Reading, since: datetime) -> tuple[str, ...]:
    """The names of the periods that were published from *since* on; the latest period last."""
    rows = await reading.all(
        "SELECT period FROM programme_digests WHERE published_at >= $1 ORDER BY ends_before, period", to_text(since)
    )
    return tuple(row["period"] for row in rows)


def canonical(figures: ProgrammeFigures) -> str:
    """The one text for these figures: names in order, no spaces."""
    return json.dumps(asdict(figures), sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=date.isoformat)


def digest_from(row: Row) -> ProgrammeDigest:
    period = Period(row["period"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_before"]))
    return ProgrammeDigest(period, row["rules"], figures_from(row["figures"]))


def figures_from(text: str) -> ProgrammeFigures:
    """What `canonical` wrote."""
    fields = json.loads(text)
    outcomes = fields.pop("outcomes")
    return ProgrammeFigures(
        open_to_all=Turnout(**fields.pop("open_to_all")),
        webinars=tuple(
            WebinarTurnout(one["title"], date.fromisoformat(one["on"]), CountedBy(one["counted_by"]), one["people"])
            for one in fields.pop("webinars")
        ),
        bands=tuple(
            Band(Size(one["size"]), one["workplaces"], one["with_people"], one["people"]) for one in fields.pop("bands")
        ),
        outcomes=Outcomes(**outcomes) if outcomes else None,
        **fields,
    )
