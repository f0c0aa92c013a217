"""The team's room: nobody else is in it, and nothing invented does harm there."""

import pytest

from bot import app
from bot.tap import Needs
from programme import corrections
from programme.model import Role
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.theo import TESS, theo


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.HR, Role.INSTRUCTOR])
async def test_nobody_else_gets_in(town: Town, role: Role) -> None:
    await theo(town)
    other = await town.member(600, role=role)
    for route in app.ROUTES:
        if route.needs is Needs.TEAM:
            await other.go(f"{route.name}:{town.bakery.id}:yes", "10")
            assert "doesn't work here" in other.text or "didn't get that" in other.text, route
    async with town.database.reading() as reading:
        assert (await corrections.session(reading, town.menopause.id)).is_health_related
        rows = await reading.all("SELECT name FROM employers WHERE closed_at IS NULL")
    assert len(rows) == 2


@pytest.mark.parametrize("name", [route.name for route in app.ROUTES if route.needs is Needs.TEAM])
@pytest.mark.parametrize("rest", ["", ":", ":NeverWasHere", ":x:y:z", ":' OR 1=1 --", ":" + "9" * 40])
async def test_invented_addresses_are_harmless(town: Town, name: str, rest: str) -> None:
    chat = await theo(town)
    await chat.go(name + rest, "")
    assert chat.screen.rows or chat.screen.asks


async def test_a_role_that_has_ended_counts_no_more_at_the_next_tap(town: Town) -> None:
    one, two = await theo(town), await theo(town, TESS)
    await two.press("The team")
    await two.press("Remove 1")
    await two.press("Yes, remove")
    await one.go("wpnew")
    assert "doesn't work here" in one.text
