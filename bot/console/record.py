"""The programme's database, opened and up to date, for one command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from content import kinds as catalogue
from programme import kinds
from programme.record import opened_record
from programme.store.engine import Database
from scheduling.clock import clock_from

ACTOR = "command line"


@dataclass(frozen=True, slots=True)
class Record:
    database: Database
    now: datetime


@asynccontextmanager
async def record(settings: Settings) -> AsyncIterator[Record]:
    """Open, migrate, and keep the catalogue's kinds.

    Raises:
        StoreUnusable, StoreUnavailable: see `programme.store.engine`.
    """
    clock = clock_from(settings.clock_file)
    async with opened_record(settings.database_url.get_secret_value(), clock()) as database:
        async with database.transaction() as tx:
            await kinds.keep(tx, catalogue.rules())
        yield Record(database, clock())
