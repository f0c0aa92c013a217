"""What our commands say to the database, written down and said again by a bare driver: the floor of a command."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

import aiosqlite
import asyncpg

from programme.store.engine import Row, Transaction
from programme.store.sqlite import pragmas, translate

How = Literal["read", "write", "many"]


@dataclass(frozen=True, slots=True)
class Statement:
    how: How
    sql: str
    rows: tuple[tuple[object, ...], ...]
    """The values, once for each time it is carried out: only `many` has several."""

    def for_sqlite(self) -> Statement:
        sql, order = translate(self.sql)
        return Statement(self.how, sql, tuple(tuple(row[n] for n in order) for row in self.rows))


@dataclass(slots=True)
class Recording:
    """A transaction that carries out what it is asked, and remembers it."""

    inner: Transaction
    statements: list[Statement] = field(default_factory=list)

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        self.statements.append(Statement("read", sql, (values,)))
        return await self.inner.all(sql, *values)

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        self.statements.append(Statement("read", sql, (values,)))
        return await self.inner.one(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        self.statements.append(Statement("write", sql, (values,)))
        return await self.inner.run(sql, *values)

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        kept = tuple(tuple(row) for row in rows)
        self.statements.append(Statement("many", sql, kept))
        await self.inner.many(sql, kept)


async def say_to_sqlite(connection: aiosqlite.Connection, statements: Iterable[Statement]) -> None:
    """One transaction, as anybody would write it with aiosqlite; statements are in SQLite's own words."""
    await connection.execute("BEGIN IMMEDIATE")
    for statement in statements:
        if statement.how == "read":
            await connection.execute_fetchall(statement.sql, statement.rows[0])
        elif statement.how == "write":
            await connection.execute(statement.sql, statement.rows[0])
        else:
            await connection.executemany(statement.sql, statement.rows)
    await connection.execute("COMMIT")


async def say_to_postgresql(
    connection: asyncpg.pool.PoolConnectionProxy[asyncpg.Record], statements: Iterable[Statement]
) -> None:
    """One transaction, as anybody would write it with asyncpg."""
    async with connection.transaction():
        for statement in statements:
            if statement.how == "read":
                await connection.fetch(statement.sql, *statement.rows[0])
            elif statement.how == "write":
                await connection.execute(statement.sql, *statement.rows[0])
            else:
                await connection.executemany(statement.sql, statement.rows)


@asynccontextmanager
async def bare_sqlite(path: str, *, wal: bool) -> AsyncIterator[aiosqlite.Connection]:
    """A plain connection to a file, as durable as ours: the same pragmas."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        for pragma in pragmas(wal=wal):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
        yield connection
    finally:
        await connection.close()
