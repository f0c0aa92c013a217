"""Amira opens her link, books in a few taps, is reminded, and joins."""

from datetime import timedelta

from icalendar import Calendar

from tests.stage import TOKEN, Stage
from tests.story.scenes import ECC, JOIN_LINK, add_session, press, tomorrow_at


async def test_from_link_to_booking_is_at_most_five_taps(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12, 30))
    token = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    assert "Active Essex" in (await amira.ask(f"/start {token}")).text
    taps = 1
    for label in ("I agree", "1 · Mon 12:30 Desk reset", "Book"):
        await press(amira, label)
        taps += 1
    assert taps <= 5
    assert {"Add to calendar", "Cancel my place"} <= set(amira.screen().labels)
    assert not stage.telegram.refused


async def test_everything_that_can_be_pressed_can_be_typed(stage: Stage) -> None:
    await add_session(stage, tomorrow_at(stage, 12, 30))
    token = await stage.invite(*ECC)
    await stage.start()
    amira = stage.telegram.user("Amira")
    await amira.ask(f"/start {token}")
    await amira.ask("i agree")
    await amira.ask("1")
    await amira.ask("book")
    assert "Cancel my place" in amira.last().labels


async def test_the_reminder_comes_ten_minutes_before_and_brings_the_link(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    await add_session(stage, starts)
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await press(amira, "1 · Mon 12:30 Desk reset")
    await press(amira, "Book")
    amira.skip()
    stage.move_to(starts - timedelta(minutes=10))
    reminder = await amira.next()
    assert reminder.text.startswith("Your 12:30 starts in 10 minutes")
    assert "Desk reset" not in reminder.text[:100]
    assert JOIN_LINK in (await press(amira, "Join now")).text


async def test_what_a_notice_offers_can_be_typed_too(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts)
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    amira.skip()
    stage.move_to(starts - timedelta(minutes=10))
    assert "Join now" in (await amira.next()).labels
    assert JOIN_LINK in (await amira.ask("join now")).text


async def test_the_link_is_nowhere_before_half_an_hour_before(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts)
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    await amira.press_data(f"join:{session}")
    assert "early" in (await amira.next()).text
    stage.move_to(starts - timedelta(minutes=31))
    await amira.ask("/bookings")
    assert not any(JOIN_LINK in str(call) for call in stage.telegram.calls)


async def test_who_books_within_the_half_hour_gets_the_link_at_once(stage: Stage) -> None:
    starts = tomorrow_at(stage, 12, 30)
    session = await add_session(stage, starts)
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    stage.move_to(starts - timedelta(minutes=20))
    await amira.press_data(f"book:{session}")
    assert JOIN_LINK in (await amira.next()).text


async def test_the_calendar_file_has_the_bots_link_and_not_the_sessions(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    await amira.press("Add to calendar")
    document = await stage.telegram.until(lambda: amira.last().document)
    assert JOIN_LINK.encode() not in document.content
    event = Calendar.from_ical(document.content).walk("VEVENT")[0]
    assert f"start=s_{session}" in str(event["URL"])


async def test_a_freed_place_goes_to_who_waits_and_they_are_told(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=1)
    await stage.start()
    amira, ben = await stage.join("Amira", *ECC), await stage.join("Ben", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    await ben.press_data(f"book:{session}")
    assert "next" in (await ben.next()).text
    await amira.press("Cancel my place")
    told = await ben.next()
    assert "place" in told.text
    assert "Desk reset" not in told.text[:100]


async def test_leaving_frees_the_places(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=1)
    await stage.start()
    amira, ben = await stage.join("Amira", *ECC), await stage.join("Ben", *ECC)
    for person in (amira, ben):
        await person.press_data(f"book:{session}")
        await person.next()
    await amira.ask("/privacy")
    await press(amira, "Leave the programme")
    await press(amira, "Yes, leave")
    assert "place" in (await ben.next()).text
    strangers = ["start", "help", "privacy"]
    await stage.telegram.until(lambda: [command.name for command in amira.commands] == strangers)


async def test_what_is_for_another_workplace_cannot_be_seen_or_booked(stage: Stage) -> None:
    await stage.command("employer", "add", "Chelmer Bakery", "--headcount", "60")
    hidden = await add_session(stage, tomorrow_at(stage, 12, 30), "--employer", "Chelmer Bakery", title="Dough")
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    answers = [await amira.ask("/timetable")]
    for data in (f"s:{hidden}", "s:neverexisted", f"book:{hidden}", "book:neverexisted"):
        await amira.ask("/timetable")
        await amira.press_data(data)
        answers.append(await amira.next())
    assert not any("Dough" in answer.text for answer in answers)
    assert len({answer.text for answer in answers[1:]}) == 1


async def test_no_secret_reaches_the_log(stage: Stage, caplog: object) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    text = caplog.text  # type: ignore[attr-defined]
    assert TOKEN not in text
    assert JOIN_LINK not in text
