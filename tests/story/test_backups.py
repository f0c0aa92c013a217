"""A back-up taken while people book goes on elsewhere; every night one is made, and the team hears if it is not."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from programme.store.backup import check
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, tomorrow_at

PLACES, PEOPLE, EARLY = 8, 12, 4


def elsewhere(stage: Stage, folder: Path) -> Stage:
    """The same bot on another machine: nothing is there yet."""
    url = SecretStr(f"sqlite:///{folder / 'new' / 'bot.db'}")
    return replace(stage, settings=stage.settings.model_copy(update={"database_url": url}), bot=None)


async def test_a_back_up_taken_while_people_book_is_whole_and_goes_on_elsewhere(stage: Stage, tmp_path: Path) -> None:
    session, copy = await add_session(stage, tomorrow_at(stage, 12, 30), places=PLACES), tmp_path / "far" / "copy.db"
    await stage.start()
    people = [await stage.join(f"P{number}", *ECC) for number in range(PEOPLE)]
    for person in people[:EARLY]:
        await person.press_data(f"book:{session}")
        await person.next()
    for person in people[EARLY:]:
        await person.press_data(f"book:{session}")
    await stage.command("backup", str(copy))
    await asyncio.gather(*(person.next() for person in people[EARLY:]))
    await stage.end()
    check(copy)
    new = elsewhere(stage, tmp_path)
    await new.command("restore", str(copy))
    await new.start()
    for person in people[:EARLY]:
        assert "12:30" in (await person.ask("/bookings")).text
    for person in people:
        await person.answer(await person.press_data(f"book:{session}"))
    shown = [(await person.ask(f"/start s_{session}")).labels for person in people]
    await new.end()
    assert sum("Cancel my place" in labels for labels in shown) == PLACES


async def test_the_team_hears_once_of_a_night_without_a_back_up_and_the_next_try_works(stage: Stage) -> None:
    folder = Path(stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")).parent
    in_the_way = folder / "backups"
    in_the_way.touch()
    await stage.start()
    theo = await stage.join("Theo", "team")
    theo.skip()
    stage.move_to(tomorrow_at(stage, 3, 46))
    assert "back-up" in (await theo.next()).text
    assert "the nightly back-up fails since" in await stage.command("status")
    in_the_way.unlink()
    stage.pass_by(minutes=6)
    async with asyncio.timeout(10):
        while "Last nightly back-up: none" in await stage.command("status"):  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.1)
    (copy,) = in_the_way.glob("bot.nightly-*.db")
    check(copy)
    assert "fails since" not in await stage.command("status")
