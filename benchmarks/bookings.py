"""A booking against the bare SQL transaction: the same statements, said by a bare driver to the same engine."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import aiosqlite
import asyncpg

from benchmarks.crowd import Crowd, gathered
from benchmarks.figures import Better, Ratio, Target, in_turn
from benchmarks.load import FIRST_CHAT
from benchmarks.place import Place
from benchmarks.recorded import Recording, Statement, bare_sqlite, say_to_postgresql, say_to_sqlite
from programme import bookings, people
from programme.model import Visitor
from programme.store.engine import Database, opened
from programme.store.postgresql import POOL
from programme.store.sqlite import has_safe_wal
from tests.postgres import Server, find_programs, run_server

CROWD = 256
"""Callers at once, as before a popular session."""
DURABLE = {
    "listen_addresses": "",
    "max_connections": "50",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
"""PostgreSQL as it is installed: it syncs each commit to the disk."""

Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One booking to be made: by whom, at what, and the statements that it comes to."""

    visitor: Visitor
    session_id: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """Every booking that will be made: for each round as many as there are people, all at one session."""

    crowd: Crowd
    rounds: tuple[tuple[Taken, ...], ...]


async def measure(place: Place) -> list[Ratio]:
    """Both engines, one caller and a crowd of them."""
    sqlite = await on_sqlite(place)
    programs = find_programs()
    if programs is None:
        place.skip("bookings on PostgreSQL: no PostgreSQL is installed here")
        return sqlite
    with run_server(programs, DURABLE, place.roomy) as server:
        return [*sqlite, *await on_postgresql(place, server)]


async def planned(url: str, people_number: int, rounds: int) -> Programme:
    """Make the record, and find out what each booking says; the bookings are not kept."""
    crowd = await gathered(url, people_number, of_sessions=rounds)
    async with opened(url) as database:
        async with database.reading() as reading:
            visitors = [await people.visitor(reading, FIRST_CHAT + n) for n in range(people_number)]
        listened = [
            tuple([await listen(database, visitor, session, crowd.now) for visitor in visitors])
            for session in crowd.sessions
        ]
    return Programme(crowd, tuple(listened))


class NotKept(Exception):
    """Ends a transaction that was only listened to."""


async def listen(database: Database, visitor: Visitor, session_id: str, now: datetime) -> Taken:
    said: list[Statement] = []
    try:
        async with database.transaction() as tx:
            recording = Recording(tx)
            await bookings.book(recording, visitor, session_id, now)
            said = recording.statements
            raise NotKept
    except NotKept:
        return Taken(visitor, session_id, tuple(said))


async def on_sqlite(place: Place) -> list[Ratio]:
    wal = has_safe_wal(sqlite3.sqlite_version_info)
    folder = place.folder("bookings")
    planned_at = folder / "planned.db"
    plan = await planned(f"sqlite:///{planned_at}", place.number(400, 4), 2 * place.rounds)
    for copy in ("floor.db", "ours.db"):
        shutil.copyfile(planned_at, folder / copy)
    async with bare_sqlite(str(folder / "floor.db"), wal=wal) as bare, opened(f"sqlite:///{folder / 'ours.db'}") as own:
        lock = asyncio.Lock()
        return await compared(
            place,
            "SQLite",
            "bare aiosqlite",
            (lambda taken: bare_acts(bare, lock, taken), lambda taken: our_acts(own, plan.crowd.now, taken)),
            plan,
            (Target(Better.MORE, 0.5), Target(Better.MORE, 1.0), Target(Better.MORE, 3.0)),
        )


async def on_postgresql(place: Place, server: Server) -> list[Ratio]:
    """The floor's database is a copy, with the ids that our bookings refer to."""
    own_name = await server.create_database()
    plan = await planned(server.url(own_name), place.number(400, 4), 2 * place.rounds)
    floor_name = await server.create_database(own_name)
    async with (
        opened(server.url(own_name)) as own,
        asyncpg.create_pool(server.url(floor_name), min_size=POOL, max_size=POOL) as pool,
    ):
        return await compared(
            place,
            "PostgreSQL",
            "bare asyncpg",
            (lambda taken: pool_acts(pool, taken), lambda taken: our_acts(own, plan.crowd.now, taken)),
            plan,
            (Target(Better.MORE, 0.8), Target(Better.MORE, 0.8), None),
        )


Making = Callable[[Iterable[Taken]], Iterator[Act]]


async def compared(
    place: Place,
    engine: str,
    floor: str,
    making: tuple[Making, Making],
    plan: Programme,
    targets: tuple[Target, Target, Target | None],
) -> list[Ratio]:
    """One caller, then a crowd; each round books at a session of its own, so that none is booked twice."""
    found = []
    sessions = iter(zip(plan.rounds[::2], plan.rounds[1::2], strict=True))
    pairs = list(sessions)
    for callers, which, target in ((1, 0, targets[0]), (CROWD, 1, targets[1])):
        turns = [iter([pair[which] for pair in pairs]) for _ in making]
        contenders = [
            (name, rate_of(make, turn, callers))
            for name, make, turn in zip(("floor", "ours"), making, turns, strict=True)
        ]
        rounds = await in_turn(contenders, place.rounds, place.bar(f"bookings on {engine}, {callers} at once"))
        found.append(
            Ratio(
                f"a booking on {engine}, {callers} at once",
                "a second",
                rounds.of("floor", floor),
                rounds.of("ours", "ours"),
                target,
                targets[2] if callers > 1 else None,
                f"the same {len(plan.rounds[0][0].statements)} statements and the same durability",
            )
        )
    return found


def rate_of(make: Making, rounds: Iterator[tuple[Taken, ...]], callers: int) -> Callable[[], Awaitable[float]]:
    async def rate() -> float:
        """Bookings a second, by *callers* who each make the next one when theirs is made."""
        taken = next(rounds)
        acts = make(taken)

        async def call() -> None:
            for act in acts:
                await act()

        began = time.perf_counter()
        await asyncio.gather(*(call() for _ in range(callers)))
        return len(taken) / (time.perf_counter() - began)

    return rate


def bare_acts(connection: aiosqlite.Connection, lock: asyncio.Lock, taken: Iterable[Taken]) -> Iterator[Act]:
    """One connection and a lock: two transactions on one connection collide."""
    ready = [[statement.for_sqlite() for statement in one.statements] for one in taken]

    def act(statements: list[Statement]) -> Act:
        async def book() -> None:
            async with lock:
                await say_to_sqlite(connection, statements)

        return book

    return iter([act(statements) for statements in ready])


def pool_acts(pool: asyncpg.Pool[asyncpg.Record], taken: Iterable[Taken]) -> Iterator[Act]:
    """As many connections as ours has."""

    def act(one: Taken) -> Act:
        async def book() -> None:
            async with pool.acquire() as connection:
                await say_to_postgresql(connection, one.statements)

        return book

    return iter([act(one) for one in taken])


def our_acts(database: Database, now: datetime, taken: Iterable[Taken]) -> Iterator[Act]:
    def act(one: Taken) -> Act:
        async def book() -> None:
            async with database.transaction() as tx:
                await bookings.book(tx, one.visitor, one.session_id, now)

        return book

    return iter([act(one) for one in taken])
