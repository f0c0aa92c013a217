"""PostgreSQL as operators run it: behind a pooler, with connections that die and processes that freeze."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest

from programme import bookings, people, worker
from programme.copying import Ends, copy
from programme.model import BookingState
from programme.record import opened_record
from programme.store import postgresql
from programme.store.engine import Database, StoreUnavailable, opened
from programme.store.migrate import migrate
from programme.store.postgresql import POOL, PostgresqlDatabase
from tests.pooler import Pooler, find_pgbouncer, run_pooler
from tests.postgres import Server
from tests.programme.cast import NOW, House
from tests.requirements import needs

CROWD = range(1001, 1041)
PLACES = 5


@pytest.fixture
def database_url(postgres_database: str) -> str:
    return postgres_database


@pytest.fixture(scope="module")
def pooler(postgres_server: Server) -> Iterator[Pooler]:
    program = needs("pgbouncer", find_pgbouncer(), "apt install pgbouncer")
    with run_pooler(program, postgres_server) as pooler:
        yield pooler


@pytest.fixture
async def pooled(postgres_database: str, pooler: Pooler) -> AsyncIterator[Database]:
    """A database of three connections for as many as want one."""
    name = postgres_database.partition("?")[0].rpartition("/")[2]
    async with opened(pooler.url(name)) as database:
        await migrate(database, NOW)
        yield database


async def booked(house: House, database: Database, chat_id: int, session_id: str) -> BookingState:
    async with database.transaction() as tx:
        return (await bookings.book(tx, await people.visitor(tx, chat_id), session_id, NOW)).state


async def test_a_pooler_is_noticed(pooler: Pooler, postgres_server: Server) -> None:
    assert await postgresql.is_pooled(pooler.url("postgres"))
    assert not await postgresql.is_pooled(postgres_server.url())


async def test_behind_a_pooler_nothing_is_oversold(pooled: Database) -> None:
    house = await House.furnished(pooled)
    session = await house.add(places=PLACES)
    for chat_id in CROWD:
        await house.join(chat_id)
    states = await asyncio.gather(*(booked(house, pooled, chat_id, session.id) for chat_id in CROWD))
    assert states.count(BookingState.BOOKED) == PLACES


async def test_behind_a_pooler_one_worker_follows_another(pooled: Database) -> None:
    assert await worker.take_over(pooled, "first", alone=False) == 1
    assert await worker.take_over(pooled, "second", alone=False) is None
    assert await worker.beat(pooled, 1)
    await worker.release(pooled, 1)
    assert await worker.take_over(pooled, "second", alone=False) == 2


async def test_behind_a_pooler_a_programme_can_be_moved_in(pooled: Database, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with opened_record(url, NOW) as source:
        await House.furnished(source)
        copied = await copy(Ends(source, url, pooled, "sqlite:///nowhere"), lambda _done, _total: None)
    assert sum(one.rows for one in copied) > 3


async def test_control_what_a_pooler_breaks_is_seen_to_break(pooled: Database, pooler: Pooler) -> None:
    """A prepared statement with a name is not there on the next connection, or is there already."""
    assert isinstance(pooled, PostgresqlDatabase)
    async with pooled.reading() as reading:
        row = await reading.one("SELECT current_database() AS name")
    assert row
    pool = await asyncpg.create_pool(pooler.url(row["name"]), min_size=6, max_size=6, statement_cache_size=100)

    async def ask() -> None:
        for _ in range(20):
            async with pool.acquire() as connection:
                await connection.fetch("SELECT pg_sleep(0.001), $1::INTEGER", 1)

    try:
        with pytest.raises((asyncpg.InvalidSQLStatementNameError, asyncpg.DuplicatePreparedStatementError)):
            await asyncio.gather(*(ask() for _ in range(12)))
    finally:
        pool.terminate()


async def end_all_connections(server: Server, database: Database) -> int:
    async with database.reading() as reading:
        row = await reading.one("SELECT current_database() AS name")
    assert row
    connection = await asyncpg.connect(server.url())
    try:
        return len(
            await connection.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", row["name"]
            )
        )
    finally:
        await connection.close()


async def test_after_its_connections_were_ended_it_makes_new_ones(house: House, postgres_server: Server) -> None:
    session = await house.add()
    await house.join(CROWD[0])
    assert await end_all_connections(postgres_server, house.database) >= 1
    for _ in range(POOL):  # each that was open may say once that it is gone
        try:
            booking = await house.book(CROWD[0], session)
            break
        except StoreUnavailable:
            continue
    assert booking.state is BookingState.BOOKED


async def test_a_connection_ended_in_a_transaction_keeps_nothing_of_it(house: House, postgres_server: Server) -> None:
    session = await house.add()
    await house.join(CROWD[0])

    async def book_and_be_cut_off() -> None:
        async with house.database.transaction() as tx:
            await bookings.book(tx, await people.visitor(tx, CROWD[0]), session.id, NOW)
            await end_all_connections(postgres_server, house.database)

    with pytest.raises(StoreUnavailable):
        await book_and_be_cut_off()
    assert await house.count("bookings") == 0


async def freeze(database: Database, limit: str, patch: pytest.MonkeyPatch) -> None:
    """Hold the worker's row in a transaction of that limit, while another process wants it."""
    patch.setattr(postgresql, "WRITE", f"BEGIN; SET LOCAL idle_in_transaction_session_timeout = '{limit}'")
    async with database.transaction() as tx:
        await tx.run("UPDATE worker SET heartbeat_at = heartbeat_at")
        patch.undo()
        async with asyncio.timeout(1.5):
            await worker.take_over(database, "second", alone=True)
        await tx.run("UPDATE worker SET heartbeat_at = heartbeat_at")


async def test_a_process_that_freezes_in_a_transaction_loses_its_locks(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever follows it would wait for the worker's row, or a session's, for as long as it is frozen."""
    await worker.take_over(database, "first", alone=False)
    with pytest.raises(StoreUnavailable):
        await freeze(database, "200ms", monkeypatch)
    assert await worker.beat(database, 2)


async def test_control_without_the_limit_its_locks_are_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await worker.take_over(database, "first", alone=False)
    with pytest.raises((TimeoutError, StoreUnavailable)):
        await freeze(database, "0", monkeypatch)
    assert not await worker.beat(database, 2)


async def test_a_failure_that_was_passed_over_keeps_nothing_and_is_told(database: Database) -> None:
    """PostgreSQL would answer such a COMMIT with ROLLBACK, and no error."""

    async def pass_it_over() -> None:
        async with database.transaction() as tx:
            await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ('a', 'b', 'c')")
            with suppress(asyncpg.UndefinedTableError):
                await tx.run("DELETE FROM no_such_table")

    with pytest.raises(StoreUnavailable):
        await pass_it_over()
    async with database.reading() as reading:
        assert await reading.one("SELECT 1 AS found FROM settings WHERE name = 'a'") is None


async def test_what_is_cancelled_leaves_a_clean_connection(database: Database) -> None:
    async def slow() -> None:
        async with database.transaction() as tx:
            await tx.one("SELECT pg_sleep(30)")

    for _ in range(POOL + 1):
        task = asyncio.create_task(slow())
        await asyncio.sleep(0)
        await asyncio.wait({task}, timeout=0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with database.transaction() as tx:
        await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ('a', 'b', 'c')")


async def test_processes_that_start_together_bring_it_up_to_date_once(postgres_server: Server) -> None:
    name = await postgres_server.create_database()
    urls = [postgres_server.url(name)] * 4

    async def start(url: str) -> int:
        async with opened(url) as database:
            return len(await migrate(database, NOW))

    applied = await asyncio.gather(*(start(url) for url in urls))
    assert sorted(map(bool, applied)) == [False, False, False, True]
    await postgres_server.drop_database(name)
