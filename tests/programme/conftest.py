"""The record on both engines, and the cast."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from programme.store.engine import Database, open_database, opened
from programme.store.migrate import migrate
from tests.postgres import Server
from tests.programme.cast import NOW, House


@pytest.fixture(scope="session")
async def migrated_template(postgres_server: Server) -> str:
    """A migrated PostgreSQL database, of which each test gets a copy."""
    name = await postgres_server.create_database()
    async with opened(postgres_server.url(name)) as database:
        await migrate(database, NOW)
    return name


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(f"sqlite:///{tmp_path / 'record.db'}") as database:
        await migrate(database, NOW)
        yield database


@pytest.fixture
async def postgresql(postgres_server: Server, migrated_template: str) -> AsyncIterator[Database]:
    name = await postgres_server.create_database(migrated_template)
    database = await open_database(postgres_server.url(name))
    yield database
    await database.close()
    await postgres_server.drop_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh, migrated database on each engine."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Database)
    return found


@pytest.fixture
async def house(database: Database) -> House:
    """The record with two workplaces, the kinds, and nobody in it yet."""
    return await House.open(database)
