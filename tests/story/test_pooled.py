"""The bot behind a pgbouncer in transaction mode: the stories go on as on PostgreSQL itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.pooler import Pooler, find_pgbouncer, run_pooler
from tests.postgres import Server
from tests.requirements import needs
from tests.stage import Stage, staged
from tests.story.test_amira_books import (
    test_a_freed_place_goes_to_who_waits_and_they_are_told,
    test_the_reminder_comes_ten_minutes_before_and_brings_the_link,
)
from tests.story.test_killed import test_sigterm_ends_it_with_nought

__all__ = [
    "test_a_freed_place_goes_to_who_waits_and_they_are_told",
    "test_sigterm_ends_it_with_nought",
    "test_the_reminder_comes_ten_minutes_before_and_brings_the_link",
]


@pytest.fixture(scope="module")
def pooler(postgres_server: Server) -> Iterator[Pooler]:
    program = needs("pgbouncer", find_pgbouncer(), "apt install pgbouncer")
    with run_pooler(program, postgres_server) as pooler:
        yield pooler


@pytest.fixture
async def stage(
    postgres_database: str, pooler: Pooler, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Stage]:
    url = pooler.url(postgres_database.partition("?")[0].rpartition("/")[2])
    async with staged(tmp_path, lambda: capsys.readouterr().out, database_url=url) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage
