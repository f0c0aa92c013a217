"""A whole programme's rows, table by table, read in pages and written as they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from programme.store.engine import Reading, Row, Transaction

PAGE = 1_000
"""Rows read and written at once."""
FURNITURE = "kinds"
"""What any command puts into a new database by itself."""
DERIVED = "first_visits"
"""What the database makes by itself from other tables, as they are filled."""
ROOM = 2**128

SQLITE_KEY = "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk"
SQLITE_COLUMNS = "SELECT name FROM pragma_table_info($1) ORDER BY name"
POSTGRESQL_KEY = (
    "SELECT a.attname AS name FROM pg_index i"
    " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
    " WHERE i.indisprimary AND i.indrelid = CAST(CAST($1 AS TEXT) AS REGCLASS)"
    " ORDER BY array_position(CAST(i.indkey AS SMALLINT[]), a.attnum)"
)
POSTGRESQL_COLUMNS = (
    "SELECT attname AS name FROM pg_attribute"
    " WHERE attrelid = CAST(CAST($1 AS TEXT) AS REGCLASS) AND attnum > 0 AND NOT attisdropped ORDER BY attname"
)
GO_ON_AFTER = (
    "SELECT setval('inbox_arrival', GREATEST(nextval('inbox_arrival'), (SELECT MAX(arrival) FROM inbox))) AS last"
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is in one database; names are our own, so they may stand in statements."""

    name: str
    columns: tuple[str, ...]
    """By name, since they may have been added in another order elsewhere."""
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows, and a checksum that does not depend on their order."""

    rows: int = 0
    sum: int = 0

    def with_page(self, page: Sequence[tuple[object, ...]]) -> Content:
        return Content(self.rows + len(page), (self.sum + sum(map(number, page))) % ROOM)

    @property
    def checksum(self) -> str:
        return f"{self.sum:032x}"


def number(values: tuple[object, ...]) -> int:
    """One row's values as a number that no other row has."""
    text = json.dumps(values, separators=(",", ":"))
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest())


@cache
def names() -> tuple[str, ...]:
    """Every table to copy, each after those that it refers to: the order in which they can be made, so also filled."""
    text = files("programme.store").joinpath("schema.sql").read_text("utf-8")
    return tuple(name for name in re.findall(r"^CREATE TABLE (\w+)", text, re.MULTILINE) if name != DERIVED)


async def select_table(reading: Reading, name: str, dialect: str) -> Table:
    columns, key = (SQLITE_COLUMNS, SQLITE_KEY) if dialect == "sqlite" else (POSTGRESQL_COLUMNS, POSTGRESQL_KEY)
    found = [tuple(row["name"] for row in await reading.all(sql, name)) for sql in (columns, key)]
    return Table(name, *found)


async def count(reading: Reading, name: str) -> int:
    row = await reading.one(f"SELECT COUNT(*) AS n FROM {name}")  # noqa: S608 - a name of our own
    return int(row["n"]) if row else 0


async def is_used(reading: Reading) -> bool:
    """Whether anything is there that somebody put there."""
    for name in names():
        if name != FURNITURE and await reading.one(f"SELECT 1 AS found FROM {name} LIMIT 1"):  # noqa: S608 - as above
            return True
    return False


async def delete_furniture(tx: Transaction) -> None:
    await tx.run(f"DELETE FROM {FURNITURE}")  # noqa: S608 - as above


def holds_nul(page: Iterable[Sequence[object]]) -> bool:
    return any(isinstance(value, str) and "\0" in value for row in page for value in row)


async def pages(reading: Reading, table: Table) -> AsyncIterator[list[tuple[object, ...]]]:
    """All rows, in the order of their key, so many at a time; each page begins after the last one's key."""
    wanted, key = ", ".join(table.columns), ", ".join(table.key)
    places = ", ".join(f"${n}" for n in range(1, len(table.key) + 1))
    start = f"SELECT {wanted} FROM {table.name}"  # noqa: S608 - as above
    end = f" ORDER BY {key} LIMIT {PAGE}"
    rows = await reading.all(start + end)
    while rows:
        yield [values_of(row, table.columns) for row in rows]
        if len(rows) < PAGE:
            return
        rows = await reading.all(f"{start} WHERE ({key}) > ({places}){end}", *values_of(rows[-1], table.key))


def values_of(row: Row, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)


async def insert_page(tx: Transaction, table: Table, page: Sequence[tuple[object, ...]]) -> None:
    places = ", ".join(f"${n}" for n in range(1, len(table.columns) + 1))
    columns = ", ".join(table.columns)
    await tx.many(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", page)  # noqa: S608 - as above


async def go_on_after_the_last_arrival(tx: Transaction) -> None:
    """PostgreSQL's sequence: what is taken in from now on comes after what was."""
    await tx.one(GO_ON_AFTER)
