"""Nudges, quiet hours and time off, pressed and typed."""

import pytest

from programme import people, rhythms
from programme.model import Rhythm
from tests.bot.handlers.conftest import Chat, Town


async def rhythm(chat: Chat) -> Rhythm:
    async with chat.database.reading() as reading:
        return await rhythms.of(reading, await people.visitor(reading, chat.chat_id))


async def hub(town: Town) -> Chat:
    amira = await town.member(101)
    await amira.go("settings")
    await amira.press("Nudges and time off")
    return amira


async def test_nothing_is_on_until_it_is_chosen(town: Town) -> None:
    amira = await hub(town)
    assert "Movement breaks: none" in amira.text
    assert "Friday afternoon: off" in amira.text
    assert "Stop all nudges" not in amira.labels
    assert not (await rhythm(amira)).is_nudged


async def test_days_and_times_are_one_tap_each(town: Town) -> None:
    amira = await hub(town)
    for label in ("Mon: off", "Wed: off", "14:30"):
        await amira.press(label)
    assert "Movement breaks: Mon 14:30, Wed 14:30." in amira.text
    await amira.press("Mon: on")
    await amira.type("Fri 3pm")
    assert "Movement breaks: Wed 14:30, Fri 15:00." in amira.text


async def test_one_day_off_is_said_once(town: Town) -> None:
    amira = await hub(town)
    await amira.type("I am off tomorrow")
    assert "No nudges on Tue 24 Nov." in amira.text
    await amira.press("Nudges and time off")
    assert "Time off: Tue 24 Nov. No nudges on that day." in amira.text


async def test_one_tap_stops_everything_and_says_that_reminders_come(town: Town) -> None:
    amira = await hub(town)
    for label in ("Mon: off", "Look back: turn on", "Stop all nudges"):
        await amira.press(label)
    assert "Reminders of sessions you've booked still come." in amira.text
    assert not (await rhythm(amira)).is_nudged


@pytest.mark.parametrize(
    ("typed", "said"),
    [("21:00", "in your quiet hours"), ("half ten", "like this: 10:30"), ("x" * 10_000, "too long"),
     ("<b>9am</b>", "like this: 10:30"), ("١٠:٣٠", "like this: 10:30"), ("-10:30", "like this: 10:30")],
)  # fmt: skip
async def test_a_time_that_cannot_be_is_answered_clearly_and_changes_nothing(town: Town, typed: str, said: str) -> None:
    amira = await hub(town)
    await amira.press("Mon: off")
    before = await rhythm(amira)
    await amira.type(typed)
    assert said in amira.text
    assert await rhythm(amira) == before


async def test_a_time_before_any_day_asks_for_the_day(town: Town) -> None:
    amira = await hub(town)
    await amira.type("11:00")
    assert "Choose a day first" in amira.text


async def test_quiet_hours_are_pressed_or_typed(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Quiet hours")
    await amira.press("22:00 to 06:00")
    assert "Quiet hours: 22:00 to 06:00" in amira.text
    await amira.press("Quiet hours")
    await amira.type("9pm - 6.30")
    assert "Quiet hours: 21:00 to 06:30" in amira.text
    for typed in ("9 to 5", "nights", "7am to 7am"):
        await amira.go("quiet")
        await amira.type(typed)
        assert amira.screen.asks == "quietset"
    assert "21:00 to 06:30" in amira.text


async def test_quiet_hours_over_a_break_are_said_to_silence_it(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Mon: off")
    await amira.go("quietset", "10:00 to 11:00")
    assert "Breaks in your quiet hours don't come." in amira.text


async def test_time_off_is_said_back_in_full_with_what_still_comes(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Time off")
    await amira.type("I'm off until 4 Jan")
    assert "from Mon 23 Nov up to and including Mon 4 Jan" in amira.text
    assert "Reminders of sessions you've booked still come." in amira.text
    await amira.press("Change")
    await amira.press("I'm not off")
    assert (await rhythm(amira)).away is None


@pytest.mark.parametrize(("label", "until"), [("Today only", "No nudges on Mon 23 Nov."),
    ("This week", "up to and including Sun 29 Nov"), ("For a week", "up to and including Sun 29 Nov"),
    ("For two weeks", "up to and including Sun 6 Dec")])  # fmt: skip
async def test_time_off_by_button(town: Town, label: str, until: str) -> None:
    amira = await hub(town)
    await amira.press("Time off")
    await amira.press(label)
    assert until in amira.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("until 31 Feb", "isn't a date"), ("until 2025-01-04", "has gone"), ("4 Jan 2031", "more than a year"),
     ("24 dec to 20 dec", "ends before"), ("until Monday", "two different days"), ("🏝️", "isn't a date"),
     ("y" * 10_000, "too long"), ("'; DROP TABLE rhythms; --", "isn't a date")],
)  # fmt: skip
async def test_days_that_cannot_be_are_answered_clearly(town: Town, typed: str, said: str) -> None:
    amira = await hub(town)
    await amira.press("Time off")
    await amira.type(typed)
    assert said in amira.text
    assert amira.screen.asks == "awayset"
    assert (await rhythm(amira)).away is None


@pytest.mark.parametrize(
    "address", ["nudgeday:7", "nudgeday:", "nudgeday:x", "nudgeat:", "nudgeat:9999", "lookback:maybe",
                "quietset:", "quietset:1", "awayset:", "awayset:8", "awayset:-1"],
)  # fmt: skip
async def test_invented_addresses_change_nothing(town: Town, address: str) -> None:
    amira = await hub(town)
    await amira.press("Mon: off")
    before = await rhythm(amira)
    await amira.go(address)
    assert await rhythm(amira) == before


async def test_strangers_choose_nothing(town: Town) -> None:
    stranger = town.chat(999)
    for address in ("nudges", "nudgeday:1", "nudgestop", "away", "quietset:2200:0600", "howactive"):
        await stranger.go(address)
        assert "quiet" not in stranger.text.lower()


async def test_back_from_leave_only_nudges_that_were_chosen_are_said_to_come(town: Town) -> None:
    amira = await hub(town)
    await amira.type("I'm back")
    assert "You're not off. You haven't chosen any nudges, so none come." in amira.text
    await amira.press("Nudges and time off")
    await amira.press("Mon: off")
    await amira.type("I'm back")
    assert "so the nudges you chose come again" in amira.text


@pytest.mark.parametrize("screen", ["nudges", "quiet", "away"])
async def test_days_off_of_one_month_are_understood_wherever_time_off_is(town: Town, screen: str) -> None:
    amira = await town.member(101)
    await amira.go(screen)
    await amira.type("annual leave 24-26 November")
    assert "No nudges from Tue 24 Nov up to and including Thu 26 Nov." in amira.text


async def test_a_time_in_words_is_asked_about(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Mon: off")
    await amira.type("quarter to eleven")
    assert "like this: 10:30" in amira.text
