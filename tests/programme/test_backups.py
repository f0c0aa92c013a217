"""A back-up is whole, private, and overwrites nothing."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from programme import backups, employers
from programme.record import opened_record
from programme.store.engine import StoreUnusable

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
