"""Commands carried out in a child process that ends by kill -9 just before its n-th statement."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from zoneinfo import ZoneInfo

from programme import bookings, mondays, people
from programme.model import InboxRow
from programme.store import inbox
from programme.store.engine import Database, Reading, Row, Transaction, opened
from programme.store.migrate import migrate
from programme.store.postgresql import PostgresqlDatabase, PostgresqlView
from programme.store.sqlite import SqliteDatabase, SqliteView
from tests.programme.cast import AMIRA, NOW

TAP = InboxRow(1, 20, 1, AMIRA, '{"update_id": 20}')
EPOCH = 1
KEY = b"k" * 32
LONDON = ZoneInfo("Europe/London")
NEVER = 0
PATIENCE_SECONDS = 30.0

Tick = Callable[[], None]
Scene = Callable[[Database], Awaitable[object]]


@dataclass(slots=True)
class Counter:
    """Counts statements, and ends this process just before number *kill_at*."""

    kill_at: int = NEVER
    count: int = 0

    def tick(self) -> None:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Counted:
    """A transaction whose every statement is counted; rows written together are counted one by one."""

    inner: Transaction
    tick: Tick

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        self.tick()
        return await self.inner.all(sql, *values)

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        self.tick()
        return await self.inner.one(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        self.tick()
        return await self.inner.run(sql, *values)

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self.tick()
            await self.inner.many(sql, [row])


@dataclass(frozen=True, slots=True)
class Mortal:
    """A database that counts every statement, each beginning and each commit."""

    inner: Database
    counter: Counter
    guarded: bool = True
    """False, for a control: every statement is kept at once, as if there were no transactions."""
    committed: list[object] = field(default_factory=list)

    @property
    def dialect(self) -> str:
        return self.inner.dialect

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self.counter.tick()
        begun = self.inner.transaction() if self.guarded else unguarded(self.inner)
        async with begun as tx:
            yield Counted(tx, self.counter.tick)
            self.counter.tick()

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        return self.inner.reading()


@asynccontextmanager
async def unguarded(database: Database) -> AsyncIterator[Transaction]:
    if isinstance(database, SqliteDatabase):
        yield SqliteView(database._writer)
        return
    assert isinstance(database, PostgresqlDatabase)
    async with database._pool.acquire() as connection:
        yield PostgresqlView(connection)


# What is carried out. Each may be carried out again after a kill, as the bot does.


class Again(Exception):
    """The tap has been carried out before, so this transaction is not kept."""


async def tap(database: Database, act: Callable[[Transaction, str], Awaitable[object]]) -> None:
    """A tap of Amira's at the one session: kept, which acknowledges it; then carried out and marked so."""
    async with database.transaction() as tx:
        await inbox.insert_update(tx, TAP, NOW)
    try:
        async with database.transaction() as tx:
            row = await tx.one("SELECT id FROM sessions")
            assert row
            await act(tx, row["id"])
            if not await inbox.mark_applied(tx, TAP.key, "s:1", EPOCH):
                raise Again
    except Again:
        pass


async def book(database: Database) -> None:
    async def act(tx: Transaction, session_id: str) -> object:
        return await bookings.book(tx, await people.visitor(tx, AMIRA), session_id, NOW)

    await tap(database, act)


async def cancel(database: Database) -> None:
    async def act(tx: Transaction, session_id: str) -> object:
        return await bookings.cancel(tx, await people.visitor(tx, AMIRA), session_id, NOW)

    await tap(database, act)


async def publish(database: Database) -> None:
    await mondays.run(database, KEY, NOW, LONDON)


async def bring_up_to_date(database: Database) -> None:
    await migrate(database, NOW)


SCENES: dict[str, Scene] = {
    "book": book,
    "cancel": cancel,
    "publish": publish,
    "migrate": bring_up_to_date,
}


# The child.


def carry_out(url: str, scene: str, kill_at: int, guarded: bool) -> None:
    """In a process of its own."""
    asyncio.run(carry_out_here(url, scene, Counter(kill_at), guarded=guarded))


async def carry_out_here(url: str, scene: str, counter: Counter, *, guarded: bool = True) -> None:
    async with opened(url) as database:
        await SCENES[scene](cast(Database, Mortal(database, counter, guarded)))
        counter.tick()  # just after the last commit


def children() -> Any:
    """Where children come from: one warm process that has imported everything, and forks."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "pytest"])
    return context


def is_killed_at(url: str, scene: str, kill_at: int, *, guarded: bool = True) -> bool:
    """Carry *scene* out and kill it; False if it was over before."""
    child = children().Process(target=carry_out, args=(url, scene, kill_at, guarded))
    child.start()
    child.join(PATIENCE_SECONDS)
    assert child.exitcode in {0, -signal.SIGKILL}, child.exitcode
    killed: bool = child.exitcode != 0
    return killed


# What is looked at afterwards.

LOOKS = (
    "SELECT b.state, b.queue_no, c.chat_id FROM bookings b JOIN contacts c ON c.person_id = b.person_id ORDER BY 3",
    "SELECT kind, contact_id, due_at, state FROM notices ORDER BY 1, 2, 3, 4",
    "SELECT state, next_address FROM inbox ORDER BY 1",
    "SELECT employer_id, period, figures FROM digests ORDER BY 1, 2",
    "SELECT name FROM settings ORDER BY 1",
    "SELECT action, subject FROM audit ORDER BY 1, 2",
)


async def seen(database: Database) -> tuple[tuple[tuple[object, ...], ...], ...]:
    """Everything that the scenes write, without what differs from run to run."""
    async with database.reading() as reading:
        return tuple([tuple(values(row) for row in await reading.all(look)) for look in LOOKS])


def values(row: Row) -> tuple[object, ...]:
    """Both engines' rows are sequences too."""
    return tuple(cast(Iterable[object], row))


@dataclass(slots=True)
class Watching:
    """A database that is looked at after each transaction."""

    inner: Database
    seen: list[object] = field(default_factory=list)

    @property
    def dialect(self) -> str:
        return self.inner.dialect

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self.inner.transaction() as tx:
            yield tx
        self.seen.append(await seen(self.inner))

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        return self.inner.reading()


async def whole_states(url: str, scene: str) -> list[object]:
    """What there is to be seen before, between and after the transactions of *scene*, which is carried out."""
    async with opened(url) as database:
        watching = Watching(database, [await seen(database)])
        await SCENES[scene](cast(Database, watching))
        return watching.seen


async def state_and_replay(url: str, scene: str) -> tuple[object, object]:
    """What is found after a kill, and what a replay makes of it."""
    async with opened(url) as database:
        found = await seen(database)
        await SCENES[scene](database)
        return found, await seen(database)


async def state_of(url: str) -> object:
    async with opened(url) as database:
        return await seen(database)
