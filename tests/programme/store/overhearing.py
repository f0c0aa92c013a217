"""Noting which statements a command carries out, on a real transaction."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from programme.store.engine import Database, Row, Transaction


@dataclass(frozen=True, slots=True)
class Heard:
    sql: str
    values: tuple[object, ...]


@dataclass(slots=True)
class Overheard:
    """A transaction that passes everything on and notes it."""

    inner: Transaction
    heard: list[Heard] = field(default_factory=list)

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        self.heard.append(Heard(sql, values))
        return await self.inner.all(sql, *values)

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        return await self.all(sql, *values)

    async def one(self, sql: str, *values: object) -> Row | None:
        self.heard.append(Heard(sql, values))
        return await self.inner.one(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        self.heard.append(Heard(sql, values))
        return await self.inner.run(sql, *values)

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        self.heard.extend(Heard(sql, tuple(row)) for row in listed[:1])
        await self.inner.many(sql, listed)


@asynccontextmanager
async def overheard(database: Database) -> AsyncIterator[Overheard]:
    async with database.transaction() as tx:
        yield Overheard(tx)
