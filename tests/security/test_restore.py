"""A back-up brings back who was there, but nobody who has been erased since."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from programme import backups, erasures, rights
from programme.erasures import SQLITE, ledger_of
from programme.record import opened_record
from programme.store.backup import Progress
from tests.programme.cast import NOW
from tests.security.canaries import AMIRA, BEN, found_in, plant


def nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


WATCH: Progress = nothing


@dataclass(frozen=True, slots=True)
class Place:
    """A programme, a back-up of it from before Amira was erased, and where it is to be restored."""

    own: Path
    backup: Path
    new: Path

    async def restore(self, *, without_ledger: bool = False) -> int:
        return await backups.restore(self.backup, self.new, WATCH, NOW, actor="test", without_ledger=without_ledger)


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "data" / "bot.db", tmp_path / "backups" / "monday.db", tmp_path / "new" / "bot.db")
    ledger = ledger_of(f"{SQLITE}{made.own}")
    async with opened_record(f"{SQLITE}{made.own}", NOW) as database:
        await plant(database)
        async with database.transaction() as tx:
            await erasures.secret_of(tx, NOW)
        backups.back_up(made.own, made.backup, WATCH)
        async with database.transaction() as tx:
            await erasures.keep_beside(tx, ledger, made.backup, NOW)
        async with database.transaction() as tx:
            await rights.erase(tx, await rights.subject(tx, AMIRA.person), "test", NOW, ledger)
    made.new.parent.mkdir(mode=0o700)
    return made


async def test_the_back_up_still_has_who_was_erased_since(place: Place) -> None:
    assert found_in(place.backup.parent, AMIRA.marks) == set(AMIRA.marks)
    assert found_in(place.own.parent, AMIRA.marks) == set()


async def test_restoring_erases_them_again(place: Place) -> None:
    assert await place.restore() == 1
    assert found_in(place.new.parent, AMIRA.marks) == set()
    assert found_in(place.new.parent, BEN.marks) == set(BEN.marks)
    assert place.new.stat().st_mode & 0o777 == 0o600


async def test_the_ledger_beside_the_back_ups_is_enough(place: Place) -> None:
    """The disk with the database is lost: an erasure is noted in both places."""
    shutil.rmtree(place.own.parent)
    assert await place.restore() == 1


async def test_without_the_ledger_nothing_is_restored(place: Place) -> None:
    (place.backup.parent / "bot.db.erasures").unlink()
    with pytest.raises(backups.NoLedger):
        await place.restore()
    assert not list(place.new.parent.iterdir())


async def test_another_programmes_ledger_does_not_count(place: Place) -> None:
    beside = place.backup.parent / "bot.db.erasures"
    beside.write_text("find-your-active erasures, key 0123456789abcdef\n" + beside.read_text().partition("\n")[2])
    with pytest.raises(backups.NoLedger):
        await place.restore()


async def test_control_without_the_ledger_they_would_be_back(place: Place) -> None:
    (place.backup.parent / "bot.db.erasures").unlink()
    assert await place.restore(without_ledger=True) == 0
    assert found_in(place.new.parent, AMIRA.marks) == set(AMIRA.marks)


async def test_what_is_there_is_not_overwritten(place: Place) -> None:
    place.new.write_text("precious")
    with pytest.raises(backups.AlreadyThere):
        await place.restore()
    assert place.new.read_text() == "precious"


async def test_ledgers_catch_up_with_each_other(place: Place) -> None:
    beside = place.backup.parent / "bot.db.erasures"
    beside.unlink()
    async with opened_record(f"{SQLITE}{place.own}", NOW) as database, database.transaction() as tx:
        await erasures.keep_beside(tx, ledger_of(f"{SQLITE}{place.own}"), place.backup, NOW)
    assert beside.read_text() == place.own.with_name("bot.db.erasures").read_text()
