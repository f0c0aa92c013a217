"""What other programs make of our files, hours before and after the clocks change; and that a later one replaces."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from content import notices
from content.calendar import Ways, calendar_file, update_file, updates
from content.screen import Screen
from programme.model import Booking, BookingState, Card, Facts, Openness, Session
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE, member, place, told_of
from tests.content.readers import READERS, Seen

WAYS = Ways("https://t.me/FindYourActiveBot?start=s_SessionAAAAA", "https://bot.example.org/b/token")
CHANGES = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
"""When the clocks of 2026 change in the United Kingdom."""
AROUND = [change + timedelta(minutes=30 * halves) for change in CHANGES for halves in range(-5, 6)]
KEPT = replace(place(), calendar_at=NOW)
CHANGING = ["session_cancelled", "session_moved", "place_ended", "consent_asked", "promoted"]


def made(session: Session = DESK_RESET, booking: Booking = KEPT) -> bytes:
    return update_file(WORDS, session, booking, NOW, ways=WAYS, alarm_minutes=10).content


def shown(files: list[bytes], reader: str) -> dict[str, Seen]:
    """A calendar that has opened *files* in that order: of each entry the one with the highest sequence stays."""
    entries: dict[str, Seen] = {}
    for content in files:
        seen = READERS[reader](content)
        if seen.uid not in entries or seen.sequence > entries[seen.uid].sequence:
            entries[seen.uid] = seen
    return entries


@pytest.mark.parametrize("reader", READERS)
def test_the_hours_around_both_changes_of_the_clocks_are_right(reader: str) -> None:
    for moment in AROUND:
        seen = READERS[reader](made(replace(DESK_RESET, starts_at=moment)))
        assert (seen.starts_at, seen.ends_at) == (moment, moment + timedelta(minutes=10))


@pytest.mark.parametrize("reader", READERS)
def test_a_move_replaces_the_entry_in_whatever_order_they_are_opened(reader: str) -> None:
    later = replace(DESK_RESET, starts_at=STARTS + timedelta(hours=2), revision=3)
    files = [made(), made(later)]
    for order in (files, files[::-1]):
        (entry,) = shown(order, reader).values()
        assert (entry.starts_at, entry.sequence, entry.status, entry.method) == (
            STARTS + timedelta(hours=2), 4, "CONFIRMED", "PUBLISH",
        )  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_cancellation_replaces_the_entry(reader: str) -> None:
    off = replace(DESK_RESET, cancelled_at=NOW, revision=3)
    (entry,) = shown([made(), made(off)], reader).values()
    assert (entry.status, entry.sequence, entry.method) == ("CANCELLED", 4, "PUBLISH")


@pytest.mark.parametrize("reader", READERS)
def test_giving_up_and_booking_again_are_two_more_changes_of_one_entry(reader: str) -> None:
    given_up = replace(KEPT, state=BookingState.CANCELLED, changes=2)
    again = replace(KEPT, changes=3)
    (entry,) = shown([made(), made(booking=given_up), made(booking=again)], reader).values()
    assert (entry.status, entry.sequence) == ("CONFIRMED", 5)


def test_control_without_a_higher_sequence_the_old_entry_would_stay() -> None:
    stale = replace(DESK_RESET, starts_at=STARTS + timedelta(hours=2))
    (entry,) = shown([made(), made(stale)], "icalendar").values()
    assert entry.starts_at == STARTS


def test_the_entry_leads_to_the_bookings_own_page() -> None:
    content = made().replace(b"\r\n ", b"")
    assert b"URL:https://bot.example.org/b/token" in content
    assert b"zoom.example" not in content


def test_what_is_cancelled_rings_no_alarm() -> None:
    assert b"VALARM" in made()
    assert b"VALARM" not in made(replace(DESK_RESET, cancelled_at=NOW))


@pytest.mark.parametrize("kind", CHANGING)
def test_the_notice_brings_the_file_to_those_who_asked_for_one(kind: str) -> None:
    card = Card(replace(DESK_RESET, cancelled_at=NOW), Openness.PLACES, KEPT)
    (file,) = notice(kind, card).files
    assert READERS["icalendar"](file.content).status == "CANCELLED"


@pytest.mark.parametrize("kind", [*CHANGING, "reminder_near", "reminder_day_before"])
def test_nobody_else_gets_a_file(kind: str) -> None:
    assert notice(kind, Card(DESK_RESET, Openness.PLACES, place())).files == ()
    assert not kind.startswith("reminder") or notice(kind, Card(DESK_RESET, Openness.PLACES, KEPT)).files == ()


def test_without_the_house_there_is_no_file() -> None:
    assert updates(WORDS, Card(DESK_RESET, Openness.PLACES, KEPT), NOW, ways=None, alarm_minutes=0) == ()


def test_an_update_about_health_is_neutral_too() -> None:
    off = Card(replace(MENOPAUSE, cancelled_at=NOW), Openness.OPEN, replace(KEPT, session_id=MENOPAUSE.id))
    (file,) = notice("session_cancelled", off).files
    said = (file.name + file.caption).lower() + file.content.decode().lower()
    assert not any(word in said for word in ("menopause", "health", "cole", "webinar"))


def notice(kind: str, card: Card) -> Screen:
    return notices.screen(WORDS, told_of(kind, NOW), Facts(member(), card), NOW, ZONE, WAYS)


def test_a_first_file_and_an_update_differ_only_in_their_caption() -> None:
    first = calendar_file(WORDS, DESK_RESET, KEPT, NOW, ways=WAYS, alarm_minutes=10)
    update = update_file(WORDS, DESK_RESET, KEPT, NOW, ways=WAYS, alarm_minutes=10)
    assert (first.content, first.name) == (update.content, update.name)
    assert first.caption != update.caption
