"""The programme's database, opened and up to date, for one command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from content import built_in
from content import kinds as catalogue
from programme import kinds
from programme.catalogue import published
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
    """Open, migrate, and keep the catalogue's kinds and which webinar series are about health.

    Raises:
        StoreUnusable, StoreUnavailable: see `programme.store.engine`.
    """
    clock, url = clock_from(settings.clock_file), settings.database_url.get_secret_value()
    async with opened_record(url, clock(), backups=settings.backup_dir) as database:
        async with database.transaction() as tx:
            await kinds.keep(tx, catalogue.rules())
            await published.keep_series(tx, await published.current(tx, built_in.catalogue()))
        yield Record(database, clock())
