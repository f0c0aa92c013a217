"""The programme's record: one database, opened and brought up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from programme.store.engine import Database, opened
from programme.store.migrate import migrate


@asynccontextmanager
async def opened_record(url: str, now: datetime) -> AsyncIterator[Database]:
    """The database at *url*, up to date, for the length of a block.

    Raises:
        StoreUnusable, StoreUnavailable: see `programme.store.engine`.
    """
    async with opened(url) as database:
        await migrate(database, now)
        yield database
