"""One small door to SQLite or PostgreSQL: open, read, transact."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol


class StoreUnavailable(Exception):
    """The database could not be read or written just now. Temporary; its text says what an operator can do.

    Nothing was kept, unless a network took away the answer to a commit: whoever must know looks again.
    """


class StoreUnusable(Exception):
    """The database cannot be used at all (wrong address, newer version, …); an operator must act."""


class StoreDamaged(StoreUnusable):
    """The database is malformed: nothing may be written into it any more."""


class Row(Protocol):
    """A row whose columns are read by name; rows become values inside the store's modules."""

    def __getitem__(self, column: str, /) -> Any: ...


class Reading(Protocol):
    """A consistent view: statements with ``$1`` parameters, the same text on both engines."""

    async def all(self, sql: str, *values: object) -> Sequence[Row]: ...

    async def one(self, sql: str, *values: object) -> Row | None: ...

    async def scan(self, sql: str, *values: object) -> Sequence[Row]:
        """As `all`, for what reads so much that others would have to wait for it."""
        ...


class Transaction(Reading, Protocol):
    """A transaction that writes: committed as a whole when its block ends, or not at all."""

    async def run(self, sql: str, *values: object) -> int:
        """Carry out one statement; the number of rows it changed."""
        ...

    async def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None: ...


class Database(Protocol):
    dialect: str

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """The one writer (SQLite: BEGIN IMMEDIATE).

        Raises:
            StoreUnavailable: it could not begin, write or commit; nothing was kept.
            StoreDamaged: what is there is malformed.
        """
        ...

    def reading(self) -> AbstractAsyncContextManager[Reading]: ...

    async def scrub(self) -> None:
        """Rewrite the files, so that nothing of what was deleted is left in them; everybody waits meanwhile.

        Raises:
            StoreUnavailable: it could not be done now.
        """
        ...

    async def verify(self) -> None:
        """Read every page of the file once (PostgreSQL's server looks after its own).

        Raises:
            StoreDamaged: it is malformed.
            StoreUnavailable: it cannot be read now.
        """
        ...

    async def until_damaged(self) -> None:
        """Wait until it turns out to be damaged, which should never be.

        Raises:
            StoreDamaged: it is, and from then on it refuses everything.
        """
        ...

    async def close(self) -> None: ...


async def open_database(url: str) -> Database:
    """Open the database at *url* (``sqlite:///path`` or ``postgresql://…``); SQLite is made if missing.

    Raises:
        StoreUnusable: the address is not one of these, or what is there is not a database.
        StoreUnavailable: it does not answer now.
    """
    if url.startswith("sqlite:///"):
        from programme.store.sqlite import open_sqlite  # noqa: PLC0415 - only the driver that is used

        return await open_sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        from programme.store.postgresql import open_postgresql  # noqa: PLC0415 - as above

        return await open_postgresql(url)
    scheme = url.partition(":")[0]
    raise StoreUnusable(f"the database address starts with {scheme!r}; use sqlite:///path or postgresql://…")


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """An open database for the length of a block."""
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()
