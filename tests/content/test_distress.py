"""Who is heard as in danger or unwell, and whom they are told to call."""

import pytest

from content import built_in, distress
from programme.model import Catalogue, Resource
from tests.content.cast import WORDS
from tests.content.reading import labels, plain_text

OURS = Resource("now", "Now", "Ring Jo on 0300 000.", "All.", "Or knock.", ("mind",), ("fire", "flood"), is_urgent=True)

TOPICS = built_in.catalogue().topics
OURS_ALONE, NO_HELP = Catalogue(TOPICS, (OURS,)), Catalogue(TOPICS)


def test_whom_to_call_is_what_the_team_has_published() -> None:
    screen = distress.hard_time(WORDS, OURS_ALONE, is_member=True)
    assert plain_text(screen).startswith("Sorry you're having a hard time.\n\nRing Jo on 0300 000.\n\nOr knock.")
    assert labels(screen) == ["All resources"]
    assert distress.words_of(OURS_ALONE) == {"fire", "flood"}


def test_with_the_entry_gone_what_came_with_the_bot_is_said() -> None:
    screen = distress.hard_time(WORDS, NO_HELP, is_member=True)
    assert "In danger, or chest pain? Call 999." in plain_text(screen)
    assert "SHOUT" in plain_text(screen)
    assert "suicidal" in distress.words_of(NO_HELP)


def test_what_came_with_the_bot_has_somebody_to_call() -> None:
    assert distress.urgent_in(built_in.catalogue().resources)


def test_a_stranger_is_offered_no_button_that_is_not_theirs() -> None:
    screen = distress.hard_time(WORDS, NO_HELP, is_member=False)
    assert (screen.rows, screen.asks, screen.keeps_before) == ((), "", True)


@pytest.mark.parametrize("typed", [
    "my knee hurts", "I hurt my back", "My left knee is sore", "pulled a hamstring", "I feel low today", "back pain",
    "I'm in pain", "feeling dizzy", "stressed",
])  # fmt: skip
def test_pain_and_a_low_mood_are_heard(typed: str) -> None:
    assert distress.is_unwell(typed)
    assert not distress.heard(typed, frozenset())


@pytest.mark.parametrize("typed", ["25 min walk", "back to work", "book yoga", "low impact", "head to the gym", "ok"])
def test_other_words_are_no_pain(typed: str) -> None:
    assert not distress.is_unwell(typed)
