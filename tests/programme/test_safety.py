"""The safety line: the team's own, or none."""

import pytest

from programme import safety
from programme.errors import Unusable
from tests.programme.cast import NOW, House

THEO = "PersonTHEO00"


async def keep(house: House, typed: str) -> None:
    async with house.database.transaction() as tx:
        await safety.keep(tx, typed, THEO, NOW)


async def line(house: House) -> str | None:
    async with house.database.reading() as reading:
        return await safety.line(reading)


async def test_there_is_none_of_its_own_at_first(house: House) -> None:
    assert await line(house) is None


async def test_it_is_kept_as_one_clean_line(house: House) -> None:
    await keep(house, " Mind your\nback \u202e<b>🙂</b> ")
    assert await line(house) == "Mind your back <b>🙂</b>"


@pytest.mark.parametrize("typed", ["", "\u200b", "x" * 201])
async def test_what_cannot_be_used_leaves_it_as_it_was(house: House, typed: str) -> None:
    await keep(house, "Take care.")
    with pytest.raises(Unusable, match="safety"):
        await keep(house, typed)
    assert await line(house) == "Take care."


async def test_the_usual_one_comes_back_and_both_are_in_the_audit(house: House) -> None:
    await keep(house, "Take care.")
    async with house.database.transaction() as tx:
        for _ in range(2):
            await safety.use_the_usual(tx, THEO, NOW)
    assert await line(house) is None
    assert await house.count("audit", "action = 'safety line changed' AND details = ''") == 1
    assert await house.count("audit", "action = 'safety line reset'") == 1
