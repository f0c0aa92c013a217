"""How many take part in challenges, in words: HR's own figure, or one sentence whatever the reason."""

from dataclasses import replace

import pytest

from content import built_in, challenges
from content.challenges import Others
from programme.model import Digest, Figures
from tests.content.cast import WORDS
from tests.content.digest.frozen import FULL, NONE, of
from tests.content.reading import plain_text

CATALOGUE = built_in.catalogue()
HIDDEN = "How many at your workplace take part is shown only when it's enough people that nobody can be picked out."


def listed(others: Others) -> str:
    return plain_text(challenges.screen(WORDS, CATALOGUE, (), others))


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("2026-W47", "In the week to Sun 22 Nov, about 20 people at your workplace "),
        ("2026-F11", "In the four weeks to Sun 29 Nov, about 20 people at your workplace "),
        ("2026-Q3", "In the quarter to Wed 30 Sep, about 20 people at your workplace "),
    ],
)
def test_the_last_days_that_it_is_about_are_said(period: str, when: str) -> None:
    assert f"{when}had a challenge going and logged minutes." in listed(Others(of(FULL, period=period)))


@pytest.mark.parametrize("has_workplace", [True, False])
def test_what_is_of_all_together_is_said_to_be(has_workplace: bool) -> None:
    text = listed(Others(of(FULL, None), has_workplace))
    assert "about 20 people at all workplaces together had a challenge going" in text
    assert "your workplace" not in text


@pytest.mark.parametrize(
    "last",
    [None, of(NONE), of(replace(FULL, in_challenges=None)), of(Figures(9, took_part=45), rules="2")],
    ids=["nothing yet", "nothing shown", "withheld", "earlier rules"],
)
def test_where_it_is_not_said_the_words_are_the_same_and_have_no_number(last: Digest | None) -> None:
    assert HIDDEN in listed(Others(last))
    assert "about" not in listed(Others(last)).rpartition("Only you see")[2]


def test_people_without_a_workplace_are_not_told_of_one() -> None:
    assert "How many people take part is shown only when" in listed(Others(has_workplace=False))


def test_before_beginning_it_is_said_that_one_is_counted_and_how_not_to_be() -> None:
    one = CATALOGUE.challenges[0]
    text = plain_text(challenges.one(WORDS, one, None, Others()))
    assert "you're counted in how many people take part: as a number, never by name." in text
    assert "“Don't count me” in /privacy leaves you out." in text
    left_out = plain_text(challenges.one(WORDS, one, None, Others(is_counted=False)))
    assert "You asked not to be counted" in left_out
    assert "you're counted" not in left_out
