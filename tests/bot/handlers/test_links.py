"""Links: made, shown once, replaced, turned off."""

import pytest

from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import link_in, theo


async def test_a_link_is_shown_once_and_lets_people_in(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"links:{town.bakery.id}")
    await chat.press("Make a link")
    assert "shown only once" in chat.text
    amira = town.chat(101)
    await amira.go("start", link_in(chat))
    await amira.press("I agree")
    await chat.press("Back")
    assert "used 1 time" in chat.text
    assert "start=" not in chat.text


async def test_replacing_ends_the_earlier_ones(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"linkmake:{town.bakery.id}")
    old = link_in(chat)
    await chat.press("Back")
    await chat.press("Replace them all")
    await chat.press("Yes")
    new = link_in(chat)
    amira = town.chat(101)
    assert "doesn't work" in (await amira.go("start", old)).text
    assert "Basildon Bakery" in (await amira.go("start", new)).text


async def test_turning_off_leaves_no_way_in(town: Town) -> None:
    chat = await theo(town)
    await chat.go(f"linkmake:{town.bakery.id}")
    old = link_in(chat)
    await chat.press("Back")
    await chat.press("Turn them all off")
    await chat.press("Yes")
    assert "nobody new from there can come in" in chat.text
    assert "doesn't work" in (await town.chat(101).go("start", old)).text


@pytest.mark.parametrize("rest", ["", "a:b:c", "NeverWasHere:abcdefghabcdefghabcdefgh:ABCDEFGH"])
async def test_an_invented_link_is_not_shown(town: Town, rest: str) -> None:
    chat = await theo(town)
    await chat.go(f"teamlink:{rest}")
    assert "start=" not in chat.text
