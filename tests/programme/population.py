"""Populations made at random: a workplace's people in one period, and how many stand behind each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from programme.digests.crowds import Crowd, Mover, Offer, Participant, Rater
from programme.digests.figures import MANY, SOME, Asked, figures_of
from programme.disclosure import FEWEST, Scope
from programme.model import DayPart, Figures, Period
from programme.store.counted import Members

WEEK = Period("2026-W47", date(2026, 11, 16), date(2026, 11, 23))
EMPLOYER = "EmployerAAAA"
OFFER = Offer(12, 4, 3)


@dataclass(frozen=True, slots=True)
class Population:
    """A workplace's people in one period, and a key nobody else has."""

    asked: Asked
    crowd: Crowd

    @property
    def figures(self) -> Figures:
        return figures_of(self.asked, self.crowd, OFFER)


def population(chance: Random, number: int, period: Period = WEEK) -> Population:
    staff = [f"p{n}" for n in range(chance.choice((1, 5, 12, 20, 30, 45, 60, 120, 200)))]
    rates = [chance.random() for _ in range(6)]
    crowd = crowd_of(chance, staff, rates)
    crowd = replace(crowd, movers=tuple(challenged(Random(f"challenges {number}"), crowd.movers)))
    last = chance.choice((None, 5 * chance.randint(2, 40)))
    return Population(Asked(Scope(f"key {number}".encode(), EMPLOYER, period.name), period, last), crowd)


def crowd_of(chance: Random, staff: list[str], rates: list[float]) -> Crowd:
    using, coming, first, webinars, logging, rating = rates
    members = [one for one in staff if chance.random() < using]
    came = tuple(participant(chance, one, first, webinars) for one in staff if chance.random() < coming)
    return Crowd(
        came,
        tuple(mover(chance, one) for one in staff if chance.random() < logging),
        tuple(Rater(one.person_id, EMPLOYER, chance.random() < 0.6) for one in came if chance.random() < rating),
        (Members(EMPLOYER, frozenset(members)),),
    )


def participant(chance: Random, person: str, first: float, webinars: float) -> Participant:
    visits = chance.randint(1, 6)
    prefers = chance.choices(list(DayPart), (3, 5, 2))[0]
    return Participant(person, EMPLOYER, chance.random() < first, visits, chance.random() < webinars, prefers)


def mover(chance: Random, person: str) -> Mover:
    minutes = chance.randint(1, 1200 if chance.random() < 0.05 else 200)
    return Mover(person, EMPLOYER, minutes, chance.randint(0, 2) * minutes)


def challenged(chance: Random, movers: Iterable[Mover]) -> Iterator[Mover]:
    """Some of them have a challenge going; by chances of their own, so that all else is as it would be without."""
    rate = chance.random()
    for one in movers:
        yield one._replace(has_challenge=chance.random() < rate)


def populations(many: int, seed: int = 7) -> Iterator[Population]:
    chance = Random(seed)
    for number in range(many):
        yield population(chance, number)


def behind(one: Population) -> dict[str, tuple[int, ...]]:
    people, movers, raters = one.crowd.participants, one.crowd.movers, one.crowd.raters
    came, logged, rated = len(people), len(movers), len(raters)
    first, webinars = sum(it.is_first for it in people), sum(it.webinars > 0 for it in people)
    under, between, over = bands(one)
    going = sum(it.has_challenge for it in movers)
    just_right = sum(it.is_just_right for it in raters)
    favourites = Counter(it.prefers for it in people)
    times = [favourites[part] for part in DayPart]
    return {
        "using": (sum(len(it.person_ids) for it in one.crowd.members),),
        "took_part": (came,),
        "attended": (came,),
        "first_timers": (first, came - first),
        "at_webinars": (webinars, came - webinars),
        "times": (*times, *(came - it for it in times)),
        "logged": (logged,),
        "mean_minutes": (logged,),
        "reached_30": (under, between + over),
        "reached_150": (under, between, over),
        "in_challenges": (going, logged - going),
        "rated": (rated, len({it.person_id for it in people} - {it.person_id for it in raters})),
        "just_right": (just_right, rated - just_right),
    }


def bands(one: Population) -> tuple[int, int, int]:
    sizes = [it.moderate_equivalent / one.asked.weeks for it in one.crowd.movers]
    under, over = sum(size < SOME for size in sizes), sum(size >= MANY for size in sizes)
    return under, len(sizes) - under - over, over


def too_few(one: Population) -> list[str]:
    """The figures shown of fewer than ten people, or that leave fewer than ten over: none."""
    figures = one.figures
    return [name for name, sizes in behind(one).items() if getattr(figures, name) is not None and min(sizes) < FEWEST]
