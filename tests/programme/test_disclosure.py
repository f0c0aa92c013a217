"""The rules on their own: thresholds, complements, means, and noise that cannot be averaged away."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import disclosure
from programme.disclosure import Amounts, Scope

SCOPE = Scope(b"a key", "EmployerAAAA", "2026-W47")
FEWEST = 10


def people(n: int, named: str = "person") -> frozenset[str]:
    return frozenset(f"{named}{number}" for number in range(n))


def adding(*sizes: float) -> Amounts:
    return Amounts(people(len(sizes)), sizes)


def scopes(n: int) -> list[Scope]:
    return [replace(SCOPE, period=f"week {number}") for number in range(n)]


@given(st.integers(0, 60), st.binary(min_size=1))
def test_no_count_is_shown_of_fewer_than_ten(n: int, key: bytes) -> None:
    shown = disclosure.count(replace(SCOPE, key=key), people(n))
    assert shown is None or (n >= FEWEST and shown % 5 == 0 and shown > 0)


@pytest.mark.parametrize("n", [0, 1, *range(7, 10)])
def test_nobody_and_a_handful_look_alike(n: int) -> None:
    assert {disclosure.count(scope, people(n)) for scope in scopes(500)} == {None}


@pytest.mark.parametrize("n", range(10, 18))
def test_the_edge_is_blurred(n: int) -> None:
    assert {disclosure.count(scope, people(n)) is None for scope in scopes(500)} == {True, False}


@pytest.mark.parametrize("n", [18, 19, 25, 400])
def test_enough_people_are_always_counted(n: int) -> None:
    for scope in scopes(200):
        shown = disclosure.count(scope, people(n))
        assert shown is not None
        assert abs(shown - n) <= disclosure.WIDEST + 2


@given(st.lists(st.text(min_size=1, max_size=12), unique=True), st.randoms(use_true_random=False))
def test_equal_sets_get_equal_noise_in_any_order(ids: list[str], chance: Random) -> None:
    shuffled = ids[:]
    chance.shuffle(shuffled)
    assert disclosure.noise(SCOPE, ids) == disclosure.noise(SCOPE, [*shuffled, *ids])


def test_noise_depends_on_everything_that_it_should() -> None:
    others = [
        SCOPE.of("logged"),
        replace(SCOPE, key=b"another"),
        replace(SCOPE, employer_id="EmployerBBBB"),
        replace(SCOPE, period="2026-W48"),
    ]
    here = [disclosure.seed(SCOPE, people(20), purpose) for purpose in ("count", "mean")]
    elsewhere = [disclosure.seed(other, people(20), "count") for other in others]
    assert len({*here, *elsewhere, disclosure.seed(SCOPE, people(21), "count")}) == 7


def test_noise_is_triangular() -> None:
    drawn = Counter(disclosure.noise(scope, people(20)) for scope in scopes(5000))
    assert set(drawn) == set(range(-4, 5))
    for value, times in drawn.items():
        assert times == pytest.approx(5000 * (5 - abs(value)) / 25, rel=0.25)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_part_is_shown_only_where_it_and_the_others_are_ten(inside: int, outside: int) -> None:
    some, others = people(inside, "in"), people(outside, "out")
    if disclosure.part(SCOPE, some, some | others) is not None:
        assert inside >= FEWEST
        assert outside >= FEWEST


def test_a_part_is_never_larger_than_the_whole() -> None:
    for scope in scopes(500):
        part = disclosure.part(scope.of("part"), people(20), people(31), scope)
        whole = disclosure.count(scope, people(31))
        assert part is None or (whole is not None and 10 <= part <= max(10, whole - 10))


def test_a_part_is_blurred_twice() -> None:
    """So that its ends, where somebody could be certain, come up once in 625 times and not once in 25."""
    drawn = Counter(disclosure.more_noise(scope, people(20)) for scope in scopes(20_000))
    assert set(drawn) == set(range(-8, 9))
    assert drawn[8] + drawn[-8] < 20_000 / 150


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_of_three_parts_each_and_any_two_are_ten_or_none_is_shown(sizes: list[int]) -> None:
    parts = [people(size, f"part{number}-") for number, size in enumerate(sizes)]
    shown = disclosure.split(SCOPE.of("times"), parts, SCOPE)
    if shown is not None:
        assert min(sizes) >= FEWEST
        assert all(one >= FEWEST and one % 5 == 0 for one in shown)


def test_two_parts_that_share_people_must_leave_enough_over_too() -> None:
    """Twenty each, but only 28 in all: either would leave eight."""
    first, second = people(20), people(12) | people(8, "other")
    assert all(disclosure.split(scope.of("half"), (first, second), scope) is None for scope in scopes(300))


def test_what_people_follow_from_week_to_week_stays_until_it_seems_wrong() -> None:
    said = [disclosure.steady(scope, people(n), 100) for n in (96, 100, 104) for scope in scopes(200)]
    assert set(said) == {100}
    grown = [disclosure.steady(scope, people(115), 100) for scope in scopes(200)]
    assert all(one is not None and one > 105 for one in grown)
    assert all(disclosure.steady(scope, people(9), 15) is None for scope in scopes(200))


def test_control_fresh_draws_about_the_same_people_average_out() -> None:
    fresh = [disclosure.noisy(scope, people(103)) for scope in scopes(200)]
    assert sum(fresh) / len(fresh) == pytest.approx(103, abs=0.5)
    kept = [disclosure.steady(scope, people(103), 100) for scope in scopes(200)]
    assert set(kept) == {100}


def test_a_total_is_blurred_by_one_persons_most() -> None:
    visits = adding(*[2] * 40)
    shown = [disclosure.total(scope, visits, 4) for scope in scopes(500)]
    assert all(one is not None and one % 5 == 0 and abs(one - 80) <= 4 * disclosure.BELL_REACH + 3 for one in shown)
    assert len(set(shown)) > 2


def test_nobody_adds_more_than_the_cap_to_a_total() -> None:
    even, wild = adding(*[4] * 40), adding(*[400] * 40)
    assert [disclosure.total(scope, even, 4) for scope in scopes(50)] == [
        disclosure.total(scope, wild, 4) for scope in scopes(50)
    ]


def test_control_without_the_rule_on_complements_subtraction_shows_a_handful() -> None:
    def naive(scope: Scope, some: Collection[str]) -> int | None:
        return disclosure.count(scope, some)

    whole, some = people(30), people(28)
    assert any(naive(scope, some) and naive(scope, whole) for scope in scopes(5))
    assert all(disclosure.part(scope, some, whole) is None for scope in scopes(500))


@given(st.lists(st.integers(1, 600), min_size=0, max_size=60))
def test_a_mean_stands_on_ten_people_and_is_round(minutes: list[int]) -> None:
    shown = disclosure.mean(SCOPE, adding(*minutes))
    if shown is not None:
        assert len(minutes) >= FEWEST
        assert shown % 5 == 0
        assert 0 < shown <= disclosure.CAP


def test_a_total_that_two_people_hold_gives_no_mean() -> None:
    assert disclosure.mean(SCOPE, adding(*[0.5] * 28, 150, 150)) is None
    assert disclosure.mean(SCOPE, adding(*[60] * 28)) is not None


def test_one_marathon_does_not_move_the_mean_by_more_than_the_cap() -> None:
    even, wild = adding(*[60] * 30), adding(*[60] * 29, 100_000)
    shown, moved = disclosure.mean(SCOPE, even), disclosure.mean(SCOPE, wild)
    assert shown is not None
    assert moved is not None
    assert moved - shown <= disclosure.CAP / 30 + 5


def test_the_mean_is_as_blurred_as_one_person_can_move_it() -> None:
    drawn = [disclosure.mean_noise(scope, people(30), 150) for scope in scopes(3000)]
    spread = (sum(one * one for one in drawn) / len(drawn)) ** 0.5
    assert spread == pytest.approx(150 / 30, rel=0.1)
    assert sum(drawn) / len(drawn) == pytest.approx(0, abs=0.4)


def test_what_workplaces_share_is_not_one_of_them_and_a_handful() -> None:
    large, small, middling = people(40, "a"), people(5, "b"), people(30, "c")
    assert not disclosure.stands_without_each(SCOPE, [large, small])
    assert not disclosure.stands_without_each(SCOPE, [large])
    assert disclosure.stands_without_each(SCOPE, [large, small, middling])


@pytest.mark.parametrize(
    ("shown", "noise", "is_clear"),
    [(10, 0, True), (5, 0, False), (35, 100 / 15, True), (35, 150 / 20, False), (80, 16, False), (85, 16, True)],
)
def test_an_amount_is_clear_where_its_blur_is_a_fifth_of_it_at_most(shown: int, noise: float, is_clear: bool) -> None:
    assert disclosure.is_clear(shown, noise) is is_clear


def test_nobody_adds_more_visits_than_there_were_sessions_nor_more_minutes_than_the_cap() -> None:
    assert [disclosure.most_visits(1, 9), disclosure.most_visits(1, 2), disclosure.most_visits(4, 16)] == [4, 2, 10]
    assert [disclosure.most_visits(4, 0), disclosure.most_minutes(1), disclosure.most_minutes(4)] == [0, 150, 100]
