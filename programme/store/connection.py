"""aiosqlite's connection, on which short statements are carried out at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import aiosqlite

SERIALIZED = 3
"""SQLite as it is usually built: a connection may be used by several threads, one after the other (DB-API 2.0)."""
CHUNK = 64


class Connection(aiosqlite.Connection):
    """A word to the connection's thread and back costs more than a statement that finds its pages in memory.

    Twenty such statements make a tap, so those that wait for nothing are carried out here and now, on the event loop:
    inside a transaction, by whoever has the database's lock, with nothing under way in the thread. Whatever may wait
    for a lock or for the disk (BEGIN IMMEDIATE, the first read, COMMIT) or may take long (`scan`, deletions, many rows,
    VACUUM) goes to the thread. Nothing else may touch a connection outside its turn, nor call back into Python from it.
    Measured in `benchmarks/`: docs/benchmarks.md.
    """

    async def short(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """One statement that waits for nothing; its cursor is to be read before anything else is done."""
        if sqlite3.threadsafety == SERIALIZED:
            return self._conn.execute(sql, values)
        return await self._execute(self._conn.execute, sql, values)  # type: ignore[no-any-return, no-untyped-call] # untyped there

    async def few(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """One statement for each of a few rows, which waits for nothing."""
        if sqlite3.threadsafety == SERIALIZED:
            self._conn.executemany(sql, rows)
        else:
            await self.executemany(sql, rows)

    async def long(self, sql: str, values: Sequence[object] = ()) -> Iterable[sqlite3.Row]:
        """The rows of one statement that may wait or take long."""
        return await self.execute_fetchall(sql, values)

    async def until_idle(self) -> None:
        """Wait for what a cancelled task left running in the thread.

        Its row is fetched, since the thread keeps its last result, and no VACUUM begins beside an unfinished statement.
        """
        await self.execute_fetchall("SELECT 1")


async def connection_to(path: Path, busy_seconds: float) -> Connection:
    """Open *path*; another program's lock is waited for so long."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, timeout=busy_seconds, check_same_thread=False)

    connection = Connection(connector, CHUNK)
    await connection
    return connection
