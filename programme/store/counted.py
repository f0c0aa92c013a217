"""Who contributed to a period, of all workplaces at once, read without a name in reach.

Everything is read from the views called ``counted_…``, which leave out whoever asked not to be counted. People's ids
go into the noise and nowhere else.

A group of people is one row with all their ids in one text, in the order in which an index has them: bringing each of
100,000 as a row of their own costs several times what finding them does. It is taken apart where people are added up,
in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from programme.model import Category, Period
from programme.store.engine import Reading
from programme.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Span:
    """A period as moments, for sessions, and as local dates, for minutes."""

    since: datetime
    until: datetime
    period: Period


@dataclass(frozen=True, slots=True)
class Ids:
    """People's ids, as the record gave them: a text with spaces between."""

    text: str

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split())


@dataclass(frozen=True, slots=True)
class Held:
    """One session of a period, as everybody can see it on the timetable."""

    session_id: str
    starts_at: datetime
    is_webinar: bool
    topic: str
    employer_ids: frozenset[str] | None = None
    """Only for these; None: for all."""


@dataclass(frozen=True, slots=True)
class Present:
    """Everybody of one workplace at one session, for the workplace of that day."""

    session_id: str
    employer_id: str | None
    person_ids: Ids


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody at a session, for the workplace of that day."""

    session_id: str
    employer_id: str | None
    person_id: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything that one workplace's people logged for one day."""

    employer_id: str | None
    text: str
    """Each entry's person, intensity and minutes, such as "Amira light 20 Ben vigorous 30"."""

    @property
    def entries(self) -> Iterator[tuple[str, str, int]]:
        """Whose, one of the values of `Intensity`, and minutes; somebody with two entries is there twice."""
        words = self.text.split()
        return zip(words[::3], words[1::3], map(int, words[2::3]), strict=True)


class Rated(NamedTuple):
    """What one person said of one session; a tuple, which costs less to make, since there are so many."""

    employer_id: str | None
    person_id: str
    rating: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """The same as `Members`, not yet taken apart."""

    employer_id: str
    person_ids: Ids


@dataclass(frozen=True, slots=True)
class Members:
    """Everybody who belonged to one workplace."""

    employer_id: str
    person_ids: frozenset[str]


SESSIONS = """
    SELECT session_id, starts_at, audience, category, topic FROM counted_sessions
    WHERE starts_at >= $1 AND starts_at < $2
"""
AUDIENCES = """
    SELECT a.session_id, a.employer_id FROM counted_sessions s JOIN session_audience a ON a.session_id = s.session_id
    WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.audience = 'chosen'
"""
PRESENT = """
    SELECT session_id, employer_id, STRING_AGG(person_id, ' ') AS person_ids
    FROM counted_attendance WHERE starts_at >= $1 AND starts_at < $2 GROUP BY session_id, employer_id
"""
MOVED = """
    SELECT employer_id, STRING_AGG(person_id || ' ' || intensity || ' ' || minutes, ' ') AS entries
    FROM counted_minutes WHERE on_date >= $1 AND on_date < $2 GROUP BY on_date, employer_id
"""
RATED = """
    SELECT employer_id, person_id, rating FROM counted_ratings WHERE rated_at >= $1 AND rated_at < $2 ORDER BY rated_at
"""
MEMBERS = """
    SELECT employer_id, STRING_AGG(person_id, ' ') AS person_ids FROM counted_members
    WHERE started_at < $1 AND (ended_at IS NULL OR ended_at >= $1) GROUP BY employer_id
"""
CHALLENGERS = """
    SELECT STRING_AGG(person_id, ' ') AS person_ids FROM counted_challenges WHERE ends_on >= $1 AND started_on < $2
"""
NEWCOMERS = "SELECT person_id FROM counted_first_visits WHERE came_at >= $1 AND came_at < $2"


async def select_held(reading: Reading, span: Span) -> tuple[Held, ...]:
    """What was on in the period and not cancelled."""
    moments = to_text(span.since), to_text(span.until)
    chosen: dict[str, set[str]] = {}
    for row in await reading.scan(AUDIENCES, *moments):
        chosen.setdefault(row["session_id"], set()).add(row["employer_id"])
    return tuple(
        Held(
            row["session_id"],
            from_text(row["starts_at"]),
            row["category"] == Category.WEBINAR,
            row["topic"].casefold(),
            None if row["audience"] == "all" else frozenset(chosen.get(row["session_id"], ())),
        )
        for row in await reading.scan(SESSIONS, *moments)
    )


async def select_present(reading: Reading, span: Span) -> tuple[Present, ...]:
    """Everybody who joined through the bot's link or said "Yes", once for each session."""
    rows = await reading.scan(PRESENT, to_text(span.since), to_text(span.until))
    return tuple([Present(row["session_id"], row["employer_id"], Ids(row["person_ids"])) for row in rows])


async def select_came(reading: Reading, span: Span) -> tuple[Came, ...]:
    """The same, one by one."""
    groups = await select_present(reading, span)
    return tuple([Came(one.session_id, one.employer_id, person_id) for one in groups for person_id in one.person_ids])


async def select_newcomers(reading: Reading, span: Span) -> frozenset[str]:
    """Who took part for the first time ever; see `first_visits` for how it is known without looking back."""
    rows = await reading.scan(NEWCOMERS, to_text(span.since), to_text(span.until))
    return frozenset([row["person_id"] for row in rows])


async def select_moved(reading: Reading, span: Span) -> tuple[Moved, ...]:
    dates = span.period.starts_on.isoformat(), span.period.ends_before.isoformat()
    rows = await reading.scan(MOVED, *dates)
    return tuple([Moved(row["employer_id"], row["entries"]) for row in rows])


async def select_challengers(reading: Reading, span: Span) -> Ids:
    """Who had a challenge going on any day of the period, once for each time; who has stopped one never had it."""
    dates = span.period.starts_on.isoformat(), span.period.ends_before.isoformat()
    (row,) = await reading.scan(CHALLENGERS, *dates)
    return Ids(row["person_ids"] or "")


async def select_rated(reading: Reading, span: Span) -> tuple[Rated, ...]:
    """What was said in the period, the latest last."""
    rows = await reading.scan(RATED, to_text(span.since), to_text(span.until))
    return tuple([Rated(row["employer_id"], row["person_id"], row["rating"]) for row in rows])


async def select_members(reading: Reading, span: Span) -> tuple[Belonging, ...]:
    """Who belonged to which workplace when the period ended."""
    rows = await reading.scan(MEMBERS, to_text(span.until))
    return tuple([Belonging(row["employer_id"], Ids(row["person_ids"])) for row in rows])
