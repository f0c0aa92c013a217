"""The record on both engines, and the cast."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from programme.store.engine import Database, opened
from programme.store.migrate import migrate
from tests.postgres import Server
from tests.programme.cast import NOW, House


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """A migrated database, of which each test gets a copy."""
    return asyncio.run(make_template(postgres_server))


async def make_template(server: Server) -> str:
    name = await server.create_database()
    async with opened(server.url(name)) as database:
        await migrate(database, NOW)
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated database on each engine."""
    async with opened(database_url) as database:
        await migrate(database, NOW)
        yield database


@pytest.fixture
async def house(database: Database) -> House:
    """The record with two workplaces and the kinds, and nobody in it yet."""
    return await House.furnished(database)
