"""A workplace gets another name or headcount; what cannot be used leaves it as it was."""

import pytest

from programme import employers
from programme.errors import EmployerExists, EmployerUnknown, Unusable
from programme.model import Employer
from tests.programme.cast import NOW, House

THEO = "PersonTHEO00"


async def rename(house: House, employer: Employer, name: str) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.rename(tx, employer.id, name, THEO, NOW)


async def recount(house: House, employer: Employer, headcount: int) -> Employer:
    async with house.database.transaction() as tx:
        return await employers.recount(tx, employer.id, headcount, THEO, NOW)


async def names(house: House) -> list[str]:
    async with house.database.reading() as reading:
        return [one.name for one in await employers.all_open(reading)]


async def test_the_new_name_is_found_and_the_old_one_is_free(house: House) -> None:
    await rename(house, house.school, "Riverside <b>Academy</b> 🏫")
    async with house.database.transaction() as tx:
        assert (await employers.find(tx, "riverside <B>academy</B> 🏫")).id == house.school.id
        await employers.add(tx, "Riverside School", 20, THEO, NOW)


async def test_its_own_name_in_other_capitals_is_fine(house: House) -> None:
    assert (await rename(house, house.school, "RIVERSIDE SCHOOL")).name == "RIVERSIDE SCHOOL"


async def test_a_name_that_another_has_is_refused(house: House) -> None:
    with pytest.raises(EmployerExists):
        await rename(house, house.school, "essex county  COUNCIL")
    assert await names(house) == ["Essex County Council", "Riverside School"]


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 10_000])
async def test_a_name_that_cannot_be_used_is_refused(house: House, name: str) -> None:
    with pytest.raises(Unusable, match="name"):
        await rename(house, house.school, name)
    assert "Riverside School" in await names(house)


async def test_a_workplace_that_never_was_cannot_change(house: House) -> None:
    async with house.database.transaction() as tx:
        with pytest.raises(EmployerUnknown):
            await employers.rename(tx, "NeverWasHere", "Any", THEO, NOW)
        with pytest.raises(EmployerUnknown):
            await employers.recount(tx, "NeverWasHere", 10, THEO, NOW)


async def test_the_headcount_changes_within_its_range(house: House) -> None:
    assert (await recount(house, house.school, 240)).headcount == 240
    with pytest.raises(Unusable, match="headcount: range"):
        await recount(house, house.school, 0)
    async with house.database.reading() as reading:
        assert (await employers.by_id(reading, house.school.id)).headcount == 240


@pytest.mark.parametrize(("typed", "headcount"), [("7500", 7500), (" 7,500 ", 7500), ("7 500", 7500), ("0250", 250)])
def test_a_headcount_is_read_as_people_type_it(typed: str, headcount: int) -> None:
    assert employers.headcount_of(typed) == headcount


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "not_a_number"),
        ("lots", "not_a_number"),
        ("-5", "not_a_number"),
        ("12.5", "not_a_number"),
        ("1e3", "not_a_number"),
        ("１２", "not_a_number"),
        ("12,5", "not_a_number"),
        ("0", "range"),
        ("1000001", "range"),
        ("9" * 10_000, "range"),
    ],
)
def test_what_is_no_headcount_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Unusable, match=f"headcount: {problem}"):
        employers.headcount_of(typed)


async def test_each_change_is_in_the_audit_without_what_was_typed(house: House) -> None:
    await rename(house, house.school, "Secret Academy")
    await recount(house, house.school, 99)
    async with house.database.reading() as reading:
        rows = await reading.all("SELECT * FROM audit WHERE actor = $1 ORDER BY action", THEO)
    assert [row["action"] for row in rows] == ["employer headcount changed", "employer renamed"]
    assert all(row["subject"] == house.school.id and not row["details"] for row in rows)
