"""Figures of a crowd without a record: somebody of two workplaces, several together, and those who rated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.digests.crowds import Crowd as Crowded
from programme.digests.crowds import Mover, Offer, Participant, Rater
from programme.digests.figures import (
    Asked,
    by_level,
    by_person,
    by_workplace,
    figures_of,
    stands_easily,
)
from programme.disclosure import Scope, stands_without_each
from programme.model import Figures
from tests.programme.full_week import KEY, WEEK


def of_workplaces(sizes: list[int], shared: int) -> list[Participant]:
    """So many people at each workplace; the first *shared* are the same at all."""
    return [
        Participant(f"shared{n}" if n < shared else f"{place}-{n}", f"workplace{place}")
        for place, size in enumerate(sizes)
        for n in range(size)
    ]


@given(st.lists(st.integers(1, 60), max_size=6), st.integers(0, 40))
def test_what_stands_easily_stands_without_each(sizes: list[int], shared: int) -> None:
    people = of_workplaces(sizes, shared)
    if stands_easily(people):
        assert stands_without_each(Scope(KEY, "", "W"), by_workplace(people))


def test_somebody_of_two_workplaces_is_one_person_with_all_they_did() -> None:
    assert by_person([("Amira", 20), ("Ben", 5), ("Amira", 15)]) == {"Amira": 35, "Ben": 5}
    asked = Asked(Scope(KEY, "", "W"), WEEK)
    twice = (Mover("Amira", "A", 20, 20), Mover("Amira", "B", 15, 15), Mover("Ben", "A", 29, 29))
    under, between, over = by_level(asked, twice)
    assert [one.person_id for one in under] == ["Ben"]
    assert [one.employer_id for one in between] == ["A", "B"]
    assert over == []


def ratings_shown(rated: int, came: int) -> list[Figures]:
    """Fifty-two weeks of *came* people, the same ones, of whom *rated* say how it was."""
    people = tuple(Participant(f"p{n}", "A") for n in range(came))
    crowd = Crowded(people, raters=tuple(Rater(f"p{n}", "A", is_just_right=True) for n in range(rated)))
    return [figures_of(Asked(Scope(KEY, "A", f"2026-W{week}"), WEEK), crowd, Offer(9, 3, 2)) for week in range(1, 53)]


@pytest.mark.parametrize("silent", range(10))
def test_how_many_rated_is_not_said_where_hardly_anybody_else_came(silent: int) -> None:
    """A year of 25 who came beside 22 who rated would show, week by week, that there are a few who never rate."""
    shown = ratings_shown(25 - silent, came=25)
    assert any(one.took_part for one in shown)
    assert not any(one.rated or one.just_right for one in shown)


def test_control_it_is_said_where_enough_others_came() -> None:
    assert all(one.rated for one in ratings_shown(25, came=45))


def test_how_many_rated_is_not_said_where_it_is_not_said_how_many_came() -> None:
    crowd = Crowded((), raters=tuple(Rater(f"p{n}", "A", is_just_right=n % 2 == 0) for n in range(60)))
    assert figures_of(Asked(Scope(KEY, "A", WEEK.name), WEEK), crowd, Offer(9, 3, 2)).rated is None


def test_of_all_together_those_who_did_not_rate_are_not_of_one_workplace_alone() -> None:
    people = tuple(Participant(f"{place}{n}", place) for place in "ABC" for n in range(40))
    said = tuple(Rater(one.person_id, one.employer_id, is_just_right=True) for one in people if one.employer_id != "A")
    pooled = Asked(Scope(KEY, "", WEEK.name), WEEK)
    assert figures_of(pooled, Crowded(people, raters=said), Offer(9, 3, 2)).rated is None
    some = tuple(one for n, one in enumerate(said) if n % 2)
    assert figures_of(pooled, Crowded(people, raters=some), Offer(9, 3, 2)).rated is not None


# challenges of all together


def challenges_shown(elsewhere_without: int) -> list[int | None]:
    """Fifty-two weeks: 60 of one workplace log, half of them in a challenge; elsewhere 57 are, and so many are not."""
    one = tuple(Mover(f"A{n}", "A", 30, 30, has_challenge=n % 2 == 0) for n in range(60))
    more = tuple(Mover(f"B{n}", "B", 30, 30, has_challenge=n < 57) for n in range(57 + elsewhere_without))
    weeks = [Asked(Scope(KEY, "", f"2026-W{week}"), WEEK) for week in range(1, 53)]
    return [figures_of(asked, Crowded((), (*one, *more)), Offer(9)).in_challenges for asked in weeks]


def test_of_all_together_who_has_none_is_not_of_one_workplace_alone() -> None:
    """Whoever knows the figures of A would know of the three who log elsewhere and have no challenge."""
    assert challenges_shown(elsewhere_without=3) == [None] * 52


def test_control_it_is_said_where_enough_elsewhere_have_none() -> None:
    assert None not in challenges_shown(elsewhere_without=40)


def test_control_without_the_rule_for_who_is_left_over_it_would_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.digests.figures.stands", lambda _asked, _figure, _people: True)
    assert None not in challenges_shown(elsewhere_without=3)
