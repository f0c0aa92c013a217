"""Digests: who contributed to a period, read without a name in reach, and the figures once they are frozen.

The statements here join bookings, minutes and sessions only. People's ids go into the noise and nowhere else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from programme.model import Category, Coming, Digest, Figures, Period, Sensitivity, Times
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Span:
    """A period as moments, for sessions, and as local dates, for minutes; *employer_id* None is everybody."""

    employer_id: str | None
    since: datetime
    until: datetime
    period: Period


@dataclass(frozen=True, slots=True)
class Participant:
    person_id: str
    employer_id: str | None
    is_first: bool
    """Whether they had never taken part in anything before the period."""


@dataclass(frozen=True, slots=True)
class Mover:
    person_id: str
    employer_id: str | None
    minutes: int
    """All that they logged for days of the period."""


TOOK_PART = """
    b.state = 'booked' AND s.cancelled_at IS NULL
        AND (b.attended_at IS NOT NULL OR (b.joined_at IS NOT NULL AND b.missed_at IS NULL))
"""
"""Joined through the bot's link, or said "Yes"; "Not this time" takes a mere joining back."""

EARLIER = f"""
    SELECT 1 FROM bookings b JOIN sessions s ON s.id = b.session_id
    WHERE b.person_id = here.person_id AND s.starts_at < $1 AND {TOOK_PART}
"""  # noqa: S608 - both parts are written above

PARTICIPANTS = f"""
    SELECT here.person_id, here.employer_id,
        CASE WHEN EXISTS ({EARLIER}) THEN 0 ELSE 1 END AS is_first
    FROM (SELECT DISTINCT b.person_id, b.employer_id FROM bookings b JOIN sessions s ON s.id = b.session_id
        WHERE s.starts_at >= $1 AND s.starts_at < $2 AND {TOOK_PART}{{whose}}) AS here
"""  # noqa: S608 - as above

MOVERS = """
    SELECT m.person_id, m.employer_id, SUM(m.minutes) AS minutes FROM minutes m
    WHERE m.on_date >= $1 AND m.on_date < $2 AND m.removed_at IS NULL{whose}
    GROUP BY m.person_id, m.employer_id
"""


async def select_participants(reading: Reading, span: Span) -> tuple[Participant, ...]:
    """Distinct people; someone who came for two workplaces is there once for each."""
    moments = to_text(span.since), to_text(span.until)
    if span.employer_id is None:
        rows = await reading.all(PARTICIPANTS.format(whose=""), *moments)
    else:
        whose = " AND b.employer_id = $3"
        rows = await reading.all(PARTICIPANTS.format(whose=whose), *moments, span.employer_id)
    return tuple(Participant(row["person_id"], row["employer_id"], bool(row["is_first"])) for row in rows)


async def select_movers(reading: Reading, span: Span) -> tuple[Mover, ...]:
    dates = span.period.starts_on.isoformat(), span.period.ends_before.isoformat()
    if span.employer_id is None:
        rows = await reading.all(MOVERS.format(whose=""), *dates)
    else:
        rows = await reading.all(MOVERS.format(whose=" AND m.employer_id = $3"), *dates, span.employer_id)
    return tuple(Mover(row["person_id"], row["employer_id"], int(row["minutes"])) for row in rows)


OPEN_TO = """
    s.cancelled_at IS NULL AND (s.audience = 'all' OR EXISTS (SELECT 1 FROM session_audience a
        WHERE a.session_id = s.id AND a.employer_id = CAST($3 AS TEXT)))
"""


OFFERED = f"SELECT COUNT(*) AS n FROM sessions s WHERE s.starts_at >= $1 AND s.starts_at < $2 AND {OPEN_TO}"  # noqa: S608 - written above

COMING = f"""
    SELECT s.starts_at, s.minutes, s.kind, s.sensitivity, k.category
    FROM sessions s JOIN kinds k ON k.id = s.kind
    WHERE s.starts_at >= $1 AND s.starts_at < $2 AND {OPEN_TO} ORDER BY s.starts_at, s.id
"""  # noqa: S608 - written above


async def count_offered(reading: Reading, span: Span) -> int:
    """How many sessions the workplace's people could come to; everybody: those open to all."""
    row = await reading.one(OFFERED, to_text(span.since), to_text(span.until), span.employer_id)
    return int(row["n"]) if row else 0


async def select_coming(reading: Reading, employer_id: str, since: datetime, until: datetime) -> tuple[Coming, ...]:
    rows = await reading.all(COMING, to_text(since), to_text(until), employer_id)
    return tuple(coming_from(row) for row in rows)


def coming_from(row: Row) -> Coming:
    is_ordinary = Sensitivity(row["sensitivity"]) is Sensitivity.ORDINARY
    kind = row["kind"] if is_ordinary else None
    return Coming(from_text(row["starts_at"]), row["minutes"], Category(row["category"]), kind)


async def select_first_session(reading: Reading, employer_id: str | None) -> datetime | None:
    """When the first session began that somebody came to for that workplace; None: for any, or for none."""
    first = (
        "SELECT MIN(s.starts_at) AS first FROM sessions s WHERE EXISTS"
        " (SELECT 1 FROM bookings b WHERE b.session_id = s.id"
    )
    if employer_id is None:
        row = await reading.one(first + ")")
    else:
        row = await reading.one(first + " AND b.employer_id = $1)", employer_id)
    return from_text(row["first"]) if row and row["first"] else None


def canonical(figures: Figures) -> str:
    """The one text for these figures: names in order, no spaces."""
    return json.dumps(asdict(figures), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest_from(row: Row) -> Digest:
    period = Period(row["period"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_before"]))
    return Digest(row["employer_id"], period, row["rules"], figures_from(row["figures"]))


def figures_from(text: str) -> Figures:
    """What `canonical` wrote, by these rules or by earlier ones, which had fewer figures."""
    fields = json.loads(text)
    times = fields.pop("times", None)
    return Figures(**fields, times=Times(**times) if times else None)


async def insert_digest(tx: Transaction, id: str, digest: Digest, now: datetime) -> bool:
    """False if that workplace's digest for the period is there already; it stays as it is."""
    return bool(
        await tx.run(
            "INSERT INTO digests (id, employer_id, period, starts_on, ends_before, rules, figures, published_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            id,
            digest.employer_id,
            digest.period.name,
            digest.period.starts_on.isoformat(),
            digest.period.ends_before.isoformat(),
            digest.rules,
            canonical(digest.figures),
            to_text(now),
        )
    )


WHOSE = "COALESCE(employer_id, '') = COALESCE(CAST($1 AS TEXT), '')"


async def select_digests(reading: Reading, employer_id: str | None) -> tuple[Digest, ...]:
    """All of one workplace, or (None) of all together; the latest last."""
    rows = await reading.all(
        f"SELECT * FROM digests WHERE {WHOSE} ORDER BY ends_before, period",  # noqa: S608 - written above
        employer_id,
    )
    return tuple(digest_from(row) for row in rows)


async def select_digest(reading: Reading, employer_id: str | None, period: str) -> Digest | None:
    row = await reading.one(
        f"SELECT * FROM digests WHERE {WHOSE} AND period = $2",  # noqa: S608 - written above
        employer_id,
        period,
    )
    return digest_from(row) if row else None
