"""Reminders, leaving a workplace, leaving altogether, and help."""

import pytest

from content.settings import REMINDERS
from programme import people, preferences
from programme.model import Person, Purpose
from tests.bot.handlers.conftest import Chat, Town


async def person(chat: Chat) -> Person:
    async with chat.database.reading() as reading:
        found = (await people.visitor(reading, chat.chat_id)).person
    assert found
    return found


def test_what_is_offered_is_what_may_be_chosen() -> None:
    assert REMINDERS == preferences.REMINDER_CHOICES


@pytest.mark.parametrize(("label", "minutes"), [("Off", 0), ("5 minutes", 5), ("60 minutes", 60)])
async def test_the_reminder_is_chosen_with_one_tap(town: Town, label: str, minutes: int) -> None:
    amira = await town.member(101)
    await amira.go("settings")
    await amira.press(label)
    assert amira.screen.toast == "Saved."
    assert (await person(amira)).reminder_minutes == minutes


async def test_the_day_before_is_a_switch(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("settings")
    await amira.press("turn off")
    assert (await person(amira)).day_before_off_at
    await amira.press("turn on")
    assert (await person(amira)).day_before_off_at is None


@pytest.mark.parametrize("address", ["remind:7", "remind:", "remind:ten", "daybefore:maybe", "remind:１０"])
async def test_invented_choices_change_nothing(town: Town, address: str) -> None:
    amira = await town.member(101)
    before = await person(amira)
    await amira.go(address)
    assert await person(amira) == before


async def test_leaving_a_workplace_is_asked_first(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("settings")
    await amira.press("I've left this workplace")
    assert "Have you left Essex County Council?" in amira.text
    await amira.press("Yes")
    assert "no longer linked" in amira.text
    await amira.go("settings")
    assert "I've left this workplace" not in amira.labels


@pytest.mark.parametrize("address", ["settings", "privacy"])
async def test_health_consent_can_be_taken_back(town: Town, address: str) -> None:
    amira = await town.member(101)
    await amira.go(f"health:{town.menopause.id}")
    await amira.go(address)
    await amira.press("Take back health consent")
    await amira.press("Yes")
    assert "no bookings" in (await amira.go("bookings")).text
    async with town.database.reading() as reading:
        assert (await people.visitor(reading, 101)).consents == {Purpose.JOINING}


async def test_leaving_frees_the_place_and_forgets_the_member(town: Town) -> None:
    amira = await town.member(101)
    await amira.go(f"book:{town.desk_reset.id}")
    await amira.go("privacy")
    await amira.press("Leave the programme")
    await amira.press("Yes, leave")
    assert "You've left" in amira.text
    assert (await amira.go("bookings")).asks == "code"
    ben = await town.member(102)
    assert "You're booked" in (await ben.go(f"book:{town.desk_reset.id}")).text


async def test_unknown_words_get_an_answer_that_helps(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("unknown", "what's the weather?")
    assert "/timetable" in amira.text
    assert "/log" in amira.text


async def test_keeping_the_workplace_changes_nothing(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("left")
    await amira.press("still there")
    assert "Essex County Council" in amira.text
