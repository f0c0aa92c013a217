"""A database that passes everything on, and notes which statements were carried out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

from programme.store.engine import Database, Reading, Transaction
from programme.store.rules import Table, about_somebody
from tests.programme.store.overhearing import Heard, Overheard

PASSING = frozenset({"inbox", "shown", "settings", "code_attempts", "migrations", "worker", "duties"})
"""Tables that any tap may write to without an effect on anybody: buttons last shown, guesses, keys made once."""


@dataclass(slots=True)
class Listening:
    inner: Database
    heard: list[Heard] = field(default_factory=list)
    dialect: str = "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self.inner.transaction() as tx:
            yield Overheard(tx, self.heard)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        async with self.inner.reading() as reading:
            yield Overheard(cast(Transaction, reading), self.heard)

    async def scrub(self) -> None:
        await self.inner.scrub()

    async def verify(self) -> None:
        await self.inner.verify()

    async def until_damaged(self) -> None:
        await self.inner.until_damaged()

    async def close(self) -> None:
        await self.inner.close()

    def statements(self) -> list[str]:
        """Those since the last time that this was asked."""
        said = [one.sql for one in self.heard]
        self.heard.clear()
        return said


async def dump(database: Database, person_id: str, chat_id: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is not about this person or chat."""
    whose = {table.name: table for table in about_somebody()}
    async with database.reading() as reading:
        names = await reading.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {
            row["name"]: await others(reading, row["name"], whose.get(row["name"]), (person_id, chat_id))
            for row in names
            if row["name"] not in PASSING
        }


async def others(reading: Reading, name: str, table: Table | None, me: tuple[str, int]) -> list[tuple[object, ...]]:
    if table is None:
        rows = await reading.all(f"SELECT * FROM {name} ORDER BY 1, 2")
    else:
        sql = f"SELECT * FROM {name} WHERE ({table.condition}) IS NOT TRUE ORDER BY 1, 2"
        rows = await reading.all(sql, me[1] if table.by_chat else me[0])
    return [tuple(cast("tuple[object, ...]", row)) for row in rows]
