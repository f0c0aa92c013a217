"""What the bot says of its own accord gives nothing away on a locked screen."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from content import notices
from content.screen import Screen
from programme.model import Card, Facts, Openness, Session
from programme.notices import KINDS
from tests.content.cast import (
    COUNCIL,
    DESK_RESET,
    MENOPAUSE,
    NOW,
    STARTS,
    STRANGER,
    WORDS,
    ZONE,
    member,
    place,
    told_of,
)
from tests.content.reading import plain_text

SHOWN_ON_A_LOCKED_SCREEN = 100
TEN_BEFORE = STARTS - timedelta(minutes=10)
TELLING = (
    "desk",
    "reset",
    "menopause",
    "health",
    "webinar",
    "seated",
    "essex",
    "council",
    "cole",
    "sam",
    "zoom",
)
MOMENTS = (NOW, STARTS - timedelta(hours=1), TEN_BEFORE, STARTS)
NAMED = replace(MENOPAUSE, cancel_note="Dr Cole is ill", cancelled_at=None)


def notice(kind: str, session: Session = DESK_RESET, now: datetime = TEN_BEFORE, facts: str = "") -> Screen:
    shown = Card(session, Openness.FULL, place(session=session))
    return notices.screen(WORDS, told_of(kind, now), Facts(member(), shown, facts), now, ZONE)


def gives_away(text: str) -> list[str]:
    return [word for word in TELLING if word in text[:SHOWN_ON_A_LOCKED_SCREEN].lower()]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("session", [DESK_RESET, MENOPAUSE, NAMED])
@pytest.mark.parametrize("now", MOMENTS)
def test_the_first_hundred_characters_are_neutral(kind: str, session: Session, now: datetime) -> None:
    text = plain_text(notice(kind, session, now))
    assert gives_away(text) == []
    assert gives_away(text.partition("\n")[0]) == []


def test_a_title_in_the_first_line_would_be_caught() -> None:
    assert gives_away(f"{COUNCIL.name}: your Desk reset starts soon") == ["desk", "reset", "essex", "council"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("now", MOMENTS)
def test_a_session_about_health_is_not_named_anywhere(kind: str, now: datetime) -> None:
    screen = notice(kind, NAMED, now)
    said = str(screen.text) + " ".join(choice.label for choice in screen.choices)
    assert not any(word in said.lower() for word in ("menopause", "health", "cole", "zoom"))


def test_the_near_reminder_brings_the_link_and_the_button() -> None:
    screen = notice("reminder_near")
    assert plain_text(screen).startswith("Your 12:30 starts in 10 minutes.\n")
    assert f"<code>{DESK_RESET.link}</code>" in screen.text
    assert [choice.label for choice in screen.choices] == ["Join now", "Still coming", "I can't make it", "See it"]


def test_an_hour_before_there_is_no_link_yet() -> None:
    screen = notice("reminder_near", now=STARTS - timedelta(hours=1))
    assert "zoom" not in screen.text
    assert "Join now" not in [choice.label for choice in screen.choices]


def test_a_late_reminder_does_not_count_below_zero() -> None:
    assert plain_text(notice("reminder_near", now=STARTS)).startswith("Your 12:30 starts now.")


def test_a_promotion_inside_the_last_half_hour_brings_the_link() -> None:
    assert "zoom.example" in notice("promoted").text
    assert "zoom.example" not in notice("promoted", now=NOW).text


def test_the_day_before_says_which_day() -> None:
    assert "tomorrow at 12:30" in notice("reminder_day_before", now=NOW).text
    assert "on Tue 24 Nov at 12:30" in notice("reminder_day_before", now=NOW - timedelta(days=3)).text


def test_a_note_on_a_cancellation_is_escaped() -> None:
    screen = notice("session_cancelled", replace(DESK_RESET, cancel_note="<b>Sorry & bye"))
    assert "&lt;b&gt;Sorry &amp; bye" in screen.text


def test_the_menu_comes_without_words() -> None:
    screen = notices.screen(WORDS, told_of("menu", NOW), Facts(STRANGER), NOW, ZONE)
    assert not screen.text
    assert [command.name for command in screen.menu or ()] == ["start", "help", "privacy"]


def test_an_unknown_kind_shows_nothing() -> None:
    assert notice("carrier_pigeon") == Screen()
