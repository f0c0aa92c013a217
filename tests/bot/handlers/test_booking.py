"""A place: taken, waited for, given up, joined, kept in a calendar; and not somebody else's."""

from datetime import timedelta

import pytest

from tests.bot.handlers.conftest import Chat, Town

LINK = "https://zoom.example/j/10"


async def booked(town: Town, chat_id: int = 101) -> Chat:
    chat = await town.member(chat_id)
    await chat.press("Desk reset")
    await chat.press("Book")
    return chat


async def test_the_first_card_has_the_safety_line_and_the_next_has_not(town: Town) -> None:
    amira = await town.member(101)
    await amira.press("Desk reset")
    assert "stop if anything hurts" in amira.text
    await amira.press("Book")
    assert amira.screen.toast == "You're booked."
    await amira.go("timetable")
    await amira.press("Menopause")
    assert "stop if anything hurts" not in amira.text


async def test_ben_waits_and_gets_the_place_that_amira_gives_up(town: Town) -> None:
    amira = await booked(town)
    ben = await town.member(102)
    await ben.press("Desk reset")
    assert "Full" in ben.text
    await ben.press("Join the waiting list")
    assert "You're next" in ben.text
    await amira.press("Cancel my place")
    assert "Your place is cancelled" in amira.text
    assert "You're booked" in (await ben.go("bookings")).text


async def test_pressing_book_twenty_times_is_one_booking(town: Town) -> None:
    amira = await town.member(101)
    for _ in range(20):
        await amira.go(f"book:{town.desk_reset.id}")
        assert "You're booked" in amira.text
    await amira.go("bookings")
    assert len([label for label in amira.labels if "Desk reset" in label]) == 1


async def test_the_link_is_there_from_half_an_hour_before_to_the_end(town: Town) -> None:
    amira = await booked(town)
    starts, seen = town.desk_reset.starts_at, []
    for minutes in (-31, -30, 9, 10):
        amira.now = starts + timedelta(minutes=minutes)
        seen.append(LINK in (await amira.go(f"s:{town.desk_reset.id}")).text)
    assert seen == [False, True, True, False]


async def test_booking_in_the_last_half_hour_shows_the_link_at_once(town: Town) -> None:
    amira = await town.member(101)
    amira.now = town.desk_reset.starts_at - timedelta(minutes=20)
    await amira.go(f"book:{town.desk_reset.id}")
    assert LINK in amira.text
    assert [choice.url for choice in amira.screen.choices if choice.url] == [LINK]


async def test_join_now_shows_where_to(town: Town) -> None:
    amira = await booked(town)
    amira.now = town.desk_reset.starts_at - timedelta(minutes=5)
    await amira.go("bookings")
    await amira.press("Join now")
    assert "Open zoom.example" in amira.labels


async def test_joining_too_early_is_said(town: Town) -> None:
    amira = await booked(town)
    assert "a bit early" in (await amira.go(f"join:{town.desk_reset.id}")).text


async def test_a_health_related_session_asks_first(town: Town) -> None:
    amira = await town.member(101)
    await amira.press("Menopause")
    await amira.press("Book")
    assert amira.labels == ["I agree", "No thanks"]
    await amira.press("No thanks")
    assert "You're booked" not in amira.text
    await amira.press("Book")
    await amira.press("I agree")
    assert "You're booked" in amira.text
    assert "Places" not in amira.text


async def test_the_calendar_file_comes_with_a_way_back(town: Town) -> None:
    amira = await booked(town)
    await amira.press("Add to calendar")
    (file,) = amira.screen.files
    assert f"start=s_{town.desk_reset.id}".encode() in file.content.replace(b"\r\n ", b"")
    assert "Desk reset" in (await amira.press("Back to the session")).text


@pytest.mark.parametrize("address", ["s", "book", "health", "cancel", "join", "ics", "consent"])
async def test_charlie_may_not_what_is_for_bakers_only(town: Town, address: str) -> None:
    charlie = await town.member(103)
    never_was = (await charlie.go(f"{address}:NeverWasHere")).text
    for invented in ("", ":", "' OR 1=1 --", "x" * 50, town.bakers_only.id):
        assert (await charlie.go(f"{address}:{invented}")).text == never_was
    assert "can't find" in never_was


async def test_strangers_are_told_how_to_come_in(town: Town) -> None:
    eve = town.chat(666)
    for address in (
        "timetable",
        "bookings",
        "settings",
        f"s:{town.desk_reset.id}",
        f"book:{town.desk_reset.id}",
    ):
        await eve.go(address)
        assert eve.screen.asks == "code"
        assert "Desk reset" not in eve.text


async def test_the_deep_link_opens_the_card(town: Town) -> None:
    amira = await town.member(101)
    await amira.go("start", f"s_{town.desk_reset.id}")
    assert "Book" in amira.labels


async def test_too_late_is_said(town: Town) -> None:
    amira = await booked(town)
    amira.now = town.desk_reset.starts_at + timedelta(minutes=1)
    assert "too late" in (await amira.go(f"cancel:{town.desk_reset.id}")).text


async def test_filters_show_their_own(town: Town) -> None:
    amira = await town.member(101)
    assert "Menopause" not in (await amira.press("Seated")).text
    assert "Desk reset" not in (await amira.press("Webinars")).text
    assert "None of these" in (await amira.press("Upbeat")).text


@pytest.mark.parametrize("page", ["nonsense", "all:2026-02-30", "all:2026-11-24:999", "seated:2026-11-24:-1", "all::"])
async def test_invented_pages_of_the_timetable_are_harmless(town: Town, page: str) -> None:
    amira = await town.member(101)
    assert "Timetable" in (await amira.go(f"timetable:{page}")).text
