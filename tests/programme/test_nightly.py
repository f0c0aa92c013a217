"""Every night a checked copy; old ones go, nobody erased comes back, and the team hears of a failure once."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from programme import backups, erasures, nightly, rights
from programme.erasures import SQLITE, ledger_of
from programme.model import Role
from programme.nightly import Plan, back_up
from programme.record import opened_record
from programme.rotation import Kept
from programme.store.backup import check, unwatched
from programme.store.engine import Database, StoreDamaged, StoreUnavailable
from tests.programme.cast import COLE, NOW, House
from tests.programme.store.faults import damage
from tests.security.canaries import AMIRA, found_in, plant

FIRST = "bot.nightly-2026-11-23.db"


@dataclass(frozen=True, slots=True)
class Place:
    database: Database
    plan: Plan

    async def back_up(self, now: datetime = NOW) -> None:
        await back_up(self.database, self.plan, now)

    async def state(self) -> nightly.State:
        async with self.database.reading() as reading:
            return await nightly.state(reading)

    async def alerts(self) -> int:
        async with self.database.reading() as reading:
            return len(await reading.all("SELECT 1 FROM notices WHERE kind = 'team_alert' AND facts = 'backup'"))

    @property
    def copies(self) -> list[str]:
        return sorted(path.name for path in self.plan.folder.iterdir() if path.suffix == ".db")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    file = tmp_path / "data" / "bot.db"
    plan = Plan(file, tmp_path / "copies", Kept(), ledger_of(f"{SQLITE}{file}"), ZoneInfo("Europe/London"))
    async with opened_record(f"{SQLITE}{file}", NOW) as database:
        yield Place(database, plan)


async def test_a_night_makes_a_private_checked_copy_and_is_remembered(place: Place) -> None:
    await place.back_up()
    copy = place.plan.folder / FIRST
    check(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert await place.state() == nightly.State(NOW, str(copy))


async def test_forty_nights_leave_no_more_than_eleven(place: Place) -> None:
    for night in range(40):
        await place.back_up(NOW + timedelta(days=night))
    assert 10 <= len(place.copies) <= 11
    assert place.copies[-1] == "bot.nightly-2027-01-01.db"


async def test_a_second_time_on_one_day_changes_nothing(place: Place) -> None:
    await place.back_up()
    before = (place.plan.folder / FIRST).stat()
    await place.back_up(NOW + timedelta(hours=1))
    assert (place.plan.folder / FIRST).stat() == before


async def test_the_team_is_told_once_and_it_is_over_when_it_works(place: Place) -> None:
    await (await House.furnished(place.database)).join_as(COLE, Role.TEAM)
    in_the_way = place.plan.folder
    in_the_way.write_text("not a folder")
    for minutes in (0, 5, 70):
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            await place.back_up(NOW + timedelta(minutes=minutes))
    assert await place.alerts() == 1
    assert (await place.state()).failing_since == NOW
    in_the_way.unlink()
    await place.back_up(NOW + timedelta(minutes=75))
    assert (await place.state()).failing_since is None


async def test_another_databases_copy_is_not_taken_for_ones_own(place: Place, tmp_path: Path) -> None:
    other = replace(place.plan, database=tmp_path / "other" / "bot.db")
    async with opened_record(f"{SQLITE}{other.database}", NOW) as database:
        await back_up(database, other, NOW)
    with pytest.raises(StoreUnavailable, match="another database's"):
        await place.back_up()


async def test_a_copy_that_was_made_and_not_noted_is_ones_own(place: Place) -> None:
    await place.back_up()
    async with place.database.transaction() as tx:
        await tx.run("DELETE FROM settings WHERE name = $1", nightly.LAST)
    await place.back_up()
    assert (await place.state()).made_at == NOW


async def test_a_damaged_database_is_found_and_the_good_copies_stay(place: Place) -> None:
    await place.back_up()
    damage(place.plan.database)
    with pytest.raises(StoreDamaged):
        await place.back_up(NOW + timedelta(days=1))
    with pytest.raises(StoreDamaged):
        await place.database.until_damaged()
    assert place.copies == [FIRST]


async def test_who_was_erased_does_not_come_back_from_any_night(place: Place, tmp_path: Path) -> None:
    await plant(place.database)
    await place.back_up()
    async with place.database.transaction() as tx:
        elsewhere = tmp_path / "by hand" / "copy.db"
        elsewhere.parent.mkdir()
        await erasures.keep_beside(tx, place.plan.ledger, elsewhere, NOW)
    async with place.database.transaction() as tx:
        await rights.erase(tx, await rights.subject(tx, AMIRA.person), "test", NOW, place.plan.ledger)
    place.plan.ledger.path.unlink()  # the disk with the database is lost
    new = tmp_path / "new" / "bot.db"
    assert found_in(place.plan.folder, AMIRA.marks) == set(AMIRA.marks)
    assert await backups.restore(place.plan.folder / FIRST, new, unwatched, NOW, actor="test") == 1
    assert found_in(new.parent, AMIRA.marks) == set()
