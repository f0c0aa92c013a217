"""Workplaces that have signed up."""

import pytest

from programme import employers
from programme.errors import EmployerExists, EmployerUnknown, Unusable
from programme.model import Employer
from tests.programme.cast import NOW, House


async def add(house: House, name: str, headcount: int = 10) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.add(tx, name, headcount, "command line", NOW)


async def find(house: House, name: str) -> Employer:
    async with house.database.reading() as reading:
        return await employers.find(reading, name)


@pytest.mark.parametrize("name", ["Essex County Council", "ESSEX  county council ", "Eſſex County\u200b Council"])
async def test_a_name_is_found_however_it_is_typed_and_taken_only_once(house: House, name: str) -> None:
    assert await find(house, name) == house.council
    with pytest.raises(EmployerExists):
        await add(house, name)


async def test_an_unknown_name_is_refused(house: House) -> None:
    with pytest.raises(EmployerUnknown):
        await find(house, "Nowhere Ltd")


@pytest.mark.parametrize("headcount", [0, -5, 1_000_001])
async def test_a_headcount_out_of_range_is_refused(house: House, headcount: int) -> None:
    with pytest.raises(Unusable, match="headcount: range"):
        await add(house, "Small Ltd", headcount)


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 81])
async def test_a_name_that_cannot_be_used_is_refused(house: House, name: str) -> None:
    with pytest.raises(Unusable, match="name"):
        await add(house, name)


async def test_all_open_ones_are_listed_by_name(house: House) -> None:
    await add(house, "abc Ltd")
    async with house.database.reading() as reading:
        names = [employer.name for employer in await employers.all_open(reading)]
    assert names == ["abc Ltd", "Essex County Council", "Riverside School"]
