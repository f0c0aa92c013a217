"""The programme's record: one database, opened and brought up to date."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from programme.rotation import before_name
from programme.store import places
from programme.store.backup import AlreadyThere, NotWritten, copy_database
from programme.store.engine import Database, StoreUnavailable, opened
from programme.store.migrate import all_migrations, migrate

log = logging.getLogger(__name__)

SQLITE = "sqlite:///"
BACKUPS = "backups"
"""The folder beside an SQLite database where its back-ups go, unless another is given."""


@asynccontextmanager
async def opened_record(
    url: str, now: datetime, *, backups: Path | None = None, keeps_old: bool = True
) -> AsyncIterator[Database]:
    """The database at *url*, up to date, for the length of a block.

    Before an SQLite database that is in use changes its form, a copy goes to *backups*; not if *keeps_old* is False.

    Raises:
        StoreUnusable, StoreUnavailable: see `programme.store.engine`; also if that copy cannot be made.
    """
    async with opened(url) as database:
        file = file_of(url)
        if file is None or not keeps_old:
            await migrate(database, now, tell_of_migration if keeps_old else None)
        else:
            await migrate(database, now, partial(keep_old, file, backups or backups_beside(file), now))
        yield database


def file_of(url: str) -> Path | None:
    """The SQLite file; None for PostgreSQL."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def backups_beside(file: Path) -> Path:
    return file.parent / BACKUPS


def network_of(url: str) -> str | None:
    """The kind of network file system that an SQLite database is on, if any; see `programme.store.places`."""
    file = file_of(url)
    return places.network_of(file) if file else None


async def keep_old(file: Path, backups: Path, now: datetime, version: int) -> None:
    """A checked copy of the record as the program of *version* left it.

    Raises:
        StoreUnavailable: it cannot be made, so the record stays as it is.
        StoreUnusable: the record cannot be read.
    """
    target = backups / before_name(file.stem, version + 1, now)
    try:
        await asyncio.to_thread(copy_database, file, target)
    except AlreadyThere:
        return
    except NotWritten as trouble:
        raise StoreUnavailable(f"the back-up before bringing the database up to date failed: {trouble}") from trouble
    log.info("The database goes from version %d to %d; as it was: %s", version, all_migrations()[-1].version, target)


async def tell_of_migration(version: int) -> None:
    log.info(
        "The database goes from version %d to %d; a back-up of PostgreSQL is its administrator's",
        version,
        all_migrations()[-1].version,
    )
