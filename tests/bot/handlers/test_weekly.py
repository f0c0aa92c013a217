""" "Book every Tuesday": an honest result, each date undoable, until stopped."""

from datetime import date, time

import pytest

from programme.model import NewSession, Rule
from programme.series import extending
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW, STARTS

RULE = Rule(frozenset({1, 4}), time(12, 30), date(2026, 11, 24))


async def series(town: Town, places: int = 20) -> tuple[str, str]:
    """The first session of a series on Tuesdays and Fridays, and the Friday after it."""
    new = NewSession("Weekly reset", "seated", STARTS, 10, places, "https://meet.example.org/weekly")
    async with town.database.transaction() as tx:
        tuesday, friday, *_ = await extending.add(tx, new, RULE, "command line", NOW)
    return tuesday.id, friday.id


@pytest.fixture
async def amira(town: Town) -> Chat:
    return await town.member(101)


async def test_the_card_of_a_series_offers_its_weekday(town: Town, amira: Chat) -> None:
    tuesday, friday = await series(town)
    await amira.go(f"s:{tuesday}")
    assert "Book every Tuesday" in amira.labels
    await amira.go(f"s:{friday}")
    assert "Book every Friday" in amira.labels


async def test_a_session_of_no_series_does_not(town: Town, amira: Chat) -> None:
    await amira.go(f"s:{town.desk_reset.id}")
    assert not [label for label in amira.labels if "every" in label]


async def test_the_result_is_honest(town: Town, amira: Chat) -> None:
    _, friday = await series(town, places=1)
    ben = await town.member(102)
    await ben.go(f"book:{friday}")
    await amira.go(f"s:{friday}")
    await amira.press("Book every Friday")
    assert "5 of 6 booked; waiting list for 27 Nov; 25 Dec is a bank holiday; 1 Jan is a bank holiday." in amira.text
    assert "New Fridays are booked for you as they come" in amira.text


async def test_each_date_can_be_undone_and_booked_again(town: Town, amira: Chat) -> None:
    tuesday, _ = await series(town)
    await amira.go(f"every:{tuesday}")
    await amira.press("Give up 1 Dec")
    assert "7 of 8 booked; not booked on 1 Dec." in amira.text
    await amira.press("Book 1 Dec")
    assert "8 of 8 booked." in amira.text


async def test_stopping_keeps_what_is_booked(town: Town, amira: Chat) -> None:
    tuesday, _ = await series(town)
    await amira.go(f"every:{tuesday}")
    await amira.press("Stop booking every Tuesday")
    assert "8 of 8 booked." in amira.text
    assert "New Tuesdays aren't booked for you" in amira.text
    assert "Book every Tuesday" in amira.labels


async def test_who_books_every_week_finds_the_dates_again(town: Town, amira: Chat) -> None:
    tuesday, _ = await series(town)
    await amira.go(f"every:{tuesday}")
    await amira.go(f"s:{tuesday}")
    await amira.press("My Tuesdays")
    assert "8 of 8 booked." in amira.text
