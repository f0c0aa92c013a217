"""The disk full, the file locked or broken while people book: nobody is told a lie, and no tap is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.console.failures import DAMAGED
from playground import Person
from programme.store.sqlite import SqliteDatabase, SqliteView
from tests.programme.store.faults import damage, locked
from tests.stage import Stage, staged
from tests.story.faults import full, read_only, small_disk
from tests.story.process import BotProcess, running
from tests.story.scenes import ECC, add_session, press, tomorrow_at

WAIT = "Sorry, I can't get at my records just now."
BOOKED = "You're booked"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[bool]:
    with small_disk(tmp_path / "house") as is_small:
        yield is_small


@pytest.fixture
async def small(disk: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """A stage whose database is on a small disk."""
    async with staged(tmp_path, lambda: capsys.readouterr().out) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage


def file_of(stage: Stage) -> Path:
    return Path(stage.settings.database_url.get_secret_value().removeprefix("sqlite:///"))


def booked_in(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM bookings WHERE state = 'booked'").fetchone()[0])


async def before_booking(stage: Stage, number: int) -> list[Person]:
    """People who see the session, with "Book" under it."""
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    token = await stage.invite(*ECC)
    people = [stage.telegram.user(f"P{n}") for n in range(number)]
    for person in people:
        await person.ask(f"/start {token}")
        await press(person, "I agree")
        await person.ask(f"/start s_{session}")
        person.skip()
    return people


async def press_all(people: list[Person]) -> list[str]:
    """All press "Book"; the first thing that each is told."""
    for person in people:
        await person.press("Book")
    return [(await person.next(timeout=30)).text for person in people]


@asynccontextmanager
async def told_to_wait(stage: Stage, fault: AbstractContextManager[None], people: list[Person]) -> AsyncIterator[None]:
    """While the fault lasts: everybody is told to wait, once, and nobody that they are booked."""
    with fault:
        assert all(said.startswith(WAIT) for said in await press_all(people))
        assert booked_in(file_of(stage)) == 0
        yield
        assert not [message for person in people for message in person.unread()]


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["full", "read-only", "locked"])
async def test_people_are_told_to_wait_and_booked_when_it_is_over(small: Stage, disk: bool, fault: str) -> None:
    async with running(small) as bot:
        people = await before_booking(small, 3)
        file = file_of(small)
        faults = {
            "full": full(file.parent, bot, is_small=disk),
            "read-only": read_only(file.parent),
            "locked": locked(file, "BEGIN IMMEDIATE"),
        }
        async with told_to_wait(small, faults[fault], people):
            pass
        answers = [(await person.next(timeout=30)).text for person in people]
        assert all(BOOKED in answer for answer in answers), answers
        assert booked_in(file) == 3
        await expect_calm_log(bot)


async def expect_calm_log(bot: BotProcess) -> None:
    """One line when it began and one when it was over."""
    assert await bot.terminate() == 0
    said = await bot.said()
    assert said.count("The database cannot be written") == 1, said
    assert said.count("The database can be written again") == 1, said
    loud = [line for line in said.splitlines() if " ERROR " in line or " WARNING " in line]
    assert len([line for line in loud if " bot.watch " not in line]) == 1, said  # which finds so small a disk low


async def test_control_a_write_that_fails_in_silence_would_be_a_lie(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told and not kept: what the story above would show if failures were swallowed."""

    @asynccontextmanager
    async def careless(self: SqliteDatabase) -> AsyncIterator[SqliteView]:
        async with self._writing:
            await self._writer.execute("BEGIN IMMEDIATE")
            yield SqliteView(self._writer)
            await self._writer.execute("ROLLBACK")  # as a full disk would have it

    await stage.start()
    (amira,) = await before_booking(stage, 1)
    with monkeypatch.context() as patch:
        patch.setattr(SqliteDatabase, "transaction", careless)
        (said,) = await press_all([amira])
        assert not said.startswith(WAIT)
    assert booked_in(file_of(stage)) == 0


@pytest.mark.slow
async def test_a_broken_file_stops_the_bot_and_a_back_up_brings_everybody_back(stage: Stage, tmp_path: Path) -> None:
    backup, file = tmp_path / "copies" / "bot.db", file_of(stage)
    async with running(stage) as bot:
        people = await before_booking(stage, 2)
        await press(people[0], "Book")
        await stage.command("backup", str(backup))
        damage(file)
        await people[1].press("Book")
        assert await bot.ended() == DAMAGED
        assert f"{file} is damaged" in (said := await bot.said())
        assert "find-your-active restore FILE" in said
    assert not [message for message in people[1].messages if BOOKED in message.text]
    again = await BotProcess.start(stage)
    assert await again.ended() == DAMAGED
    for left in file.parent.glob("bot.db*"):
        if left.suffix != ".erasures":
            left.unlink()
    await stage.command("restore", str(backup))
    async with running(stage):  # Telegram brings again what was not kept
        await stage.telegram.until(lambda: any(BOOKED in one.text for one in people[1].messages), timeout=30)
        assert "12:30" in (await people[0].ask("/bookings")).text
    assert booked_in(file) == 2
