"""The timetable and the card: what is next, days, filters, and the words for room and waiting."""

from datetime import date, timedelta

import pytest

from content import card as card_scene
from content import sessions, timetable
from content.timetable import Filter, Page
from programme.model import BookingState, Openness
from tests.content.cast import DESK_RESET, MENOPAUSE, NOW, STARTS, WORDS, ZONE, card, place, week
from tests.content.reading import addresses, labels, plain_text

FIFTH_DAY = date(2026, 11, 28)


def test_the_first_screen_lists_the_next_sessions_themselves() -> None:
    screen = timetable.screen(WORDS, Page(), week(), NOW, ZONE)
    assert addresses(screen)[:6] == [f"s:{one.session.id}" for one in week()[:6]]
    assert labels(screen)[6:9] == ["Seated", "Upbeat", "Webinars"]


@pytest.mark.parametrize("filter_", Filter)
def test_a_filter_offers_the_three_others(filter_: Filter) -> None:
    rows = timetable.screen(WORDS, Page(filter_), week(), NOW, ZONE).rows
    (filters,) = [row for row in rows if any(one.label in timetable.LABELS.values() for one in row)]
    assert {one.label for one in filters} == {label for one, label in timetable.LABELS.items() if one is not filter_}


def test_the_numbers_in_the_text_are_those_of_the_buttons() -> None:
    screen = timetable.screen(WORDS, Page(), week(), NOW, ZONE)
    lines = [line for line in plain_text(screen).splitlines() if line[:1].isdigit()]
    assert [line.partition(".")[0] for line in lines] == [label.partition(" ")[0] for label in labels(screen)[:6]]


def test_more_days_leads_to_the_fifth_day_and_back() -> None:
    assert f"timetable:all:{FIFTH_DAY}" in addresses(timetable.screen(WORDS, Page(), week(), NOW, ZONE))
    later = timetable.screen(WORDS, Page(day=FIFTH_DAY), week(), NOW, ZONE)
    assert "Earlier days" in labels(later)
    assert "Sat 28" in labels(later)


def test_a_full_day_goes_on_on_a_second_screen() -> None:
    busy = week(sessions_a_day=8, days=1)
    day = STARTS.date()
    first = timetable.screen(WORDS, Page(day=day), busy, NOW, ZONE)
    assert f"timetable:all:{day}:6" in addresses(first)
    second = timetable.screen(WORDS, Page(day=day, skipped=6), busy, NOW, ZONE)
    assert [label[0] for label in labels(second)[:2]] == ["1", "2"]


def test_a_filter_keeps_the_day() -> None:
    screen = timetable.screen(WORDS, Page(Filter.ALL, FIFTH_DAY), week(), NOW, ZONE)
    assert f"timetable:seated:{FIFTH_DAY}" in addresses(screen)


@pytest.mark.parametrize("filter_", Filter)
def test_a_filter_shows_its_own_kind(filter_: Filter) -> None:
    kinds = {one.session.kind for one in [*week(), card(MENOPAUSE)] if timetable.allows(filter_, one.session)}
    expected = {"seated": {"seated"}, "upbeat": {"upbeat"}, "webinars": {"webinar"}}
    assert kinds == expected.get(filter_.value, {"seated", "upbeat", "strength", "webinar"})


@pytest.mark.parametrize(
    ("openness", "word", "button"),
    [
        (Openness.PLACES, "Places", "Book"),
        (Openness.FEW, "Few left", "Book"),
        (Openness.OPEN, "Open", "Book"),
        (Openness.FULL, "Full", "Join the waiting list"),
    ],
)
def test_room_is_said_in_one_word(openness: Openness, word: str, button: str) -> None:
    screen = card_scene.screen(WORDS, card(openness=openness), NOW, ZONE)
    assert f"<b>{word}</b>" in screen.text
    assert labels(screen)[0] == button


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "You're next"), (1, "You're near the front"), (3, "You're near the front"), (4, "further")],
)
def test_a_place_in_the_queue_is_said_in_words(ahead: int, said: str) -> None:
    screen = card_scene.screen(WORDS, card(booking=place(BookingState.WAITING), ahead=ahead), NOW, ZONE)
    assert said in plain_text(screen)
    assert str(ahead) not in plain_text(screen).partition("waiting list")[2]


def test_the_card_tells_all_there_is_to_know() -> None:
    text = plain_text(card_scene.screen(WORDS, card(), NOW, ZONE))
    for said in (
        "Desk reset",
        "Seated",
        "10 minutes",
        "Sam Green",
        "UK time",
        "chair",
        "kit",
        "Camera",
        "captions",
    ):
        assert said in text


def test_who_has_booked_may_keep_it_or_give_it_up() -> None:
    screen = card_scene.screen(WORDS, card(booking=place()), NOW, ZONE)
    assert labels(screen)[:2] == ["Add to calendar", "Cancel my place"]


def test_the_toast_says_what_the_record_says() -> None:
    waiting = card(openness=Openness.FULL, booking=place(BookingState.WAITING))
    assert "waiting list" in card_scene.screen(WORDS, waiting, NOW, ZONE, done="booked").toast
    assert not card_scene.screen(WORDS, card(), NOW, ZONE, done="booked").toast


def test_a_link_that_a_button_cannot_hold_is_text_only() -> None:
    assert card_scene.link_host("https://zoom.example/j/1") == "zoom.example"
    assert card_scene.link_host("http://localhost:8080/") == ""


def test_a_title_is_shortened_on_one_line() -> None:
    assert sessions.shortened("Desk\n reset", 40) == "Desk reset"
    assert sessions.shortened("A" * 10_000, 28) == "A" * 27 + "…"


def test_over_is_over() -> None:
    screen = card_scene.screen(WORDS, card(DESK_RESET, booking=place()), STARTS + timedelta(minutes=10), ZONE)
    assert "is over" in screen.text
    assert labels(screen) == ["Timetable", "My bookings"]
