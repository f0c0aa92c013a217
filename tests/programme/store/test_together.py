"""Transactions that share a commit: each is kept or undone alone, and none says so before it is on the disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from programme.store.engine import Database, StoreUnavailable, opened
from programme.store.sqlite import SqliteDatabase
from programme.store.together import MOST, MOST_CHANGES


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SqliteDatabase]:
    async with opened(f"sqlite:///{path}") as database:
        assert isinstance(database, SqliteDatabase)
        async with database.transaction() as tx:
            await tx.run("CREATE TABLE kept (n INTEGER PRIMARY KEY)")
        yield database


@pytest.fixture
async def said(database: SqliteDatabase) -> list[str]:
    """Every statement that the writer carries out."""
    heard: list[str] = []
    await database._writer.set_trace_callback(heard.append)
    return heard


async def keep(database: Database, n: int) -> None:
    async with database.transaction() as tx:
        await tx.run("INSERT INTO kept (n) VALUES ($1)", n)


async def change_mind(database: Database, n: int) -> None:
    async with database.transaction() as tx:
        await tx.run("INSERT INTO kept (n) VALUES ($1)", n)
        raise LookupError


def on_disk(path: Path) -> list[int]:
    """What another process would find now."""
    with sqlite3.connect(path) as other:
        return [row[0] for row in other.execute("SELECT n FROM kept ORDER BY n")]


async def test_those_that_wait_together_share_a_commit(database: SqliteDatabase, path: Path, said: list[str]) -> None:
    await asyncio.gather(*(keep(database, n) for n in range(20)))
    assert on_disk(path) == list(range(20))
    assert said.count("COMMIT") == 1


async def test_one_alone_has_no_savepoint(database: SqliteDatabase, said: list[str]) -> None:
    await keep(database, 1)
    assert [one.split()[0] for one in said] == ["BEGIN", "INSERT", "COMMIT"]


async def test_who_is_answered_is_on_the_disk(database: SqliteDatabase, path: Path) -> None:
    async def keep_and_look(n: int) -> bool:
        await keep(database, n)
        return n in on_disk(path)

    assert all(await asyncio.gather(*(keep_and_look(n) for n in range(3 * MOST))))


async def test_one_that_fails_undoes_itself_alone(database: SqliteDatabase, path: Path) -> None:
    acts = [change_mind(database, n) if n % 3 == 0 else keep(database, n) for n in range(12)]
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert [type(one) for one in results if one] == [LookupError] * 4
    assert on_disk(path) == [n for n in range(12) if n % 3]


@pytest.mark.parametrize("failing", [0, 1, 2])
async def test_whoever_fails_last_or_first_strands_nobody(database: SqliteDatabase, path: Path, failing: int) -> None:
    acts = [change_mind(database, n) if n == failing else keep(database, n) for n in range(3)]
    await asyncio.gather(*acts, return_exceptions=True)
    assert on_disk(path) == [n for n in range(3) if n != failing]


async def test_a_commit_that_fails_is_told_to_all_of_them(database: SqliteDatabase, path: Path) -> None:
    await database._writer.execute("PRAGMA busy_timeout = 0")  # need not wait five seconds
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM kept").fetchall()
    results = await asyncio.gather(*(keep(database, n) for n in range(5)), return_exceptions=True)
    assert [type(one) for one in results] == [StoreUnavailable] * 5
    reader.execute("COMMIT")
    reader.close()
    await keep(database, 7)
    assert on_disk(path) == [7]


async def test_a_refusal_waits_for_what_it_goes_by(database: SqliteDatabase, path: Path) -> None:
    """Whoever is refused the last place is not refused it for somebody who in the end has not got it."""

    async def take_if_free() -> None:
        async with database.transaction() as tx:
            if await tx.one("SELECT 1 AS taken FROM kept"):
                raise LookupError
            await tx.run("INSERT INTO kept (n) VALUES (1)")

    await database._writer.execute("PRAGMA busy_timeout = 0")
    with sqlite3.connect(path, isolation_level=None) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM kept").fetchall()
        results = await asyncio.gather(*(take_if_free() for _ in range(3)), return_exceptions=True)
        assert [type(one) for one in results] == [StoreUnavailable] * 3
        reader.execute("COMMIT")
    results = await asyncio.gather(*(take_if_free() for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in results] == [type(None), LookupError, LookupError]


async def test_files_are_rewritten_between_two_that_share_a_commit(database: SqliteDatabase, path: Path) -> None:
    await asyncio.gather(keep(database, 1), keep(database, 2), database.scrub(), keep(database, 3), database.scrub())
    assert on_disk(path) == [1, 2, 3]


async def test_nobody_begins_while_files_are_rewritten_by_one_who_was_cancelled(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.many("INSERT INTO kept (n) VALUES ($1)", [(n,) for n in range(20_000)])
    for turns in range(6):
        scrubbing = asyncio.create_task(database.scrub())
        for _ in range(turns):
            await asyncio.sleep(0)
        scrubbing.cancel()
        await keep(database, 100_000 + turns)
        await asyncio.gather(scrubbing, return_exceptions=True)


async def test_a_failure_passed_over_inside_is_told_to_all_whom_it_undid(database: SqliteDatabase, path: Path) -> None:
    """A full disk makes SQLite undo the whole transaction; the next member would otherwise begin another."""

    async def pass_over() -> None:
        async with database.transaction() as tx:
            with suppress(sqlite3.OperationalError):
                await tx.run("INSERT INTO large (bytes) VALUES (zeroblob(100000))")

    async with database.transaction() as tx:
        await tx.run("CREATE TABLE large (bytes BLOB)")
    await database._writer.execute_fetchall("PRAGMA max_page_count = 5")
    acts = keep(database, 1), pass_over(), keep(database, 3)
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert [type(one) for one in outcomes] == [StoreUnavailable, StoreUnavailable, type(None)]
    assert on_disk(path) == [3]


async def test_closed_in_the_middle_nobody_waits_for_ever(database: SqliteDatabase, path: Path) -> None:
    acts = [keep(database, 1), keep(database, 2), database.close(), keep(database, 3)]
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert outcomes[:3] == [None, None, None]
    assert isinstance(outcomes[3], ValueError)  # aiosqlite: "no active connection"
    assert on_disk(path) == [1, 2]


async def test_a_reader_cancelled_twice_disturbs_nobody(database: SqliteDatabase) -> None:
    """What it left running in the thread would otherwise end the next one's transaction."""
    async with database.transaction() as tx:
        await tx.many("INSERT INTO kept (n) VALUES ($1)", [(n,) for n in range(2_000)])

    async def count(sql: str) -> int:
        async with database.reading() as reading:
            return int((await reading.scan(sql))[0]["n"])

    slow = asyncio.create_task(count("SELECT COUNT(*) AS n FROM kept a, kept b WHERE a.n < b.n"))
    while not slow.done():
        await asyncio.sleep(0.005)
        slow.cancel()
    assert await count("SELECT COUNT(*) AS n FROM kept") == 2_000


async def test_who_was_to_commit_for_the_others_may_be_cancelled(database: SqliteDatabase, path: Path) -> None:
    entered, cancelled = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.transaction() as tx:
            await tx.run("INSERT INTO kept (n) VALUES (100)")
            entered.set()
            await cancelled.wait()

    before = [asyncio.create_task(keep(database, n)) for n in range(3)]
    held, last = asyncio.create_task(hold()), asyncio.create_task(keep(database, 9))
    await entered.wait()
    last.cancel()
    cancelled.set()
    await asyncio.gather(held, *before, last, return_exceptions=True)
    assert on_disk(path) == [0, 1, 2, 100]


@pytest.mark.parametrize("turns", range(12))
async def test_cancelled_anywhere_it_is_whole_or_not_there(database: SqliteDatabase, path: Path, turns: int) -> None:
    tasks = [asyncio.create_task(keep(database, n)) for n in range(4)]
    for _ in range(turns):
        await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await keep(database, 50)
    assert set(on_disk(path)) - {1} == {0, 2, 3, 50}


async def test_a_large_one_waits_for_nobody(database: SqliteDatabase, said: list[str]) -> None:
    async def many() -> None:
        async with database.transaction() as tx:
            await tx.many("INSERT INTO kept (n) VALUES ($1)", [(1_000 + n,) for n in range(MOST_CHANGES + 1)])

    await asyncio.gather(many(), keep(database, 1))
    assert said.count("COMMIT") == 2


async def test_readers_see_only_what_is_committed(database: SqliteDatabase) -> None:
    async def count() -> int:
        async with database.reading() as reading:
            row = await reading.one("SELECT COUNT(*) AS n FROM kept")
        return int(row["n"]) if row else -1

    acts = [keep(database, n) if n % 2 else count() for n in range(20)]
    results = await asyncio.gather(*acts)
    assert [one for one in results if one is not None] == list(range(10))
    assert await count() == 10


async def test_who_is_done_does_not_wait_for_a_long_reading(database: SqliteDatabase, path: Path) -> None:
    """A reading comes between two that would share a commit."""
    order: list[str] = []

    async def kept(n: int) -> None:
        await keep(database, n)
        order.append(f"kept {n}")

    async def read() -> None:
        async with database.reading() as reading:
            order.append(f"read {on_disk(path)}")
            await reading.scan("SELECT n FROM kept")

    await asyncio.gather(kept(1), read(), kept(2))
    assert order.index("read [1]") < order.index("kept 2")
