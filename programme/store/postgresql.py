"""PostgreSQL through asyncpg: a pool, one connection for the length of a transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

import asyncpg

from programme.store.engine import Reading, Row, StoreUnavailable, StoreUnusable, Transaction

POOL = 8
PATIENCE_SECONDS = 15.0
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
)


class PostgresqlView:
    """Statements on one connection."""

    __slots__ = ("_connection",)

    def __init__(self, connection: asyncpg.pool.PoolConnectionProxy[asyncpg.Record]) -> None:
        self._connection = connection

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        return await self._connection.fetch(sql, *values)

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

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        with TemporaryFailures():
            async with self._pool.acquire() as connection, connection.transaction():
                yield PostgresqlView(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        with TemporaryFailures():
            async with (
                self._pool.acquire() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                yield PostgresqlView(connection)

    async def scrub(self) -> None:
        """FULL, since a plain VACUUM leaves the bytes in the gap of a page until something is written there."""
        with TemporaryFailures():
            async with self._pool.acquire() as connection:
                rows = await connection.fetch(OWN_TABLES)
                if rows:
                    await connection.execute("VACUUM (FULL) " + ", ".join(row["name"] for row in rows))

    async def close(self) -> None:
        await self._pool.close()


class TemporaryFailures:
    """Turn what passes by itself (connection, deadlock, full disk) into `StoreUnavailable`."""

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, TEMPORARY):
            raise StoreUnavailable(type(error).__name__) from error


async def open_postgresql(url: str) -> PostgresqlDatabase:
    """Open a pool; without a statement cache, since poolers hand connections on between transactions."""
    try:
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=POOL, timeout=PATIENCE_SECONDS, statement_cache_size=0
        )
    except (OSError, TimeoutError, asyncpg.CannotConnectNowError, asyncpg.TooManyConnectionsError) as error:
        raise StoreUnavailable(f"PostgreSQL does not answer: {type(error).__name__}") from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise StoreUnusable(f"PostgreSQL refuses the connection: {type(error).__name__}: {error}") from error
    return PostgresqlDatabase(pool)
