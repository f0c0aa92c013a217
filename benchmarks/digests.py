"""A week's digests for 500 workplaces over a million bookings and a million log entries, against the bare SQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import aiosqlite

from benchmarks.figures import Better, Ratio, Rounds, Target, in_turn
from benchmarks.place import Place
from benchmarks.recorded import bare_sqlite
from benchmarks.year import KEY, MONDAY, ZONE, Year, forget_newcomers, made
from programme import mondays, periods
from programme.digests import publishing
from programme.store.engine import Database, Reading, Row, opened
from programme.store.sqlite import has_safe_wal, translate
from programme.times import to_text

EMPLOYERS = 500
PEOPLE = 50_000
ENTRIES = 1_000_000
CAME = """
    SELECT b.employer_id, COUNT(DISTINCT b.person_id) FROM sessions s JOIN bookings b ON b.session_id = s.id
    WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.cancelled_at IS NULL AND b.state = 'booked'
        AND (b.attended_at IS NOT NULL OR (b.joined_at IS NOT NULL AND b.missed_at IS NULL))
    GROUP BY b.employer_id
"""
MOVED = """
    SELECT employer_id, COUNT(DISTINCT person_id), SUM(minutes) FROM minutes
    WHERE on_date >= $1 AND on_date < $2 AND removed_at IS NULL GROUP BY employer_id
"""
"""What somebody would write who wants a table for each workplace and no privacy: both from covering indexes."""


@dataclass(slots=True)
class Listening:
    """A reading that remembers what was asked."""

    inner: Reading
    asked: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        self.asked.append((sql, values))
        return await self.inner.all(sql, *values)

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        self.asked.append((sql, values))
        return await self.inner.one(sql, *values)


@dataclass(frozen=True, slots=True)
class Trial:
    """One record, read by a bare driver and by us."""

    year: Year
    bare: aiosqlite.Connection
    database: Database
    same: tuple[tuple[str, Sequence[object]], ...]
    """The statements of our aggregates, for the bare driver."""

    async def aggregates(self) -> None:
        async with self.database.reading() as reading:
            await publishing.gather(reading, self.year.week, ZONE)

    async def bare_aggregates(self) -> None:
        span = publishing.span_of(self.year.week, ZONE)
        week = self.year.week
        await self.bare.execute_fetchall(*worded(CAME, to_text(span.since), to_text(span.until)))
        await self.bare.execute_fetchall(*worded(MOVED, week.starts_on.isoformat(), week.ends_before.isoformat()))

    async def same_statements(self) -> None:
        for sql, values in self.same:
            await self.bare.execute_fetchall(sql, values)

    async def publish(self) -> None:
        """Noise, audit and freezing, of all workplaces and of all together."""
        frozen = await publishing.publish(self.database, KEY, periods.starts_at(MONDAY, ZONE), ZONE)
        assert len(frozen) > self.year.employers - 1, "not every workplace had its week"

    async def whole_monday(self) -> None:
        """And every workplace's message."""
        await mondays.run(self.database, KEY, periods.starts_at(MONDAY, ZONE), ZONE)

    async def forget(self) -> None:
        """As it was before the Monday."""
        async with self.database.transaction() as tx:
            await tx.run("DELETE FROM digests WHERE starts_on = $1", self.year.week.starts_on.isoformat())
            await tx.run("DELETE FROM settings WHERE name LIKE 'monday_%'")
            await forget_newcomers(tx, self.year)


def worded(sql: str, *values: object) -> tuple[str, list[object]]:
    text, order = translate(sql)
    return text, [values[n] for n in order]


def timed(
    act: Callable[[], Awaitable[None]], after: Callable[[], Awaitable[None]] | None = None
) -> Callable[[], Awaitable[float]]:
    async def seconds() -> float:
        began = time.perf_counter()
        await act()
        lasted = time.perf_counter() - began
        if after:
            await after()
        return lasted

    return seconds


async def measure(place: Place) -> list[Ratio]:
    year = Year(
        place.many(EMPLOYERS, 2),
        place.many(PEOPLE, 40),
        place.many(ENTRIES, 2_000),
    )
    path = place.folder("digests") / "year.db"
    await made(f"sqlite:///{path}", year, place.bar("rows of a year"))
    wal = has_safe_wal(sqlite3.sqlite_version_info)
    async with bare_sqlite(str(path), wal=wal) as bare, opened(f"sqlite:///{path}") as database:
        trial = Trial(year, bare, database, await asked_by_ours(database, year))
        rounds = await in_turn(
            [
                ("bare", timed(trial.bare_aggregates)),
                ("same", timed(trial.same_statements)),
                ("ours", timed(trial.aggregates)),
                ("publish", timed(trial.publish, trial.forget)),
                ("monday", timed(trial.whole_monday, trial.forget)),
            ],
            place.rounds,
            place.bar("readings of a week"),
        )
    return ratios(rounds, year)


async def asked_by_ours(database: Database, year: Year) -> tuple[tuple[str, Sequence[object]], ...]:
    async with database.reading() as reading:
        listening = Listening(reading)
        await publishing.gather(listening, year.week, ZONE)
    return tuple(worded(sql, *values) for sql, values in listening.asked)


def ratios(rounds: Rounds, year: Year) -> list[Ratio]:
    much = f"{year.employers:,} workplaces, {year.entries:,} bookings and as many log entries"
    bare = rounds.of("bare", "bare SQL: people and minutes of each workplace")
    return [
        Ratio("a week's aggregates", "s", bare, rounds.of("ours", "ours"), Target(Better.LESS, 1.5), note=much),
        Ratio(
            "a week's aggregates, same statements",
            "s",
            rounds.of("same", "the same by bare aiosqlite"),
            rounds.of("ours", "ours"),
            note=much,
        ),
        Ratio(
            "a week published",
            "s",
            bare,
            rounds.of("publish", "ours: noise, audit, freezing"),
            Target(Better.LESS, 20.0),
            note=much,
        ),
        Ratio("a whole Monday", "s", bare, rounds.of("monday", "ours: all messages too"), note=much),
    ]
