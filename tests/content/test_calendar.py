"""The calendar file: one event, whatever the title; never the join link; nothing about health."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from content.calendar import Ways, calendar_file
from content.screen import File
from programme.model import Booking, BookingState, Session
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, place

DEEP_LINK = "https://t.me/FindYourActiveBot?start=s_SessionAAAAA"


def made(session: Session = DESK_RESET, booking: Booking | None = None, alarm_minutes: int = 10) -> File:
    return calendar_file(WORDS, session, booking or place(), NOW, ways=Ways(DEEP_LINK), alarm_minutes=alarm_minutes)


def event_of(file: File) -> Event:
    """Reading it back fails unless there is exactly one event."""
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_times_are_utc() -> None:
    event = event_of(made())
    assert (event.start, event.end) == (STARTS, STARTS + timedelta(minutes=10))
    assert b"DTSTART:20261124T123000Z" in made().content
    assert b"DTSTAMP:20261123T090000Z" in made().content


def test_a_change_raises_the_sequence_and_keeps_the_uid() -> None:
    before, after = event_of(made()), event_of(made(replace(DESK_RESET, revision=3)))
    assert before["UID"] == after["UID"] == "BookingAAAAA@find-your-active"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (3, 4)


def test_a_cancelled_session_is_cancelled_in_the_calendar() -> None:
    assert event_of(made())["STATUS"] == "CONFIRMED"
    assert event_of(made(replace(DESK_RESET, cancelled_at=NOW)))["STATUS"] == "CANCELLED"
    assert event_of(made(booking=place(BookingState.WAITING)))["STATUS"] == "TENTATIVE"


def test_the_deep_link_stands_in_for_the_join_link() -> None:
    text = made().content.decode()
    assert event_of(made())["URL"] == DEEP_LINK
    assert "zoom.example" not in text


def test_the_alarm_is_the_readers_own() -> None:
    assert len(event_of(made(alarm_minutes=15)).walk("VALARM")) == 1
    assert b"TRIGGER:-PT15M" in made(alarm_minutes=15).content
    assert not event_of(made(alarm_minutes=0)).walk("VALARM")


def test_a_session_about_health_is_private_and_neutral() -> None:
    file = made(MENOPAUSE, place(session=MENOPAUSE))
    text = (file.name + file.caption).lower() + file.content.decode().lower()
    assert event_of(file)["CLASS"] == "PRIVATE"
    assert event_of(file)["SUMMARY"] == "Find Your Active session"
    assert not any(word in text for word in ("menopause", "health", "cole", "webinar"))


def test_an_ordinary_session_keeps_its_title() -> None:
    assert event_of(made())["SUMMARY"] == "Desk reset"


@given(st.text(min_size=1, max_size=300))
@example("Desk\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Injected")
@example("Desk\rATTENDEE:mailto:eve@example.org")
@example("a,b;c\\n\\;d:e\n\x0b\x0c\x85\u2028")
@example("\ud800 half a character")
@example("🧘🏽‍♀️" * 200)
@example("A" * 10_000)
def test_no_title_breaks_the_file(title: str) -> None:
    file = made(replace(DESK_RESET, title=title))
    event = event_of(file)
    assert [name for name in event if name not in KNOWN] == []
    assert b"\r" not in file.content.replace(b"\r\n", b"")
    assert b"\n" not in file.content.replace(b"\r\n", b"")
    assert max(len(line) for line in file.content.split(b"\r\n")) <= 75


KNOWN = ("UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL")
