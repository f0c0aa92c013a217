"""Amira is nudged when she chose it, silently at night, never on leave, and one tap stops it."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playground import Message, Person
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, press, tomorrow_at

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def sent_of(person: Person, begins: str) -> list[Message]:
    return [message for message in person.messages if message.by_bot and message.text.startswith(begins)]


async def chosen(stage: Stage, *labels: str) -> Person:
    """Amira, who has pressed *labels* under "Nudges and time off"."""
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.ask("/settings")
    for label in ("Nudges and time off", *labels):
        await press(amira, label)
    amira.skip()
    return amira


async def night_owl(stage: Stage) -> Person:
    """Ben, whose break at 00:20 shows that the duty of 00:10 has planned the day."""
    ben = await stage.join("Ben", *ECC)
    for address in ("quietset:0200:0300", *(f"nudgeday:{weekday}" for weekday in range(5)), "nudgeat:0020"):
        await ben.press_data(address)
        await ben.next()
    return ben


async def until_planned(stage: Stage, ben: Person, day: datetime) -> None:
    ben.skip()
    stage.move_to(day + timedelta(minutes=21))
    assert (await ben.next()).text.startswith("It's 00:2")


async def test_a_break_comes_at_its_time_once_and_one_tap_stops_them(stage: Stage) -> None:
    amira = await chosen(stage, "Mon: turn on", "Tue: turn on")
    stage.move_to(MONDAY + timedelta(hours=10, minutes=31))
    assert (await amira.next()).text.startswith("It's 10:3")
    await amira.ask("/help")
    assert len(sent_of(amira, "It's 10:3")) == 1
    await amira.press_data("nudgestop")
    assert "No more nudges" in (await amira.next()).text
    stage.move_to(MONDAY + timedelta(days=1, hours=10, minutes=31))
    await amira.ask("/help")
    assert len(sent_of(amira, "It's 10:3")) == 1


async def test_a_machine_that_wakes_an_hour_late_says_nothing(stage: Stage) -> None:
    amira = await chosen(stage, "Mon: turn on")
    await stage.end()
    stage.move_to(MONDAY + timedelta(hours=11, minutes=31))
    await stage.start()
    await amira.ask("/help")
    assert sent_of(amira, "It's ") == []


async def test_on_leave_no_nudge_comes_but_the_reminder_does(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts)
    amira = await chosen(stage, "Mon: turn on", "Time off")
    await amira.ask("until 4 Jan")
    await amira.press_data(f"book:{session}")
    await amira.next()
    amira.skip()
    stage.move_to(starts - timedelta(hours=1, minutes=59))
    await amira.ask("/help")
    assert sent_of(amira, "It's ") == []
    stage.move_to(starts - timedelta(minutes=10))
    assert (await amira.next()).text.startswith("Your 12:30 starts in 10 minutes")


async def test_time_off_is_understood_wherever_nudges_are_chosen(stage: Stage) -> None:
    amira = await chosen(stage, "Mon: turn on")
    assert "up to and including Mon 4 Jan" in (await amira.ask("I'm off until 4 Jan")).text
    assert "come again" in (await amira.ask("I'm back")).text
    await press(amira, "Nudges and time off")
    await press(amira, "Quiet hours")
    assert "from Mon 21 Dec up to" in (await amira.ask("on leave 21 Dec to 4 Jan")).text
    await press(amira, "Nudges and time off")
    assert "Time off: Mon 21 Dec" in (await amira.ask("15:45")).text
    assert "Mon 15:45" in amira.last().text


async def test_that_somebody_is_ill_is_kept_nowhere_only_the_days(stage: Stage) -> None:
    amira = await chosen(stage, "Mon: turn on")
    answer = await amira.ask("I'm ill until Friday")
    assert "Sorry you're not well." in answer.text
    await amira.ask("/help")
    await stage.end()
    kept = record_of(stage)
    assert "2026-11-27" in kept
    assert not re.search(r"\bill\b|Friday|not well|awaykept", kept)


def record_of(stage: Stage) -> str:
    """Every table of the database, as text."""
    path = stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


async def test_a_message_in_the_night_makes_no_sound(stage: Stage) -> None:
    early, late = tomorrow_at(stage, 12, 30), tomorrow_at(stage, 21, 0)
    sessions = [await add_session(stage, starts) for starts in (early, late)]
    amira, sounds = await chosen(stage), []
    for session in sessions:
        await amira.press_data(f"book:{session}")
        await amira.next()
    amira.skip()
    for at in (early, late):
        stage.move_to(at - timedelta(minutes=10))
        await amira.next()
        call = [one for one in stage.telegram.calls_of("sendMessage") if "starts in" in str(one)][-1]
        sounds.append("disable_notification" in str(call))
    assert sounds == [False, True]


async def test_the_question_comes_the_working_day_after_the_first_booking(stage: Stage) -> None:
    session = await add_session(stage, MONDAY + timedelta(days=7, hours=12))
    amira = await chosen(stage)
    await amira.press_data(f"book:{session}")
    await amira.next()
    ben = await night_owl(stage)
    await until_planned(stage, ben, MONDAY)
    amira.skip()
    stage.move_to(MONDAY + timedelta(hours=10, minutes=1))
    asked = await amira.next()
    assert "breathing" not in asked.text[:100]
    assert {"0", "7", "Skip"} <= set(asked.labels)
    assert "Noted: 3 days" in (await amira.ask("3")).text
    await until_planned(stage, ben, MONDAY + timedelta(days=1))
    stage.move_to(MONDAY + timedelta(days=1, hours=10, minutes=1))
    await amira.ask("/help")
    assert sum("breathing rate" in str(call) for call in stage.telegram.calls_of("sendMessage")) == 1


async def test_after_a_session_one_tap_says_how_it_was_and_one_books_the_next(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts)
    await add_session(stage, starts + timedelta(days=7))
    amira = await chosen(stage)
    await amira.press_data(f"book:{session}")
    await amira.next()
    amira.skip()
    stage.move_to(starts + timedelta(minutes=16))
    assert "Did you make it?" in (await amira.next()).text
    shown = await press(amira, "Yes, 10 min")
    assert "Just right" in shown.labels
    assert "Book the next: Mon 30 Nov 12:30" in (await press(amira, "Just right")).labels
    assert "You're booked" in (await press(amira, "Book the next: Mon 30 Nov 12:30")).text


async def test_the_evaluation_table_is_only_a_heading_until_a_quarter_is_over(stage: Stage) -> None:
    heading = await stage.command("outcomes", "--csv")
    assert heading.startswith("period,first_day,last_day,measure,figure,unit,low_95,high_95,of_whom,explanation,rules")
    assert len(heading.splitlines()) == 1
    amira = await chosen(stage)
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    for address in (f"book:{session}", "howactive", "activedays:2026-11-22:0"):
        await amira.press_data(address)
        await amira.next()
    assert len((await stage.command("outcomes", "--csv")).splitlines()) == 1
    stage.move_to(datetime(2027, 1, 1, 6, tzinfo=UTC))
    table = await stage.command("outcomes", "--csv")
    assert table.count("too few to show") == 9
    assert "2026-Q4" in table
