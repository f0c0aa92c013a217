"""Adversaries who know everybody but one, and the naive digest that they break."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from random import Random

import pytest

from programme import digests, disclosure
from programme.disclosure import Scope
from programme.model import Figures, Period
from programme.store.digests import Mover, Participant, Span

PERIOD = Period("2026-W47", date(2026, 11, 16), date(2026, 11, 23))
SPAN = Span("EmployerAAAA", datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC), PERIOD)
POPULATIONS = 4_000
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


def populations(number: int) -> Iterator[tuple[list[Participant], list[Mover]]]:
    chance = Random(7)
    for _ in range(number):
        staff = [f"person{n}" for n in range(chance.choice((5, 12, 20, 30, 60, 200)))]
        turnout, newcomers, loggers = chance.random(), chance.random(), chance.random()
        yield (
            [Participant(one, "E", chance.random() < newcomers) for one in staff if chance.random() < turnout],
            [
                Mover(one, "E", chance.randint(1, 1200 if chance.random() < 0.05 else 90))
                for one in staff
                if chance.random() < loggers
            ],
        )


def scope(number: int) -> Scope:
    return Scope(b"key", "EmployerAAAA", f"period {number}")


def shown_of(number: int, participants: list[Participant], movers: list[Mover]) -> Figures:
    return digests.figures_of(scope(number), SPAN, participants, movers, offered=8)


def test_no_figure_of_any_population_is_about_fewer_than_ten() -> None:
    seen = 0
    for number, (participants, movers) in enumerate(populations(POPULATIONS)):
        figures = shown_of(number, participants, movers)
        first = sum(one.is_first for one in participants)
        assert figures.took_part is None or len(participants) >= 10
        assert figures.first_timers is None or 10 <= first <= len(participants) - 10
        assert figures.logged is None or len(movers) >= 10
        assert figures.mean_minutes is None or len(movers) >= 10
        seen += (figures.took_part is not None) + (figures.first_timers is not None)
    assert seen > POPULATIONS / 2


def test_subtracting_the_first_timers_never_leaves_a_handful() -> None:
    for number, (participants, movers) in enumerate(populations(POPULATIONS)):
        figures = shown_of(number, participants, movers)
        if figures.took_part is not None and figures.first_timers is not None:
            regulars = sum(not one.is_first for one in participants)
            assert regulars >= 10


def test_one_person_more_or_less_is_seldom_seen_in_any_figure() -> None:
    """The same key and period, with and without one person: what changed could be either's noise."""
    jumps = 0
    for number, (participants, movers) in enumerate(populations(1_000)):
        if len(participants) < 30:
            continue
        here, there = shown_of(number, participants, movers), shown_of(number, participants[:-1], movers)
        assert here.took_part is not None
        assert there.took_part is not None
        jumps += abs(here.took_part - there.took_part) > 10
    assert jumps == 0


@pytest.mark.parametrize("taking_part", [15, 20])
def test_sixty_people_of_whom_some_take_part_get_something_most_months(taking_part: int) -> None:
    months = 100
    participants = [Participant(f"person{n}", "E", False) for n in range(taking_part)]
    shown = [shown_of(number, participants, []).took_part for number in range(months)]
    assert sum(one is not None for one in shown) > months / 2


def test_all_together_is_withheld_where_one_workplace_is_nearly_all() -> None:
    span = Span(None, SPAN.since, SPAN.until, PERIOD)
    large = [Participant(f"a{n}", "A", False) for n in range(60)]
    handful = [Participant(f"b{n}", "B", False) for n in range(5)]
    third = [Participant(f"c{n}", "C", False) for n in range(40)]
    alone = digests.figures_of(scope(1), span, [*large, *handful], [], offered=1)
    together = digests.figures_of(scope(1), span, [*large, *handful, *third], [], offered=1)
    assert alone.took_part is None
    assert together.took_part is not None
