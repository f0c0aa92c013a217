"""The team's catalogue in the chat: what only the desk adds is in `tests/story/test_catalogue.py`."""

from __future__ import annotations

import pytest

from bot.fetching import Unfetched
from bot.handlers import catalogue
from programme.catalogue import proposing
from programme.model import WorkbookRead
from tests.bot.handlers.conftest import Chat, Town
from tests.bot.handlers.theo import THEO, theo
from tests.content.cast import NOW
from tests.workbooks import CAME, WALKS, edited, made, put


async def sent(town: Town, chat: Chat, content: bytes) -> None:
    """The file comes back: read as the desk reads it, and looked at."""
    async with town.database.transaction() as tx:
        await proposing.propose(tx, THEO, catalogue.read(content), CAME, NOW)
    await chat.go("catseen")


async def test_typing_in_place_of_a_file_asks_for_the_file(town: Town) -> None:
    chat = await theo(town)
    await chat.press("Resources, webinars, challenges")
    await chat.type("what now?")
    assert "send the workbook as a file" in chat.text
    assert chat.screen.asks == "catback"


async def test_what_was_not_seen_is_not_published(town: Town) -> None:
    chat = await theo(town)
    await sent(town, chat, edited(made(), WALKS))
    seen = next(choice.address for choice in chat.screen.choices if choice.label == "Publish")
    await sent(town, chat, edited(made(), put("Challenges", 2, "Days", 31)))
    await chat.go(seen)
    assert "nothing was published" in chat.text


async def test_pressed_twice_it_is_published_once(town: Town) -> None:
    chat = await theo(town)
    await sent(town, chat, edited(made(), WALKS))
    publish = next(choice.address for choice in chat.screen.choices if choice.label == "Publish")
    await chat.go(publish)
    await chat.go(publish)
    await chat.go("catolder")
    assert "Version 1, Mon 23 Nov, what people see now" in chat.text
    assert "Version 2" not in chat.text


async def test_a_bad_file_takes_the_place_of_the_good_one_before(town: Town) -> None:
    chat = await theo(town)
    await sent(town, chat, edited(made(), WALKS))
    publish = next(choice.address for choice in chat.screen.choices if choice.label == "Publish")
    await sent(town, chat, b"not a workbook")
    assert "isn't a workbook" in chat.text
    await chat.go(publish)
    assert "nothing was published" in chat.text


@pytest.mark.parametrize("trouble", Unfetched)
def test_what_could_not_be_fetched_is_a_problem_with_words(trouble: Unfetched) -> None:
    assert [problem.reason for problem in catalogue.read(trouble).problems] in (["too_large"], ["gone"])
    assert catalogue.read(made()) != WorkbookRead()


@pytest.mark.parametrize("address", ["catversion:7", "catversion:x", "catput:7:0", "catput", "catgo:x:y"])
async def test_invented_versions_are_not_found(town: Town, address: str) -> None:
    chat = await theo(town)
    await chat.go(address)
    assert "can't find that" in chat.text
