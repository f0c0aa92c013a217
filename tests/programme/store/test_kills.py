"""kill -9 before every single statement: all of a transaction is there or nothing, and a replay ends well."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from programme.model import Role
from programme.store.engine import opened
from programme.store.migrate import all_migrations, migrate
from tests.postgres import Server
from tests.programme.cast import AMIRA, BEN, HOLLY, NOW, House
from tests.programme.store.killing import is_killed_at, state_and_replay, state_of, whole_states
from tests.programme.store.test_migrate import described


async def prepare(url: str, scene: str) -> None:
    """One session with one place; where somebody cancels, Amira has it and Ben waits."""
    async with opened(url) as database:
        await migrate(database, NOW)
        house = await House.furnished(database)
        await house.join(AMIRA)
        await house.join(BEN)
        await house.join_as(HOLLY, Role.HR, house.council)
        session = await house.add(places=1)
        if scene == "cancel":
            await house.book_all((AMIRA, BEN), session)


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Iterator[str]]:
    """Copies of a prepared database, one for each death."""
    if request.param == "sqlite":
        return lambda scene: files(tmp_path, partial(prepared, scene))
    return lambda scene: databases(request.getfixturevalue("postgres_server"), partial(prepared, scene))


def prepared(scene: str, url: str) -> str:
    asyncio.run(prepare(url, scene))
    return url


def files(folder: Path, make: Callable[[str], str]) -> Iterator[str]:
    first = folder / "first.db"
    make(f"sqlite:///{first}")
    for number in itertools.count():
        copy = folder / f"{number}.db"
        shutil.copy(first, copy)
        yield f"sqlite:///{copy}"


def databases(server: Server, make: Callable[[str], str]) -> Iterator[str]:
    first = asyncio.run(server.create_database())
    make(server.url(first))
    while True:
        copy = asyncio.run(server.create_database(first))
        yield server.url(copy)
        asyncio.run(server.drop_database(copy))


@pytest.mark.parametrize("scene", ["book", "cancel", "publish"])
def test_a_kill_before_any_statement_leaves_nothing_half_done(
    copies: Callable[[str], Iterator[str]], scene: str
) -> None:
    urls = copies(scene)
    whole = asyncio.run(whole_states(next(urls), scene))
    for kill_at in itertools.count(1):
        url = next(urls)
        if not is_killed_at(url, scene, kill_at):
            break
        found, replayed = asyncio.run(state_and_replay(url, scene))
        assert found in whole, f"half done before statement {kill_at}"
        assert replayed == whole[-1]
    assert kill_at > 10
    assert whole[0] != whole[-1]


@pytest.mark.parametrize(
    ("copies", "scene"),
    [("sqlite", "book"), ("sqlite", "cancel"), ("sqlite", "publish"), ("postgresql", "book")],
    indirect=["copies"],
)
def test_control_without_transactions_something_would_be_half_done(
    copies: Callable[[str], Iterator[str]], scene: str
) -> None:
    urls = copies(scene)
    whole = asyncio.run(whole_states(next(urls), scene))
    for kill_at in itertools.count(1):
        url = next(urls)
        assert is_killed_at(url, scene, kill_at, guarded=False), "nothing was ever half done"
        if asyncio.run(state_of(url)) not in whole:
            break


def old(url: str) -> str:
    """A database as the first version made it, with somebody in it."""

    async def make() -> None:
        async with opened(url) as database:
            await migrate(database, NOW, known=all_migrations()[:1])
            async with database.transaction() as tx:
                await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ('kept', 'precious', '')")

    asyncio.run(make())
    return url


async def form(url: str) -> tuple[object, ...]:
    """The tables and indexes, which migrations are noted, and what was kept."""
    async with opened(url) as database:
        async with database.reading() as reading:
            noted = [row["version"] for row in await reading.all("SELECT version FROM migrations ORDER BY version")]
            kept = await reading.one("SELECT value FROM settings WHERE name = 'kept'")
        return await described(database), noted, kept and kept["value"]


async def form_after_another_start(url: str) -> tuple[object, ...]:
    async with opened(url) as database:
        await migrate(database, NOW)
    return await form(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_ones(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Copies of a database of the first version, one for each death."""
    if request.param == "sqlite":
        return files(tmp_path, old)
    return databases(request.getfixturevalue("postgres_server"), old)


def test_a_migration_killed_at_any_statement_is_all_there_or_not_at_all(old_ones: Iterator[str]) -> None:
    url = next(old_ones)
    before, after = asyncio.run(form(url)), asyncio.run(form_after_another_start(url))
    step = 1 if url.startswith("sqlite") else 5  # a copy on PostgreSQL takes ten times as long
    for kill_at in itertools.count(1, step):
        url = next(old_ones)
        if not is_killed_at(url, "migrate", kill_at):
            break
        assert asyncio.run(form(url)) in (before, after), f"half migrated before statement {kill_at}"
        assert asyncio.run(form_after_another_start(url)) == after
    assert kill_at > len(all_migrations())


def test_control_without_a_transaction_a_migration_would_be_half_there(old_ones: Iterator[str]) -> None:
    url = next(old_ones)
    whole = asyncio.run(form(url)), asyncio.run(form_after_another_start(url))
    for kill_at in itertools.count(1):
        url = next(old_ones)
        assert is_killed_at(url, "migrate", kill_at, guarded=False), "nothing was ever half migrated"
        if asyncio.run(form(url)) not in whole:
            break
