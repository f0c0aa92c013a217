"""A back-up is whole, private, and overwrites nothing."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from programme import backups, employers
from programme.record import opened_record
from programme.store.backup import NotWritten, check, copy_database
from programme.store.engine import StoreDamaged, StoreUnavailable, StoreUnusable, opened
from programme.store.migrate import all_migrations, migrate, select_version
from tests.programme.store.faults import locked

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


async def with_one_workplace(path: Path) -> None:
    async with opened_record(f"sqlite:///{path}", NOW) as database, database.transaction() as tx:
        await employers.add(tx, "Essex County Council", 7500, "test", NOW)


async def test_what_was_backed_up_while_in_use_is_there_after_restoring(tmp_path: Path) -> None:
    source, copy, elsewhere = (tmp_path / name for name in ("a.db", "b.db", "c.db"))
    await with_one_workplace(source)
    async with opened_record(f"sqlite:///{source}", NOW) as database, database.reading() as reading:
        await employers.all_open(reading)
        backups.back_up(source, copy, nothing)
    await backups.restore(copy, elsewhere, nothing, NOW, actor="test", without_ledger=True)
    async with opened_record(f"sqlite:///{elsewhere}", NOW) as database, database.reading() as reading:
        assert [employer.name for employer in await employers.all_open(reading)] == ["Essex County Council"]


async def test_a_backup_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    await with_one_workplace(tmp_path / "a.db")
    backups.back_up(tmp_path / "a.db", tmp_path / "deep" / "b.db", nothing)
    assert stat.S_IMODE((tmp_path / "deep" / "b.db").stat().st_mode) == 0o600


async def test_nothing_is_overwritten(tmp_path: Path) -> None:
    await with_one_workplace(tmp_path / "a.db")
    (tmp_path / "b.db").write_text("precious", "utf-8")
    with pytest.raises(backups.AlreadyThere):
        backups.back_up(tmp_path / "a.db", tmp_path / "b.db", nothing)
    assert (tmp_path / "b.db").read_text("utf-8") == "precious"


async def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    await with_one_workplace(tmp_path / "a.db")
    content = bytearray((tmp_path / "a.db").read_bytes())
    content[8_192:40_960] = b"\xff" * 32_768
    (tmp_path / "broken.db").write_bytes(bytes(content))
    with pytest.raises(StoreUnusable):
        await backups.restore(
            tmp_path / "broken.db", tmp_path / "c.db", nothing, NOW, actor="test", without_ledger=True
        )
    assert not (tmp_path / "c.db").exists()


@pytest.mark.parametrize("end", ["-journal", "-wal"])
async def test_what_is_left_of_a_broken_database_is_in_the_way(tmp_path: Path, end: str) -> None:
    """SQLite would play it back into the restored one."""
    await with_one_workplace(tmp_path / "a.db")
    (tmp_path / f"new.db{end}").write_bytes(b"left over")
    with pytest.raises(backups.AlreadyThere, match=end):
        await backups.restore(tmp_path / "a.db", tmp_path / "new.db", nothing, NOW, actor="test", without_ledger=True)


async def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    await with_one_workplace(tmp_path / "a.db")
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten, match="cannot be written"):
        backups.back_up(tmp_path / "a.db", tmp_path / "file" / "b.db", nothing)


async def test_rows_that_point_at_nothing_do_not_pass_the_check(tmp_path: Path) -> None:
    await with_one_workplace(tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("INSERT INTO digests VALUES ('1', 'no such', '2026-W47', '', '', '', '{}', '')")
        connection.commit()
    with pytest.raises(StoreDamaged, match="points at none of employers"):
        check(tmp_path / "a.db")


def large(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE filler (text)")
        connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,) for _ in range(4000)])
        connection.execute("CREATE TABLE beats (number)")
        connection.execute("INSERT INTO beats VALUES (0)")
        connection.commit()


class Beating:
    """Writes at every step of a copy, as a busy bot would; counts the steps."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self.steps = 0

    def __call__(self, _done: int, _total: int) -> None:
        self.steps += 1
        assert self.steps < 50, "the copy would never end"
        self._connection.execute("UPDATE beats SET number = number + 1")

    def close(self) -> None:
        self._connection.close()


def test_a_copy_ends_although_somebody_writes_all_the_time(tmp_path: Path) -> None:
    large(tmp_path / "a.db")
    with closing(Beating(tmp_path / "a.db")) as beating:
        copy_database(tmp_path / "a.db", tmp_path / "b.db", beating)
    with closing(sqlite3.connect(tmp_path / "b.db")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM filler").fetchone() == (4000,)


def test_control_by_steps_alone_it_would_never_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.store.backup.RESTARTS", 1_000_000)
    large(tmp_path / "a.db")
    with closing(Beating(tmp_path / "a.db")) as beating, pytest.raises(AssertionError, match="never end"):
        copy_database(tmp_path / "a.db", tmp_path / "b.db", beating)


async def test_a_database_that_is_locked_all_the_time_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("programme.store.backup.LOOK_SECONDS", 0.1)
    await with_one_workplace(tmp_path / "a.db")
    with locked(tmp_path / "a.db"), pytest.raises(StoreUnavailable, match="another program holds"):
        copy_database(tmp_path / "a.db", tmp_path / "b.db")


async def of_an_old_version(path: Path) -> None:
    async with opened(f"sqlite:///{path}") as database:
        await migrate(database, NOW, known=all_migrations()[:1])


async def test_before_a_database_changes_its_form_it_is_kept_as_it_was(tmp_path: Path) -> None:
    await of_an_old_version(tmp_path / "bot.db")
    async with opened_record(f"sqlite:///{tmp_path / 'bot.db'}", NOW):
        pass
    copy = tmp_path / "backups" / "bot.before-0002-2026-11-24T000000Z.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    async with opened(f"sqlite:///{copy}") as database, database.reading() as reading:
        assert await select_version(reading) == 1


async def test_a_new_database_and_one_that_is_up_to_date_need_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        await with_one_workplace_more(tmp_path / "bot.db")
    assert not (tmp_path / "backups").exists()


async def with_one_workplace_more(path: Path) -> None:
    async with opened_record(f"sqlite:///{path}", NOW):
        pass


async def test_if_it_cannot_be_kept_it_does_not_change(tmp_path: Path) -> None:
    await of_an_old_version(tmp_path / "bot.db")
    (tmp_path / "backups").touch()
    with pytest.raises(StoreUnavailable, match="the back-up before bringing the database up to date failed"):
        async with opened_record(f"sqlite:///{tmp_path / 'bot.db'}", NOW):
            pass
    async with opened(f"sqlite:///{tmp_path / 'bot.db'}") as database, database.reading() as reading:
        assert await select_version(reading) == 1
