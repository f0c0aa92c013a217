"""A full disk, a lock, a folder that cannot be written, a broken page: said once, nothing kept by half, and over."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from programme.store import sqlite
from programme.store.engine import Database, StoreDamaged, StoreUnavailable, opened
from programme.store.migrate import migrate
from programme.store.sqlite import SqliteDatabase
from programme.store.troubles import AGAIN_SECONDS, Troubles
from tests.programme.cast import NOW
from tests.programme.store.faults import as_somebody, damage, locked, open_folder

MUCH = "x" * 200_000


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    return tmp_path / "record.db"


@pytest.fixture
async def record(path: Path) -> AsyncIterator[Database]:
    async with opened(f"sqlite:///{path}") as database:
        await migrate(database, NOW)
        yield database


async def keep(database: Database, name: str, value: str = "") -> None:
    async with database.transaction() as tx:
        await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ($1, '', '')", f"before {name}")
        await tx.run("INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, '')", name, value)


async def kept(database: Database) -> list[str]:
    async with database.reading() as reading:
        return [row["name"] for row in await reading.all("SELECT name FROM settings ORDER BY name")]


async def set_most_pages(database: Database, pages: int) -> None:
    assert isinstance(database, SqliteDatabase)
    await database._writer.execute_fetchall(f"PRAGMA max_page_count = {pages}")


async def test_a_full_disk_keeps_nothing_by_half_and_is_over_when_there_is_room(record: Database) -> None:
    await set_most_pages(record, 1)  # as many as there are now
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match=r"the disk is full; make room where .* \(`df -h"):
            await keep(record, "much", MUCH)
    assert await kept(record) == []
    await set_most_pages(record, 1_000_000)
    await keep(record, "much", MUCH)
    assert await kept(record) == ["before much", "much"]


async def test_it_is_said_once_and_once_more_when_it_is_over(
    record: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await set_most_pages(record, 1)
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            await keep(record, "much", MUCH)
    assert await kept(record) == []
    await set_most_pages(record, 1_000_000)
    await keep(record, "much", MUCH)
    said = [one.getMessage() for one in caplog.records]
    assert len(said) == 2
    assert "cannot be written: the disk is full" in said[0]
    assert said[1] == "The database can be written again; attempts that had failed: 3."


def test_what_comes_and_goes_is_said_every_ten_minutes(caplog: pytest.LogCaptureFixture) -> None:
    passed = [0.0]
    troubles = Troubles(lambda: passed[0])
    for passed[0] in (0.0, 1.0, AGAIN_SECONDS - 1, AGAIN_SECONDS, AGAIN_SECONDS + 1):
        troubles.failed("written", "full")
        troubles.worked("written")
    assert len(caplog.records) == 2


def test_that_it_can_be_read_does_not_mean_that_it_can_be_written(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    troubles = Troubles()
    troubles.failed("written", "full")
    troubles.worked("read")
    assert not [one for one in caplog.records if "again" in one.getMessage()]


async def test_a_lock_of_another_process_is_named_and_passes(record: Database, path: Path) -> None:
    with locked(path):
        with pytest.raises(StoreUnavailable, match=f"another program holds {path} locked"):
            await keep(record, "a")
        with pytest.raises(StoreUnavailable, match="locked"):
            await kept(record)
    await keep(record, "a")
    assert await kept(record) == ["a", "before a"]


async def test_while_another_writes_it_can_be_read(record: Database, path: Path) -> None:
    with locked(path, "BEGIN IMMEDIATE"):
        assert await kept(record) == []


@pytest.mark.parametrize("file_mode", [0o444, 0o666])
async def test_a_folder_that_cannot_be_written_is_named(file_mode: int) -> None:
    with open_folder() as folder:
        url = f"sqlite:///{folder / 'record.db'}"
        async with opened(url) as database:
            await migrate(database, NOW)
        (folder / "record.db").chmod(file_mode)
        folder.chmod(0o555)
        with as_somebody():
            async with opened(url) as database:
                with pytest.raises(StoreUnavailable, match=r"record\.db cannot be written; the bot's user needs"):
                    await keep(database, "a")


async def test_a_folder_that_can_be_written_again_needs_no_new_start() -> None:
    with open_folder() as folder:
        async with opened(f"sqlite:///{folder / 'record.db'}") as database:
            await migrate(database, NOW)
            (folder / "record.db").chmod(0o666)
            with as_somebody(), pytest.raises(StoreUnavailable):
                await keep(database, "a")
            await keep(database, "a")
            assert await kept(database) == ["a", "before a"]


async def test_a_broken_page_ends_everything(record: Database, path: Path) -> None:
    await keep(record, "much", MUCH)
    damage(path)
    with pytest.raises(StoreDamaged, match=r"is damaged \(.* `find-your-active restore FILE`"):
        await keep(record, "a")
    broken = path.read_bytes()
    with pytest.raises(StoreDamaged):
        await keep(record, "b")
    with pytest.raises(StoreDamaged):
        await record.until_damaged()
    assert path.read_bytes() == broken


async def test_control_without_the_end_it_would_be_written_into(record: Database, path: Path) -> None:
    """Only one page is broken, and the next command does not come by there."""
    await keep(record, "much", MUCH)
    damage(path, path.stat().st_size - 4096)
    with pytest.raises(StoreDamaged):
        await record.verify()
    broken = path.read_bytes()
    assert isinstance(record, SqliteDatabase)
    record._troubles = Troubles()
    await keep(record, "a")
    assert path.read_bytes() != broken


async def test_a_broken_file_is_found_at_the_start(record: Database, path: Path) -> None:
    await keep(record, "much", MUCH)
    damage(path)
    with pytest.raises(StoreDamaged):
        await record.verify()


async def test_a_sound_file_passes(record: Database) -> None:
    await record.verify()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lost_connection_is_said_once_and_passes(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="PostgreSQL does not answer"):
            async with database.transaction() as tx:
                await tx.run("SELECT pg_terminate_backend(pg_backend_pid())")
    await keep(database, "a")
    said = [one.getMessage() for one in caplog.records if one.name == "programme.store.troubles"]
    assert len(said) == 2
    assert said[1] == "The database can be written again; attempts that had failed: 2."


async def test_while_a_lock_is_known_nobody_waits_long_behind_others(
    record: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.5)
    with locked(path, "BEGIN IMMEDIATE"):
        with pytest.raises(StoreUnavailable):
            await keep(record, "first")
        assert await waits(record) == 250
        with pytest.raises(StoreUnavailable):
            await keep(record, "second")
        assert await waits(record) == 250
    await keep(record, "third")
    await keep(record, "fourth")
    assert await waits(record) == 500


async def waits(database: Database) -> int:
    """Milliseconds."""
    assert isinstance(database, SqliteDatabase)
    await database._wait_for_locks(database._writer, "written")
    (row,) = await database._writer.execute_fetchall("PRAGMA busy_timeout")
    return int(row[0])
