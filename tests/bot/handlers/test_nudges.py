"""Nudges, quiet hours and time off, pressed and typed."""

import re

import pytest

from content import my_data
from programme import people, rhythms, rights
from programme.model import Rhythm
from tests.bot.handlers.conftest import Chat, Town
from tests.content.cast import NOW


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
    for label in ("Mon: turn on", "Wed: turn on", "14:30"):
        await amira.press(label)
    assert "Movement breaks: Mon 14:30, Wed 14:30." in amira.text
    await amira.press("Mon: turn off")
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
    for label in ("Mon: turn on", "Look back: turn on", "Stop all nudges"):
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
    await amira.press("Mon: turn on")
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
    await amira.press("Mon: turn on")
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
     ("24 dec to 20 dec", "ends before"), ("until next Friday", "two different days"), ("🏝️", "isn't a date"),
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
    await amira.press("Mon: turn on")
    before = await rhythm(amira)
    await amira.go(address)
    assert await rhythm(amira) == before


async def test_strangers_choose_nothing(town: Town) -> None:
    stranger = town.chat(999)
    for address in ("nudges", "nudgeday:1", "nudgestop", "away", "quietset:2200:0600", "howactive"):
        await stranger.go(address)
        assert "quiet" not in stranger.text.lower()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("every day at 11", "Mon 11:00, Tue 11:00, Wed 11:00, Thu 11:00, Fri 11:00, Sat 11:00, Sun 11:00."),
     ("weekdays at 11", "Mon 11:00, Tue 11:00, Wed 11:00, Thu 11:00, Fri 11:00."),
     ("Mon and Thu 10:30", "Movement breaks: Mon 10:30, Thu 10:30.")],
)  # fmt: skip
async def test_many_days_are_chosen_at_once_by_typing(town: Town, typed: str, said: str) -> None:
    amira = await hub(town)
    await amira.type(typed)
    assert said in amira.text


async def test_a_day_says_what_pressing_it_does(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Mon: turn on")
    assert "Movement breaks: Mon 10:30." in amira.text
    assert {"Mon: turn off", "Tue: turn on"} <= set(amira.labels)


@pytest.mark.parametrize("screen", ["nudges", "quiet", "away"])
async def test_an_entry_for_the_log_leads_there(town: Town, screen: str) -> None:
    amira = await town.member(101)
    await amira.go(screen)
    before = await rhythm(amira)
    await amira.type("20 min walk")
    assert "20 min" in amira.text
    assert "Save" in amira.labels
    assert await rhythm(amira) == before


@pytest.mark.parametrize("typed", ["I'm ill until Friday", "off sick until Fri"])
async def test_who_is_ill_is_answered_kindly(town: Town, typed: str) -> None:
    amira = await hub(town)
    await amira.type(typed)
    assert "Sorry you're not well." in amira.text
    assert "from Mon 23 Nov up to and including Fri 27 Nov" in amira.text
    assert "Enjoy" not in amira.text


async def test_who_is_ill_and_says_no_day_is_asked_until_when(town: Town) -> None:
    amira = await hub(town)
    await amira.type("I'm ill")
    assert "Sorry you're not well. Until when are you off?" in amira.text
    await amira.type("until Friday")
    assert "up to and including Fri 27 Nov" in amira.text


async def test_of_being_ill_only_the_days_are_kept(town: Town) -> None:
    """The same record as after a holiday of these days, whatever was typed."""
    amira, ben = await town.member(101), await town.member(102)
    for chat, typed in ((amira, "I'm ill until Friday"), (ben, "on holiday until Friday")):
        await chat.go("nudges")
        await chat.type(typed)
    assert (await rhythm(amira)).away == (await rhythm(ben)).away
    kept = await everything(amira)
    assert "2026-11-27" in kept
    assert not re.search(r"\b(?:ill|sick|well|friday)\b", kept, re.IGNORECASE)


async def everything(chat: Chat) -> str:
    """All that is kept about somebody, as it is handed over to them."""
    async with chat.database.reading() as reading:
        visitor = await people.visitor(reading, chat.chat_id)
        data = await rights.data(reading, rights.behind(visitor), NOW)
    return my_data.as_json(data)


async def test_being_back_ends_time_off_and_says_so(town: Town) -> None:
    amira = await hub(town)
    await amira.type("I'm off until 4 Jan")
    await amira.type("I'm back")
    assert "Welcome back. Your time off has ended." in amira.text
    assert "You have no nudges on, so none come." in amira.text
    assert (await rhythm(amira)).away is None


async def test_time_off_to_come_is_taken_out(town: Town) -> None:
    amira = await hub(town)
    await amira.type("on holiday next week")
    await amira.type("I'm not off")
    assert "Your time off is taken out." in amira.text
    assert "Welcome back" not in amira.text


async def test_back_from_leave_only_nudges_that_were_chosen_are_said_to_come(town: Town) -> None:
    amira = await hub(town)
    await amira.type("I'm back")
    assert "You're not off." in amira.text
    assert "You have no nudges on, so none come." in amira.text
    await amira.press("Nudges and time off")
    await amira.press("Mon: turn on")
    await amira.type("I'm back")
    assert "The nudges you chose come again." in amira.text


@pytest.mark.parametrize("screen", ["nudges", "quiet", "away"])
async def test_days_off_of_one_month_are_understood_wherever_time_off_is(town: Town, screen: str) -> None:
    amira = await town.member(101)
    await amira.go(screen)
    await amira.type("annual leave 24-26 November")
    assert "No nudges from Tue 24 Nov up to and including Thu 26 Nov." in amira.text


async def test_a_time_in_words_is_asked_about(town: Town) -> None:
    amira = await hub(town)
    await amira.press("Mon: turn on")
    await amira.type("quarter to eleven")
    assert "like this: 10:30" in amira.text
