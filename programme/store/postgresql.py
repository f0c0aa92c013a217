"""PostgreSQL through asyncpg: a pool, one connection for the length of a transaction.

A pooler such as pgbouncer may hand the server's connection to somebody else after each transaction, so nothing is left
on it: no setting but SET LOCAL, no lock that outlives its transaction, no LISTEN; and prepared statements, with which
the server need not plan each statement anew, only where there is no pooler.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import asyncpg

from programme.store.engine import Reading, Row, StoreUnavailable, StoreUnusable, Transaction
from programme.store.troubles import Troubles

if TYPE_CHECKING:
    Lent = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]

POOL = 12
"""Connections of one process at most, made when they are needed: eight updates in hand, and what runs beside them."""
PATIENCE_SECONDS = 15.0
"""How long connecting may take."""
PREPARED = 200
"""Statements that each connection keeps planned."""
STATEMENT_SECONDS = 60.0
"""How long one statement may take before it counts as lost with its connection."""
LONGEST_SECONDS = 86_400.0
IDLE_SECONDS = 5
"""How long a transaction may wait for its process, which may have been stopped in the middle of it: the server then
takes its locks away, before the next worker is there (`programme.worker.Pulse.stale`)."""
LIMITED = f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'"
WRITE = f"BEGIN; {LIMITED}"
READ = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {LIMITED}"
OWN_TABLES = """
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = current_schema() AND tableowner = current_user
"""

TEMPORARY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.DiskFullError,
    asyncpg.TooManyConnectionsError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InternalClientError,  # the server ended the connection between two statements, and asyncpg is taken aback
    asyncpg.InvalidCachedStatementError,  # a newer version has changed a table; it is prepared anew
)
GONE = (
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.AdminShutdownError,
)
"""What a connection says that the server has ended."""
IN_EACH_OTHERS_WAY = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
"""Nothing is wrong: one of two transactions had to go, and is tried again."""


class PostgresqlView:
    """Statements on one connection."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Lent) -> None:
        self._connection = connection

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        return await self._connection.fetch(sql, *values)

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        return await self._connection.fetchrow(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        status = await self._connection.execute(sql, *values)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        await self._connection.executemany(sql, rows)


class PostgresqlDatabase:
    """READ COMMITTED; commands lock by a first UPDATE of the session's row."""

    dialect = "postgresql"

    def __init__(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        self._pool = pool
        self._troubles = Troubles()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        with TemporaryFailures(self._troubles, "written"):
            async with self._begun(WRITE) as connection:
                yield PostgresqlView(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        with TemporaryFailures(self._troubles, "read"):
            async with self._begun(READ) as connection:
                yield PostgresqlView(connection)

    @asynccontextmanager
    async def _begun(self, how: str) -> AsyncIterator[Lent]:
        """A transaction with its limit set in the same round trip, which asyncpg's own would need two for."""
        connection = await self._living(how)
        try:
            try:
                yield connection
            except BaseException:
                await roll_back(connection)
                raise
            if await connection.execute("COMMIT") != "COMMIT":
                raise StoreUnavailable("a statement that failed was passed over, so nothing was kept")
        finally:
            await self._release(connection)

    async def _living(self, how: str) -> Lent:
        """A connection that has begun; each that the server ended while it lay idle is given up for another."""
        for _ in range(POOL):
            with suppress(*GONE):
                return await self._try(how)
        return await self._try(how)

    async def _try(self, how: str) -> Lent:
        connection = await self._pool.acquire()
        try:
            await connection.execute(how)
        except BaseException:
            await roll_back(connection)
            await self._release(connection)
            raise
        return connection

    async def _release(self, connection: Lent) -> None:
        """Give it back; one that is gone already has nothing to be given back."""
        with suppress(*GONE):
            await self._pool.release(connection)

    async def scrub(self) -> None:
        """FULL, since a plain VACUUM leaves the bytes in the gap of a page until something is written there."""
        with TemporaryFailures(self._troubles, "written"):
            async with self._pool.acquire() as connection:
                rows = await connection.fetch(OWN_TABLES)
                if rows:
                    names = ", ".join(row["name"] for row in rows)
                    await connection.execute(f"VACUUM (FULL) {names}", timeout=LONGEST_SECONDS)

    async def verify(self) -> None:
        """Nothing: the server looks after its own files, and its administrator hears of damage there."""

    async def until_damaged(self) -> None:
        """For ever, as above."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        await self._pool.close()


class TemporaryFailures:
    """Turn what passes by itself (connection, deadlock, full disk) into `StoreUnavailable`, and have it said once."""

    __slots__ = ("_act", "_troubles")

    def __init__(self, troubles: Troubles, act: str) -> None:
        self._troubles = troubles
        self._act = act

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._troubles.worked(self._act)
        elif isinstance(error, TEMPORARY):
            why = reason(error)
            if not isinstance(error, IN_EACH_OTHERS_WAY):
                self._troubles.failed(self._act, why)
            raise StoreUnavailable(why) from error


def reason(error: BaseException) -> str:
    """What has gone wrong and what to do, without a full stop; never the server's own words, which may hold values."""
    name = type(error).__name__
    if isinstance(error, asyncpg.DiskFullError):
        return f"the disk of the PostgreSQL server is full; make room there ({name})"
    if isinstance(error, asyncpg.ReadOnlySQLTransactionError):
        return f"this PostgreSQL server takes no writes; DATABASE_URL must name the primary ({name})"
    return f"PostgreSQL does not answer; see that the server runs and can be reached from here ({name})"


async def roll_back(connection: Lent) -> None:
    """Undo what is open; a connection that cannot is given up."""
    try:
        await connection.execute("ROLLBACK")
    except (*TEMPORARY, asyncpg.PostgresError):
        give_up(connection)
    except BaseException:
        give_up(connection)
        raise


def give_up(connection: Lent) -> None:
    """End it here and now; one that is gone already says so, over whatever is being raised."""
    with suppress(asyncpg.InterfaceError):
        connection.terminate()


async def check_left_clean(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    """What asyncpg would otherwise reset, in one more round trip after each transaction, we never set."""
    if connection.is_in_transaction():
        raise asyncpg.InterfaceError("a transaction was left open")  # the pool then gives the connection up


async def is_pooled(url: str) -> bool:
    """Whether there is a pooler before the server.

    It cannot tell each client the number of the server's process that serves it, since that changes, and makes one up.
    """
    connection = await asyncpg.connect(url, timeout=PATIENCE_SECONDS, statement_cache_size=0)
    try:
        served_by = await connection.fetchval("SELECT pg_backend_pid()")
        return bool(served_by != connection.get_server_pid())
    finally:
        await connection.close()


async def open_postgresql(url: str) -> PostgresqlDatabase:
    """Open a pool.

    Raises:
        StoreUnavailable, StoreUnusable: see `programme.store.engine`.
    """
    try:
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=POOL,
            timeout=PATIENCE_SECONDS,
            command_timeout=STATEMENT_SECONDS,
            statement_cache_size=0 if await is_pooled(url) else PREPARED,
            reset=check_left_clean,
        )
    except (OSError, TimeoutError, asyncpg.CannotConnectNowError, asyncpg.TooManyConnectionsError) as error:
        raise StoreUnavailable(f"PostgreSQL does not answer: {type(error).__name__}") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise StoreUnusable(f"PostgreSQL refuses the connection: {type(error).__name__}: {error}") from error
    return PostgresqlDatabase(pool)
