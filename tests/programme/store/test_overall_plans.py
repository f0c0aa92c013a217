"""What the programme's figures and an instructor's month cost: each statement is answered from an index."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

import pytest

from programme import classes, months, people
from programme.model import Role
from programme.overall import publishing
from programme.periods import by_name
from programme.store.leading import is_for_their_hr
from tests.programme.cast import COLE, NOW, House
from tests.programme.store.overhearing import Overheard, overheard
from tests.programme.store.test_plans import read_whole

ZONE = ZoneInfo("Europe/London")
Act = Callable[[Overheard], Awaitable[object]]


async def due(tx: Overheard) -> object:
    return await publishing.due(tx, NOW, ZONE)


async def read(tx: Overheard) -> object:
    return await publishing.read(tx, by_name("2026-Q4"), ZONE)


async def freeze(tx: Overheard) -> None:
    await months.freeze_month(tx, NOW.date().replace(day=1), b"key", NOW, ZONE)


async def leads(tx: Overheard) -> None:
    """Who is HR of everybody a session is for is asked with it."""
    cole = await people.visitor(tx, COLE)
    for one in await classes.mine(tx, cole, NOW):
        await classes.one(tx, cole, one.session.id)
        assert cole.person
        assert not await is_for_their_hr(tx, cole.person.id, one.session.id)
    await months.delivered(tx, cole, NOW.date().replace(day=1), ZONE, NOW)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", [due, read, freeze, leads], ids=lambda act: act.__name__)
async def test_no_big_table_is_read_whole(house: House, act: Act) -> None:
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    await house.add(instructor_id=cole.person.id, employer_ids=(house.council.id,))
    async with overheard(house.database) as tx:
        await act(tx)
    assert tx.heard
    for one in tx.heard:
        assert await read_whole(house.database, one) == set(), one.sql
