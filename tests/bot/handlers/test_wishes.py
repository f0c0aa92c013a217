"""The name for instructors, the best time, and "Still coming?"."""

from dataclasses import replace

import pytest

from programme import sessions
from programme.model import Role
from tests.bot.handlers.conftest import Chat, Town, new_session
from tests.content.cast import NOW


@pytest.fixture
async def amira(town: Town) -> Chat:
    return await town.member(101)


async def led_by(town: Town, chat_id: int) -> tuple[Chat, str]:
    """Somebody who leads a session; the way to its card."""
    cole = await town.member(chat_id, role=Role.INSTRUCTOR)
    async with town.database.transaction() as tx:
        row = await tx.one("SELECT person_id FROM contacts WHERE chat_id = $1", chat_id)
        assert row
        session = await sessions.add(tx, replace(new_session("Led"), instructor_id=row["person_id"]), "test", NOW)
    return cole, session.id


async def test_the_name_is_off_until_it_is_typed(town: Town, amira: Chat) -> None:
    cole, session_id = await led_by(town, 104)
    await amira.go(f"book:{session_id}")
    await cole.go(f"class:{session_id}")
    assert "1 booked" in cole.text
    assert "Happy for you to know" not in cole.text
    await amira.go("settings")
    await amira.press("Name for instructors")
    assert "they don't see your name" in amira.text
    await amira.type("Amira K")
    assert "they see Amira K" in amira.text
    await cole.go(f"class:{session_id}")
    assert "Happy for you to know they're coming: Amira K" in cole.text


async def test_the_name_is_hidden_again(amira: Chat) -> None:
    await amira.go("showname")
    await amira.type("Amira K")
    await amira.press("Hide my name from instructors")
    assert "they don't see your name" in amira.text


@pytest.mark.parametrize("typed", ["", "x" * 61, "\n"])
async def test_what_is_no_name_is_refused(amira: Chat, typed: str) -> None:
    await amira.go("showname")
    await amira.type(typed)
    assert "I need a name of 1 to 60 letters." in amira.text


async def test_the_best_time_is_kept_shown_and_cleared(amira: Chat) -> None:
    await amira.go("settings")
    await amira.press("Best time")
    await amira.press("Lunch")
    assert "Now: Lunch." in amira.text
    await amira.press("Any time")
    assert "Now: any time." in amira.text
    await amira.go("besttime:midnight")
    assert "can't find that" in amira.text


async def test_still_coming_keeps_the_place_and_says_so(town: Town, amira: Chat) -> None:
    await amira.go(f"book:{town.desk_reset.id}")
    await amira.go(f"coming:{town.desk_reset.id}")
    assert amira.screen.toast == "Thanks. See you there."
    assert "You're booked" in amira.text


async def test_still_coming_from_an_old_reminder_books_nothing(town: Town, amira: Chat) -> None:
    await amira.go(f"coming:{town.desk_reset.id}")
    assert amira.screen.toast == ""
    assert "Book" in amira.labels
