"""Bring a database up to date: numbered .sql files, all that are missing in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from programme.store.engine import Database, Reading, StoreUnusable, Transaction
from programme.times import to_text

ONLY = re.compile(r"^-- only: (\w+)$", re.MULTILINE)

TURN = 0x46594143
"""Any number, as long as nobody else locks the same one in this database."""
MAKE_LEDGER = """CREATE TABLE IF NOT EXISTS migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str
    text: str


def all_migrations() -> tuple[Migration, ...]:
    found = (entry for entry in files("programme.store").joinpath("migrations").iterdir())
    named = sorted((entry.name, entry) for entry in found if entry.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), name, entry.read_text("utf-8")) for name, entry in named)


def statements(text: str, dialect: str) -> Iterator[str]:
    """The single statements of *text* that are meant for *dialect*, triggers kept whole.

    SQLite decides where one ends, and takes whatever begins with CREATE TRIGGER to end with ``END;``: write
    PostgreSQL's triggers as CREATE OR REPLACE TRIGGER.

    Raises:
        ValueError: the last statement does not end.
    """
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            only = ONLY.search(gathered)
            if only is None or only.group(1) == dialect:
                yield gathered.strip()
            gathered = ""
    if gathered.strip():
        raise ValueError(f"a statement does not end: {gathered.strip()[:80]!r}")


KeepOld = Callable[[int], Awaitable[None]]
"""Told the version of a database that is in use and about to change."""


async def migrate(
    database: Database, now: datetime, keep_old: KeepOld | None = None, known: Sequence[Migration] | None = None
) -> tuple[Migration, ...]:
    """Apply what is missing of *known* (None: all there are), oldest first, all of it or nothing; those applied.

    *keep_old* is called before a database that has been used is changed; if it raises, nothing changes.

    Raises:
        StoreUnusable: the database has been used by a newer version of this program.
    """
    known = all_migrations() if known is None else known
    async with database.transaction() as tx:
        await wait_for_others(tx, database.dialect)
        await tx.run(MAKE_LEDGER)
        current = await select_version(tx)
    refuse_newer(current, known)
    if keep_old and current and current < known[-1].version:
        await keep_old(current)
    async with database.transaction() as tx:
        await wait_for_others(tx, database.dialect)
        applied = await apply_missing(tx, known, database.dialect, now)
    async with database.reading() as reading:  # SQLite's reader learns the new form now, not while the file is locked
        await select_version(reading)
    return applied


async def wait_for_others(tx: Transaction, dialect: str) -> None:
    """Processes that start together take turns. The lock goes with the transaction, so poolers do not mind it."""
    if dialect == "postgresql":
        await tx.one("SELECT pg_advisory_xact_lock($1) AS held", TURN)


def refuse_newer(current: int, known: Sequence[Migration]) -> None:
    if current > known[-1].version:
        raise StoreUnusable(
            f"this database is at version {current}, newer than this program knows ({known[-1].version});"
            " install the newer program or restore a back-up made before it"
        )


async def apply_missing(
    tx: Transaction, known: Sequence[Migration], dialect: str, now: datetime
) -> tuple[Migration, ...]:
    """What is missing now: another process may have been here since its version was read."""
    current = await select_version(tx)
    refuse_newer(current, known)
    missing = tuple(migration for migration in known if migration.version > current)
    for migration in missing:
        for statement in statements(migration.text, dialect):
            await tx.run(statement)
        await tx.run(
            "INSERT INTO migrations (version, name, applied_at) VALUES ($1, $2, $3)",
            migration.version,
            migration.name,
            to_text(now),
        )
    return missing


async def select_version(tx: Reading) -> int:
    row = await tx.one("SELECT COALESCE(MAX(version), 0) AS version FROM migrations")
    return int(row["version"]) if row else 0
