"""The audit: administrative acts in order, nothing that people did about themselves, and no way to change it."""

import pytest

from programme import audit, people
from programme.model import Role
from programme.store.audit import Entry
from tests.programme.cast import AMIRA, COLE, NOW, House, later


async def entries(house: House, limit: int = 50, **wanted: object) -> tuple[Entry, ...]:
    async with house.database.reading() as reading:
        return await audit.latest(reading, limit, **wanted)  # type: ignore[arg-type]


async def note(house: House, action: str, **at: float) -> None:
    async with house.database.transaction() as tx:
        await audit.record(tx, "command line", action, None, later(**at))


async def test_the_last_ones_come_last(house: House) -> None:
    for minutes in (1, 2, 3):
        await note(house, f"act {minutes}", minutes=minutes)
    assert [one.action for one in await entries(house, 2)] == ["act 2", "act 3"]
    assert [one.action for one in await entries(house, since=later(minutes=3))] == ["act 3"]


async def test_participants_are_not_in_it(house: House) -> None:
    amira = await house.join(AMIRA, health=True)
    async with house.database.transaction() as tx:
        await people.leave_workplace(tx, amira, NOW)
        await people.leave(tx, await people.visitor(tx, AMIRA), NOW)
    assert amira.person
    assert amira.person.id not in repr(await entries(house))
    assert await house.count("audit", f"actor = '{amira.person.id}'") > 3


async def test_who_took_up_a_role_is_in_it(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    assert ("role granted", "instructor") in [(one.action, one.details) for one in await entries(house)]


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"])
async def test_nothing_in_it_can_be_changed(house: House, change: str) -> None:
    with pytest.raises(Exception, match="append-only"):
        async with house.database.transaction() as tx:
            await tx.run(change)
