"""SQLite through aiosqlite: one writer, one reader, durable to a power cut."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import cache, partial
from pathlib import Path

from programme.store.connection import Connection, connection_to
from programme.store.engine import Reading, Row, StoreDamaged, StoreUnavailable, StoreUnusable, Transaction
from programme.store.places import network_of
from programme.store.sqlite_errors import Explained, damage, is_damage, reason
from programme.store.together import Together, to_the_end
from programme.store.troubles import Troubles

BUSY_SECONDS = 5.0
"""How long another program's lock is waited for."""
HURRIED_SECONDS = 0.25
"""The same while the lock is known to be held: whoever waits has others waiting behind, and is tried again anyway."""
TAKE_THE_LOCK = "SELECT 1 FROM sqlite_master LIMIT 1"
"""A reader's BEGIN takes none: its first statement does, and may have to wait for another program."""
DELETING = "DELETE"
FEW = 16
"""Rows."""
SPILLED_PAGES = 16_384
"""Of 4 KiB each."""
PARAMETER = re.compile(r"\$(\d+)")
SKIPPING_LOCKED = " FOR NO KEY UPDATE OF p SKIP LOCKED"
"""Left out: there is one writer, so no row is ever locked by another."""
STRING_AGG = "STRING_AGG("
"""SQLite has had it by this name only since 3.44."""


@cache
def translate(sql: str) -> tuple[str, tuple[int, ...]]:
    """PostgreSQL's ``$n`` as SQLite's ``?``, with the order in which the values are wanted."""
    sql = sql.replace(SKIPPING_LOCKED, "").replace(STRING_AGG, "GROUP_CONCAT(")
    order = tuple(int(match) - 1 for match in PARAMETER.findall(sql))
    return PARAMETER.sub("?", sql), order


def has_safe_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is outside the range of the WAL-reset bug.

    Source: https://sqlite.org/wal.html, "The WAL-Reset Bug": 3.7.0 to 3.51.2, fixed in 3.51.3 and in
    the patch releases 3.50.7 and 3.44.6.
    """
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


class SqliteView:
    """Statements on one connection."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self, sql: str, *values: object) -> Sequence[Row]:
        text, order = translate(sql)
        cursor = await self._connection.short(text, [values[n] for n in order])
        return cursor.fetchall()

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        text, order = translate(sql)
        return list(await self._connection.long(text, [values[n] for n in order]))

    async def one(self, sql: str, *values: object) -> Row | None:
        rows = await self.all(sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> int:
        text, order = translate(sql)
        wanted = [values[n] for n in order]
        if text.lstrip().startswith(DELETING):  # of how many rows nobody knows
            return (await self._connection.execute(text, wanted)).rowcount
        return (await self._connection.short(text, wanted)).rowcount

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        text, order = translate(sql)
        values = [[row[n] for n in order] for row in rows]
        if len(values) > FEW:
            await self._connection.executemany(text, values)
        elif values:
            await self._connection.few(text, values)


class SqliteDatabase:
    """Reads and writes take turns inside the process; other processes are waited for `BUSY_SECONDS`.

    Without WAL a reader would hold up the writer's commit, so both share one lock; with WAL each has its own.
    """

    dialect = "sqlite"

    def __init__(self, path: Path, writer: Connection, reader: Connection, *, wal: bool) -> None:
        self._path = path
        self._writer = writer
        self._reader = reader
        self._troubles = Troubles()
        self._patience = {"written": BUSY_SECONDS, "read": BUSY_SECONDS}
        self._writing = asyncio.Lock()
        self._together = Together(writer, self._writing, partial(self._wait_for_locks, writer, "written"))
        self._reading = asyncio.Lock() if wal else self._writing

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        with self._explained("written"):
            async with self._together.member():
                self._troubles.check()
                yield SqliteView(self._writer)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        async with self._reading:
            with self._explained("read"):
                try:
                    if self._reading is self._writing:  # nobody who is done waits for however much is read now
                        await to_the_end(self._together.leave_nothing_open())
                    await self._wait_for_locks(self._reader, "read")
                    await self._reader.short("BEGIN")
                    await self._reader.long(TAKE_THE_LOCK)
                    yield SqliteView(self._reader)
                    await self._reader.short("COMMIT")
                except BaseException:
                    await to_the_end(self._end_reading())
                    raise

    async def _end_reading(self) -> None:
        await self._reader.until_idle()
        if self._reader.in_transaction:
            await self._reader.execute("COMMIT")

    async def _wait_for_locks(self, connection: Connection, act: str) -> None:
        """Set how long that connection waits."""
        seconds = HURRIED_SECONDS if self._troubles.is_failing(act) else BUSY_SECONDS
        if self._patience[act] != seconds:
            self._patience[act] = seconds  # first: even if this is cancelled, the thread will have done it
            await connection.execute_fetchall(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Nobody else's turn; of those before, everybody is told how it ended."""
        both = [self._writing] if self._reading is self._writing else [self._writing, self._reading]
        async with AsyncExitStack() as held:
            for lock in both:
                await held.enter_async_context(lock)
            yield

    async def scrub(self) -> None:
        """`secure_delete` has emptied most of it at once; this also takes what moved cells left behind in pages."""
        async with self._alone():
            await to_the_end(self._rewrite())

    async def _rewrite(self) -> None:
        with self._explained("written"):
            await self._together.leave_nothing_open()
            await self._writer.execute("VACUUM")
            await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    def _explained(self, act: str) -> Explained:
        return Explained(self._troubles, self._path, act)

    async def verify(self) -> None:
        """`quick_check`: every page and row, without comparing the indexes with them; about 0.1 s for 100 MB."""
        async with self.reading() as reading:
            rows = await reading.scan("PRAGMA quick_check(1)")
        found = rows[0]["quick_check"] if rows else "nothing was found"
        if found != "ok":
            raise self._troubles.condemn(damage(found, self._path))

    async def until_damaged(self) -> None:
        await self._troubles.until_damaged()

    async def close(self) -> None:
        """Close both connections; each has a thread that would keep the process alive."""
        async with self._alone():
            await self._reader.close()
            with suppress(sqlite3.Error, ValueError):  # undone when it is opened again; closed before
                await self._together.leave_nothing_open()
            await self._writer.close()


async def open_sqlite(name: str) -> SqliteDatabase:
    """Open or make the file *name*, readable by its owner alone."""
    path = Path(name)
    try:
        make_private(path)
        wal = has_safe_wal(sqlite3.sqlite_version_info) and network_of(path) is None
        writer = await connect(path, wal=wal)
        reader = await connect_beside(writer, path, wal=wal)
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be opened: {error.strerror}") from error
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(reason(error, path)) from error
    except sqlite3.DatabaseError as error:
        raise unusable(error, path) from error
    return SqliteDatabase(path, writer, reader, wal=wal)


def unusable(error: sqlite3.DatabaseError, path: Path) -> StoreUnusable:
    """A database that is broken, or a file that never was one."""
    if is_damage(error) and "malformed" in str(error):
        return StoreDamaged(damage(error, path))
    return StoreUnusable(f"{path} is not a database this program can read: {error}")


def make_private(path: Path) -> None:
    """Make the folder (0700) and the file (0600) before SQLite would make them with looser modes."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    sqlite3.connect(path).close()  # what cannot be opened fails here: aiosqlite would leave a thread behind


async def connect_beside(writer: Connection, path: Path, *, wal: bool) -> Connection:
    """A second connection; if there can be none, the first is closed too."""
    try:
        return await connect(path, wal=wal)
    except BaseException:
        await writer.close()
        raise


async def connect(path: Path, *, wal: bool) -> Connection:
    connection = await connection_to(path, BUSY_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in pragmas(wal=wal):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await connection.close()
        raise
    return connection


def pragmas(*, wal: bool) -> tuple[str, ...]:
    """Never lose an acknowledged booking to a power cut: EXTRA with a journal file, FULL with WAL."""
    journal = ("journal_mode=WAL", "synchronous=FULL") if wal else ("journal_mode=DELETE", "synchronous=EXTRA")
    # Pages that wait for a common commit stay in memory, up to 64 MiB, since taking them to the file shuts readers out.
    spilling = f"cache_spill={SPILLED_PAGES}"
    return (*journal, spilling, "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "trusted_schema=OFF")
