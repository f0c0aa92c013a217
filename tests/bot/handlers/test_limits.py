"""The team says how many places one person may hold; what it types is checked."""

import pytest

from content import limits as scene
from programme import limits
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import theo


async def kept(town: Town) -> int:
    async with town.database.reading() as reading:
        return await limits.most_bookings(reading)


def test_the_screen_names_the_limits_there_are() -> None:
    assert (scene.FEWEST, scene.MOST) == (limits.FEWEST, limits.MOST)


async def test_the_team_sets_how_many_places_one_person_may_hold(town: Town) -> None:
    chat = await theo(town)
    await chat.go("most")
    await chat.type("12")
    assert "12 places" in chat.text
    assert await kept(town) == 12


@pytest.mark.parametrize("typed", ["4", "501", "-5", "lots", "", "9" * 5000, "\N{ARABIC-INDIC DIGIT FIVE}0"])
async def test_what_is_no_such_number_changes_nothing(town: Town, typed: str) -> None:
    chat = await theo(town)
    await chat.go("mostset", typed)
    assert "isn't a number I can use" in chat.text
    assert await kept(town) == limits.USUAL
