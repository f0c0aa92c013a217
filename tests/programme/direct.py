"""SQLite without a thread between: the same statements on one connection, for tests that make very many."""

import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from programme.store.engine import Reading, Row, Transaction
from programme.store.sqlite import translate


class Direct:
    """One connection inside one transaction that is never committed; each command has a savepoint."""

    dialect = "sqlite"

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA foreign_keys=ON")

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        text, order = translate(sql)
        return list(self.connection.execute(text, [values[n] for n in order]))

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        rows = await self.all(sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> int:
        text, order = translate(sql)
        return self.connection.execute(text, [values[n] for n in order]).rowcount

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        text, order = translate(sql)
        self.connection.executemany(text, [[row[n] for n in order] for row in rows])

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self.connection.execute("SAVEPOINT command")
        try:
            yield self
        except BaseException:
            self.connection.execute("ROLLBACK TO command")
            raise
        finally:
            self.connection.execute("RELEASE command")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        yield self

    async def scrub(self) -> None: ...

    async def verify(self) -> None: ...

    async def until_damaged(self) -> None: ...

    async def close(self) -> None:
        self.connection.close()

    def begin(self) -> None:
        self.connection.execute("BEGIN")

    def forget(self) -> None:
        """As it was at `begin`."""
        self.connection.execute("ROLLBACK")
