"""Who runs the programme, and how a role ends."""

import asyncio

import pytest

from programme import crew
from programme.errors import LastOfTeam, NotFound
from programme.model import Holder, Role
from tests.programme.cast import AMIRA, BEN, COLE, HOLLY, NOW, STARTS, House

THEO = 106
TESS = 107


async def holders(house: House, role: Role, employer_id: str | None = None) -> tuple[Holder, ...]:
    async with house.database.reading() as reading:
        return await crew.of_role(reading, role, employer_id)


async def remove(house: House, grant_id: str) -> crew.Removed:
    async with house.database.transaction() as tx:
        return await crew.remove(tx, grant_id, "command line", NOW)


async def test_each_role_has_its_own_list(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    await house.join_as(HOLLY, Role.HR, house.school)
    await house.join_as(THEO, Role.TEAM)
    assert len(await holders(house, Role.INSTRUCTOR)) == 1
    assert len(await holders(house, Role.TEAM)) == 1
    assert len(await holders(house, Role.HR, house.school.id)) == 1
    assert await holders(house, Role.HR, house.council.id) == ()


async def test_employees_are_never_listed_and_never_removed(house: House) -> None:
    await house.join(AMIRA)
    assert await holders(house, Role.EMPLOYEE) == ()
    async with house.database.reading() as reading:
        assert await crew.everybody(reading) == ()
        row = await reading.one("SELECT id FROM roles WHERE role = 'employee'")
    assert row
    with pytest.raises(NotFound):
        await remove(house, row["id"])
    assert (await house.visitor(AMIRA)).holds(Role.EMPLOYEE)


async def test_the_role_ends_and_nothing_else_does(house: House) -> None:
    await house.join(HOLLY)
    await house.join_as(HOLLY, Role.HR, house.council)
    (holder,) = await holders(house, Role.HR, house.council.id)
    await remove(house, holder.id)
    holly = await house.visitor(HOLLY)
    assert not holly.holds(Role.HR)
    assert holly.holds(Role.EMPLOYEE)
    assert await house.count("notices", "kind = 'menu'") == 3


async def test_an_instructors_sessions_stay_with_nobody_to_lead_them(house: House) -> None:
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    session = await house.add(instructor_id=cole.person.id)
    await house.add(starts_at=STARTS.replace(hour=15), instructor_id=cole.person.id)
    (holder,) = await holders(house, Role.INSTRUCTOR)
    assert (await remove(house, holder.id)).leaderless == 2
    assert (await house.card(COLE, session)).session.instructor_id is None
    assert await house.count("sessions", "cancelled_at IS NULL AND revision = 0") == 2


async def test_what_has_been_keeps_its_leader(house: House) -> None:
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    await house.add(instructor_id=cole.person.id)
    (holder,) = await holders(house, Role.INSTRUCTOR)
    async with house.database.transaction() as tx:
        assert (await crew.remove(tx, holder.id, "command line", STARTS)).leaderless == 0
    assert await house.count("sessions", "instructor_id IS NOT NULL") == 1


async def test_removing_twice_changes_nothing(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    (holder,) = await holders(house, Role.INSTRUCTOR)
    await remove(house, holder.id)
    assert (await remove(house, holder.id)).leaderless == 0
    assert await house.count("audit", "action = 'role removed'") == 1


async def test_the_last_of_the_team_cannot_be_removed(house: House) -> None:
    await house.join_as(THEO, Role.TEAM)
    (holder,) = await holders(house, Role.TEAM)
    with pytest.raises(LastOfTeam):
        await remove(house, holder.id)
    assert (await house.visitor(THEO)).holds(Role.TEAM)
    await house.join_as(TESS, Role.TEAM)
    await remove(house, holder.id)
    assert not (await house.visitor(THEO)).holds(Role.TEAM)


async def test_two_who_remove_each_other_at_once_leave_one(house: House) -> None:
    await house.join_as(THEO, Role.TEAM)
    await house.join_as(TESS, Role.TEAM)
    team = await holders(house, Role.TEAM)
    results = await asyncio.gather(*(remove(house, one.id) for one in team), return_exceptions=True)
    assert [type(result) for result in results if isinstance(result, Exception)] == [LastOfTeam]
    assert len(await holders(house, Role.TEAM)) == 1


async def test_a_role_that_never_was_is_refused(house: House) -> None:
    with pytest.raises(NotFound):
        await remove(house, "NeverWasHere")


async def test_who_comes_back_is_on_the_list_again(house: House) -> None:
    await house.join_as(BEN, Role.INSTRUCTOR)
    (holder,) = await holders(house, Role.INSTRUCTOR)
    await remove(house, holder.id)
    await house.join_as(BEN, Role.INSTRUCTOR)
    (again,) = await holders(house, Role.INSTRUCTOR)
    assert again.id != holder.id
