"""When even undoing fails, nothing of what was to be undone is committed with what comes after."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from programme.store.engine import StoreUnavailable, opened
from programme.store.migrate import migrate
from programme.store.sqlite import SqliteDatabase
from tests.programme.cast import NOW


class Refused(Exception):
    """A command's refusal."""


@pytest.fixture
async def record(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    async with opened(f"sqlite:///{tmp_path / 'record.db'}") as database:
        await migrate(database, NOW)
        assert isinstance(database, SqliteDatabase)
        yield database


async def keep(database: SqliteDatabase, name: str, *, refused: bool = False) -> None:
    async with database.transaction() as tx:
        await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ($1, '', '')", name)
        if refused:
            raise Refused


async def kept(database: SqliteDatabase) -> set[str]:
    async with database.reading() as reading:
        return {row["name"] for row in await reading.all("SELECT name FROM settings")}


async def forbid(database: SqliteDatabase, action: int) -> None:
    """SQLite refuses one sort of statement when it asks us, as a failing disk might."""

    def decide(asked: int, first: str | None, *_: object) -> int:
        return sqlite3.SQLITE_DENY if asked == action and first == "ROLLBACK" else sqlite3.SQLITE_OK

    await set_authorizer(database, decide)


async def allow(database: SqliteDatabase) -> None:
    await set_authorizer(database, None)


async def set_authorizer(database: SqliteDatabase, decide: Callable[..., int] | None) -> None:
    """In the connection's own thread."""
    writer: Any = database._writer
    await writer._execute(writer._conn.set_authorizer, decide)


async def test_a_transaction_that_cannot_be_undone_is_undone_before_the_next(record: SqliteDatabase) -> None:
    await forbid(record, sqlite3.SQLITE_TRANSACTION)
    with pytest.raises((Refused, StoreUnavailable)):
        await keep(record, "half", refused=True)
    with pytest.raises(StoreUnavailable):
        await keep(record, "too early")
    await allow(record)
    await keep(record, "whole")
    assert await kept(record) == {"whole"}


async def test_a_member_that_cannot_be_undone_takes_its_whole_batch_with_it(record: SqliteDatabase) -> None:
    await forbid(record, sqlite3.SQLITE_SAVEPOINT)
    acts = keep(record, "before"), keep(record, "half", refused=True), keep(record, "behind")
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    told = {name for name, outcome in zip(("before", "half", "behind"), outcomes, strict=True) if outcome is None}
    assert isinstance(outcomes[1], Exception)
    assert "half" not in await kept(record)
    assert await kept(record) == told
