"""Dr Cole's month in the chat; nobody else sees it."""

from datetime import timedelta

import pytest

from programme.model import Role
from tests.bot.handlers.conftest import Town
from tests.bot.handlers.test_classes import led
from tests.content.cast import NOW


async def test_the_month_is_one_press_from_the_classes_and_comes_as_a_file(town: Town) -> None:
    cole, session_id = await led(town)
    cole.now = NOW + timedelta(days=2)
    await cole.go(f"counted:{session_id}", "7")
    await cole.go("classes")
    await cole.press("My month")
    assert "Tue 24 Nov 12:30 Shoulder reset: 7" in cole.text
    await cole.press("Get the file")
    (file,) = cole.screen.files
    assert file.name == "sessions-2026-11.csv"
    assert b"Shoulder reset" in file.content
    await cole.press("Back to the month")
    await cole.press("Month before")
    assert "October 2026" in cole.text
    await cole.press("Month after")
    assert "November 2026" in cole.text


async def test_the_month_is_empty_until_something_is_over(town: Town) -> None:
    cole, _ = await led(town)
    assert "Nothing yet" in (await cole.go("month")).text


@pytest.mark.parametrize(("day", "shown"), [(1, "November 2026"), (7, "November 2026"), (8, "December 2026")])
async def test_in_the_first_days_of_an_empty_month_the_one_before_is_shown(town: Town, day: int, shown: str) -> None:
    cole, _ = await led(town)
    cole.now = NOW.replace(month=12, day=day)
    await cole.go("month")
    assert cole.text.startswith(shown)
    await cole.go("month:2026-12")
    assert cole.text.startswith("December 2026")


async def test_it_is_for_instructors_and_only_ones_own(town: Town) -> None:
    cole, _ = await led(town)
    charlie, dana = await town.member(103), await town.member(106, role=Role.INSTRUCTOR)
    cole.now = charlie.now = dana.now = NOW + timedelta(days=2)
    for address in ("month", "monthfile", "month:2026-11"):
        assert "doesn't work here" in (await charlie.go(address)).text
        assert "Shoulder reset" not in str((await dana.go(address)).text)
        assert not any(b"Shoulder reset" in file.content for file in dana.screen.files)
