"""Bring a database up to date: numbered .sql files, each in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from programme.store.engine import Database, Reading, StoreUnusable
from programme.times import to_text

ONLY = re.compile(r"^-- only: (\w+)$", re.MULTILINE)

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


async def migrate(database: Database, now: datetime) -> tuple[Migration, ...]:
    """Apply what is missing, oldest first; the migrations that were applied.

    Raises:
        StoreUnusable: the database has been used by a newer version of this program.
    """
    async with database.transaction() as tx:
        await tx.run(MAKE_LEDGER)
        known = all_migrations()
        current = await select_version(tx)
        if current > known[-1].version:
            raise StoreUnusable(
                f"this database is at version {current}, newer than this program knows ({known[-1].version});"
                " install the newer program or restore a back-up made before it"
            )
        missing = tuple(migration for migration in known if migration.version > current)
        for migration in missing:
            for statement in statements(migration.text, database.dialect):
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
