"""Adversaries who know everybody but one, on populations made at random, and the naive digest that they break.

The same at any size: ``python -m tests.programme.attack --populations 100000 --years 10000``.
"""

from collections.abc import Callable
from dataclasses import replace
from math import hypot
from random import Random

import pytest

from programme import disclosure
from programme.digests.crowds import Crowd, Mover, Offer, Participant, Rater
from programme.digests.figures import Asked, figures_of
from programme.disclosure import Amounts, Scope
from programme.model import DayPart, Figures, Period
from tests.programme.adversary import ROUNDING, everyone, is_certain, is_possible
from tests.programme.population import (
    EMPLOYER,
    OFFER,
    WEEK,
    Population,
    behind,
    population,
    populations,
    too_few,
)
from tests.programme.usefulness import QUARTER
from tests.programme.years import months_with_a_figure

MANY = 1_500
Answer = Callable[[int], frozenset[int | None]]


def possible(n: int) -> frozenset[int | None]:
    """Everything that may be shown of *n* people, over all noise."""
    noisy = range(n - disclosure.WIDEST, n + disclosure.WIDEST + 1)
    return frozenset(disclosure.rounded(one) if one >= disclosure.THRESHOLD else None for one in noisy)


def naive(n: int) -> frozenset[int | None]:
    """Hide under 5, else exact."""
    return frozenset({n if n >= 5 else None})


def likelihood(n: int, shown: int | None) -> float:
    noisy = [n + first + second - 4 for first in range(5) for second in range(5)]
    said = [disclosure.rounded(one) if one >= disclosure.THRESHOLD else None for one in noisy]
    return said.count(shown) / 25


def certainty(n: int, answer: Answer, chance: Callable[[int, int | None], float]) -> float:
    """How often somebody who knows the other n - 1 is certain that the last one was there."""
    return sum(chance(n, shown) for shown in answer(n) if shown not in answer(n - 1))


def test_whether_one_known_person_took_part_stays_open() -> None:
    certain = [certainty(n, possible, likelihood) for n in range(1, 200)]
    assert max(certain) <= 0.05
    assert sum(certain) / len(certain) <= 0.01


def test_control_the_naive_digest_tells_of_everybody_but_the_first_four() -> None:
    certain = [certainty(n, naive, lambda _n, _shown: 1.0) for n in range(1, 200)]
    assert sum(certain) / len(certain) > 0.9


def test_no_figure_of_any_population_is_about_fewer_than_ten_or_leaves_fewer_over() -> None:
    everything = list(populations(MANY))
    assert [too_few(one) for one in everything if too_few(one)] == []
    figures = [one.figures for one in everything]
    for name in behind(everything[0]):
        assert sum(getattr(one, name) is not None for one in figures) > MANY / 15, name


def test_the_adversary_never_rules_out_what_is_true() -> None:
    """Otherwise the next tests would count what proves nothing."""
    assert all(is_possible(one.figures, one) for one in populations(MANY, seed=8))


def certain_of_one(many: int, seed: int) -> float:
    chance, certain, asked = Random(seed), 0, 0
    for one in populations(many, seed):
        people = everyone(one)
        if people:
            asked += 1
            certain += is_certain(one, chance.choice(people), is_in=chance.random() < 0.5)
    return certain / asked


def test_over_all_figures_of_a_period_hardly_anybody_is_certain_about_one_person() -> None:
    assert certain_of_one(MANY, seed=9) <= 0.03


def everything_shown(number: int, size: int) -> Population:
    """Everybody does nearly everything, in groups large enough for every figure."""
    people = [f"p{n}" for n in range(size)]
    chance = Random(number)
    return Population(
        Asked(Scope(f"key {number}".encode(), EMPLOYER, WEEK.name), WEEK, 5 * (size // 5)),
        Crowd(
            tuple(
                Participant(one, EMPLOYER, n % 2 == 0, chance.randint(1, 5), n % 3, list(DayPart)[n % 3])
                for n, one in enumerate(people)
            ),
            tuple(Mover(one, EMPLOYER, 60, (10, 90, 200)[n % 3], n % 2 == 1) for n, one in enumerate(people)),
            tuple(Rater(one, EMPLOYER, n % 2 == 0) for n, one in enumerate(people) if n % 3),
        ),
    )


def test_one_who_is_in_every_figure_that_there_is_stays_open_too() -> None:
    chance = Random(2)
    many = [everything_shown(number, chance.randint(80, 300)) for number in range(600)]
    first = many[0].figures
    assert all(getattr(first, name) is not None for name in behind(many[0]) if name != "using")
    certain = [is_certain(one, "p7", is_in=number % 2 == 0) for number, one in enumerate(many)]
    assert sum(certain) / len(certain) <= 0.05


def test_control_the_adversary_is_certain_where_the_noise_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.disclosure.counts.noise", lambda _scope, _people: 0)
    monkeypatch.setattr("tests.programme.adversary.TURNS", range(1))
    assert certain_of_one(300, seed=9) > 0.2


def otherwise(one: Population, person: str) -> Population:
    """The same people, of whom that one took up a challenge if they had none, and none if they had."""
    movers = [it._replace(has_challenge=it.has_challenge != (it.person_id == person)) for it in one.crowd.movers]
    return replace(one, crowd=replace(one.crowd, movers=tuple(movers)))


def certain_of_a_challenge(many: int, seed: int) -> float:
    """How often somebody who knows all that everybody did, and whether each other one has a challenge, is certain."""
    chance, shown = Random(seed), [one for one in populations(many, seed) if one.figures.in_challenges is not None]
    people = [chance.choice(one.crowd.movers).person_id for one in shown]
    certain = [not is_possible(one.figures, otherwise(one, who)) for one, who in zip(shown, people, strict=True)]
    return sum(certain) / len(certain)


def test_whether_one_known_person_has_a_challenge_stays_open() -> None:
    assert certain_of_a_challenge(MANY, seed=10) <= 0.02


def test_control_without_the_noise_of_parts_it_would_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.disclosure.counts.more_noise", lambda _scope, _people: 0)
    monkeypatch.setattr("tests.programme.adversary.FARTHER", range(1))
    assert certain_of_a_challenge(MANY, seed=10) > 0.1


# amounts


LEAST = 5 * hypot(4, ROUNDING)
"""Visits of a week are shown from here on: 21.2."""


def at_the_edge(number: int) -> Population:
    """Twenty people come once, but for the first, who comes four times: 23 visits."""
    came = tuple(Participant(f"p{n}", EMPLOYER, visits=1 if n else 4) for n in range(20))
    return Population(Asked(Scope(f"key {number}".encode(), EMPLOYER, WEEK.name), WEEK), Crowd(came))


def came_once(one: Population) -> Population:
    """The same people, of whom the first came once as well: 20 visits."""
    came = tuple(it._replace(visits=1) for it in one.crowd.participants)
    return replace(one, crowd=Crowd(came))


def certain_of_visits(many: int) -> float:
    """How often somebody who knows how often each other one came is certain that the first came more than once."""
    return sum(not is_possible(one.figures, came_once(one)) for one in map(at_the_edge, range(many))) / many


def test_how_often_one_known_person_came_stays_open_where_the_total_may_be_left_out() -> None:
    shown = [at_the_edge(number).figures.attended is not None for number in range(300)]
    assert 60 < sum(shown) < 240
    assert certain_of_visits(1_500) <= 0.02


def left_to_see(one: Population, everything: Figures) -> Figures:
    """What a reader of *everything* could have left out without knowing any truth."""
    weeks, of = one.asked.weeks, everything
    cap = min(4.0 if weeks == 1 else 2.5 * weeks, of.offered)
    unclear = of.attended is not None and of.attended < 5 * hypot(cap, ROUNDING)
    minutes = 150 if weeks == 1 else 100
    vague = of.mean_minutes is not None and of.mean_minutes < 5 * hypot(minutes / (of.logged or 1), ROUNDING)
    return replace(of, attended=None if unclear else of.attended, mean_minutes=None if vague else of.mean_minutes)


@pytest.mark.parametrize("period", [WEEK, QUARTER])
def test_what_is_left_out_follows_from_what_would_have_been_published(
    period: Period, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever had been given all could have left it out themselves: so nobody learns more by it."""
    chance = Random(12)
    many = [population(chance, number, period) for number in range(200)]
    ours = [one.figures for one in many]
    monkeypatch.setattr(disclosure, "is_clear", lambda _shown, _noise: True)
    everything = [one.figures for one in many]
    assert ours == [left_to_see(one, shown) for one, shown in zip(many, everything, strict=True)]
    assert (ours != everything) == (period is QUARTER)


def test_control_left_out_by_the_truth_the_total_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just as large or as small numbers are left out, but the exact total decides, as would be natural."""
    blurred = disclosure.total

    def total(scope: Scope, amounts: Amounts, cap: float, of: Scope) -> int | None:
        return blurred(scope, amounts, cap, of) if sum(amounts.sizes) >= LEAST else None

    def added(shown: int | None, visits: list[int], _cap: float, came: int | None) -> bool:
        return shown is None if came is None else (shown is not None) == (sum(visits) >= LEAST)

    monkeypatch.setattr(disclosure, "total", total)
    monkeypatch.setattr(disclosure, "is_clear", lambda _shown, _noise: True)
    monkeypatch.setattr("tests.programme.adversary.added", added)
    assert all(is_possible(one.figures, one) for one in map(at_the_edge, range(300)))
    assert certain_of_visits(300) > 0.9


def test_control_without_their_noise_amounts_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.disclosure.amounts.bell", lambda _scope, _people: 0)
    monkeypatch.setattr("tests.programme.adversary.BELL_REACH", 0)
    assert all(is_possible(one.figures, one) for one in populations(300, seed=8))
    assert certain_of_visits(300) > 0.3


@pytest.mark.parametrize("offered", [0, 1, 2, 12])
def test_visits_are_never_more_than_people_and_sessions_allow(offered: int) -> None:
    """As the reader of the figures works it out: from the two published numbers."""
    chance, seen = Random(4), 0
    for number in range(300):
        came = tuple(Participant(f"p{n}", EMPLOYER, visits=chance.randint(1, 12)) for n in range(number % 60))
        asked = Asked(Scope(f"{number}".encode(), EMPLOYER, WEEK.name), WEEK)
        shown = figures_of(asked, Crowd(came), Offer(offered))
        if shown.attended is not None:
            assert shown.took_part is not None
            assert shown.took_part <= shown.attended <= shown.took_part * offered
            seen += 1
    assert (seen > 100) == (offered > 0)


def in_challenges(logged: int, going: int, key: str = "key") -> int | None:
    people = tuple(Mover(f"p{n}", EMPLOYER, 60, 60, has_challenge=n < going) for n in range(logged))
    return figures_of(Asked(Scope(key.encode(), EMPLOYER, WEEK.name), WEEK), Crowd(movers=people), OFFER).in_challenges


@pytest.mark.parametrize("n", [0, 1, 9, 10, 13, 14, 17, 18])
def test_a_challenge_is_counted_aloud_from_ten_people_on_and_always_from_eighteen(n: int) -> None:
    """Those who have one, and on the other side those who logged and have none."""
    for few in ([in_challenges(60, n, f"{key}") for key in range(200)],
                [in_challenges(60, 60 - n, f"{key}") for key in range(200)]):  # fmt: skip
        assert (None in few) == (n < 18)
        assert (set(few) != {None}) == (n >= 10)


def test_control_without_the_rule_on_those_left_over_it_would_be_told_of_nearly_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert in_challenges(60, 57) is None
    monkeypatch.setattr("programme.disclosure.counts.room_for", lambda _scope, sets, _of: sum(map(len, sets)))
    assert in_challenges(60, 57) is not None
    assert any(too_few(one) for one in populations(100))


def test_of_all_together_challenges_are_not_one_workplaces_alone() -> None:
    people = [Mover(f"{place}{n}", place, 60, 60, has_challenge=place == "A") for place in "ABC" for n in range(40)]
    pooled = Asked(Scope(b"key", "", WEEK.name), WEEK)
    shown = figures_of(pooled, Crowd(movers=tuple(people)), OFFER)
    assert (shown.logged is not None, shown.in_challenges) == (True, None)
    mixed = tuple(one._replace(has_challenge=int(one.person_id[1:]) % 2 == 0) for one in people)
    assert figures_of(pooled, Crowd(movers=mixed), OFFER).in_challenges is not None


def pairs(number: int, *, is_in: bool) -> Crowd:
    """Everybody who came logged minutes too; of the last one that is the question."""
    people = [f"p{n}" for n in range(30 + number % 5)]
    logged = people if is_in else people[:-1]
    return Crowd(tuple(Participant(one, EMPLOYER) for one in people), tuple(Mover(one, EMPLOYER, 30) for one in logged))


def unequal(number: int, *, is_in: bool, about: bool) -> bool:
    """Whether the two numbers differ; not *about*: with the same noise for the same people, whatever is asked."""
    crowd, scope = pairs(number, is_in=is_in), Scope(f"{number}".encode(), EMPLOYER, "W")
    came, logged = ([one.person_id for one in people] for people in (crowd.participants, crowd.movers))
    first, second = (scope.of("took_part"), scope.of("logged")) if about else (scope, scope)
    return disclosure.count(first, came) != disclosure.count(second, logged)


def test_two_figures_about_the_same_people_do_not_tell_by_being_equal() -> None:
    is_in = [unequal(number, is_in=True, about=True) for number in range(500)]
    is_out = [unequal(number, is_in=False, about=True) for number in range(500)]
    assert abs(sum(is_in) - sum(is_out)) < 75


def test_control_with_one_noise_for_the_same_people_they_would() -> None:
    assert not any(unequal(number, is_in=True, about=False) for number in range(500))
    assert sum(unequal(number, is_in=False, about=False) for number in range(500)) > 200


@pytest.mark.parametrize("n", [0, 1, *range(7, 20)])
def test_the_same_is_shown_of_nobody_and_of_nine_and_the_edge_is_blurred(n: int) -> None:
    crowd = Crowd(tuple(Participant(f"p{number}", EMPLOYER) for number in range(n)))
    shown = {
        figures_of(Asked(Scope(f"{key}".encode(), EMPLOYER, "W"), WEEK), crowd, OFFER).took_part for key in range(300)
    }
    assert (None in shown) == (n < 18)
    assert (shown != {None}) == (n >= 10)


def test_sixty_people_of_whom_fifteen_take_part_are_told_so_in_most_months() -> None:
    months = months_with_a_figure(100)
    assert sum(months) / len(months) > 9
    assert min(months) >= 3


def test_all_together_is_withheld_where_one_workplace_is_nearly_all() -> None:
    large = [Participant(f"a{n}", "A") for n in range(60)]
    handful = [Participant(f"b{n}", "B") for n in range(5)]
    third = [Participant(f"c{n}", "C") for n in range(40)]
    pooled = Asked(Scope(b"key", "", WEEK.name), WEEK)
    assert figures_of(pooled, Crowd((*large, *handful)), OFFER).took_part is None
    assert figures_of(pooled, Crowd((*large, *handful, *third)), OFFER).took_part is not None


def test_a_part_of_all_together_is_withheld_where_one_workplace_is_nearly_all_of_it() -> None:
    people = [Participant(f"{place}{n}", place, is_first=place == "A") for place in "ABC" for n in range(40)]
    shown = figures_of(Asked(Scope(b"key", "", WEEK.name), WEEK), Crowd(tuple(people)), OFFER)
    assert shown.took_part is not None
    assert shown.first_timers is None
    mixed = tuple(one._replace(is_first=int(one.person_id[1:]) % 2 == 0) for one in people)
    assert figures_of(Asked(Scope(b"key", "", WEEK.name), WEEK), Crowd(mixed), OFFER).first_timers is not None
