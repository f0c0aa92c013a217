"""Intervals of published shares: drawn from people through the real noise and rounding, they hold the truth."""

from random import Random

import pytest

from content import margins
from programme.disclosure import Scope, count, part
from programme.disclosure.counts import ROUNDED_TO
from programme.disclosure.noise import WIDEST

TIMES = 1500


def published(chance: Random, people: int, truth: float, turn: int) -> tuple[int | None, int | None]:
    """What is said of *people* of whom each is one of the part with the chance *truth*."""
    scope = Scope(b"key of the test", "", f"quarter {turn}")
    everybody = {f"person {n}" for n in range(people)}
    inside = {one for one in sorted(everybody) if chance.random() < truth}
    return part(scope, inside, everybody), count(scope, everybody)


def misses(people: int, truth: float) -> float:
    """The share of intervals that leave the truth outside, in percent."""
    chance, shown, missed = Random(7), 0, 0
    for turn in range(TIMES):
        margin = margins.of_share(*published(chance, people, truth, turn))
        if margin is not None:
            shown += 1
            missed += not margin.low <= 100 * truth <= margin.high
    assert shown > TIMES / 3
    return 100 * missed / shown


@pytest.mark.parametrize(("people", "truth"), [(60, 0.5), (100, 0.25), (100, 0.6), (300, 0.25)])
def test_at_most_about_one_in_twenty_misses_the_truth(people: int, truth: float) -> None:
    assert misses(people, truth) <= 6


def test_control_without_what_noise_and_rounding_add_too_many_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(margins, "ADDED", 0)
    assert misses(60, 0.5) > 6


def test_what_is_added_is_what_the_rules_of_disclosure_add() -> None:
    draws = [first + second - WIDEST for first in range(5) for second in range(5)]
    off = range(-(ROUNDED_TO // 2), ROUNDED_TO // 2 + 1)
    variance = [sum(n * n for n in one) / len(one) for one in (draws, list(off))]
    assert 2 * variance[0] + variance[1] == margins.ADDED


def test_more_people_leave_less_doubt() -> None:
    few, many = margins.of_share(15, 60), margins.of_share(150, 600)
    assert few is not None
    assert many is not None
    assert few.low < many.low < 25 < many.high < few.high


def test_wilson_as_published() -> None:
    """81 of 263, and 0 of 20: R. G. Newcombe, Statistics in Medicine 1998;17:857-872, table I."""
    found = margins.wilson(81 / 263, 263), margins.wilson(0, 20)
    assert [(round(one.low, 2), round(one.high, 2)) for one in found] == [(25.53, 36.62), (0.0, 16.11)]


def test_a_difference_goes_both_ways_and_is_blank_where_a_part_is() -> None:
    margin = margins.of_difference(50, 40, 200)
    assert margin is not None
    assert margin.low < 0 < margin.high
    same = margins.of_difference(50, 50, 200)
    assert same is not None
    assert same.low == pytest.approx(-same.high)
    assert margins.of_difference(None, 40, 200) is margins.of_share(10, None) is None
