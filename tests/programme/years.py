"""Years of one workplace made at random, everything that is published in them, and what the auditor makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from random import Random

from programme import disclosure, periods
from programme.digests.crowds import Crowd, Mover, Participant, Rater
from programme.digests.figures import Asked, figures_of
from programme.disclosure import Scope
from programme.disclosure.auditor import audited, pinned
from programme.disclosure.view import View
from programme.model import DayPart, Digest, Figures, Period
from programme.store.counted import Members
from tests.programme.population import EMPLOYER, OFFER, Population, behind


@dataclass(frozen=True, slots=True)
class Employer:
    """How its people are: most do little, some a lot; a few join and leave each month."""

    headcount: int
    turnout: float


def year(chance: Random, number: int, publish: Callable[[Asked, Crowd, View], Digest]) -> View:
    """Everything that one workplace's HR is given in a year."""
    employer = Employer(chance.choice((25, 40, 60, 60, 90, 120, 180, 249, 300)), chance.random() ** 2)
    people = [Habit.of(chance, f"p{n}", employer.turnout) for n in range(employer.headcount)]
    history = challenges_of(Random(f"challenges {number}"), [days_of(chance, one) for one in people])
    key, view, last = f"year {number}".encode(), View(()), None
    for period in periods_of(employer.headcount):
        asked = Asked(Scope(key, EMPLOYER, period.name), period, last)
        digest = publish(asked, crowd_in(people, history, period), view)
        last = digest.figures.using if digest.figures.using is not None else last
        view = View((*view.own, digest))
    return view


FIRST_DAY = periods.EPOCH
DAYS = 52 * 7


def periods_of(headcount: int) -> list[Period]:
    found = [
        period
        for shape in periods.shapes(headcount)
        for period in periods.closed(shape, FIRST_DAY, FIRST_DAY + timedelta(days=DAYS + 3))
    ]
    return sorted(found, key=lambda one: (one.ends_before, one.name))


@dataclass(frozen=True, slots=True)
class Habit:
    person: str
    since: int
    """The day of the year on which they join."""
    comes: float
    """How likely on any day."""
    logs: float
    prefers: DayPart
    minutes: int

    @classmethod
    def of(cls, chance: Random, person: str, turnout: float) -> Habit:
        keen = chance.random() < turnout
        return cls(
            person,
            chance.randrange(-200, DAYS),
            chance.random() ** 3 * 0.4 if keen else chance.random() ** 8 * 0.05,
            chance.random() ** 2 * 0.5 if keen else 0,
            chance.choice(list(DayPart)),
            chance.choice((10, 20, 30, 60)),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """On which days of the year somebody came and logged."""

    came: tuple[int, ...]
    logged: tuple[int, ...]
    going: range = range(0)
    """The days of a challenge."""
    gone: int = 2 * DAYS
    """The day on which they stop it: from then on the record knows nothing of it."""


def challenges_of(chance: Random, history: list[Days]) -> list[Days]:
    """Those days, with a challenge for some: most of them begin on one day. By chances of their own, so that all else
    is as it would be without."""
    rate, length, campaign = chance.random(), chance.choice((14, 30, 90, 300)), chance.randrange(-100, DAYS)
    begins = [campaign if chance.random() < 0.6 else chance.randrange(-100, DAYS) for _ in history]
    return [
        replace(days, going=range(day, day + length), gone=day + chance.randrange(10 * length))
        if chance.random() < rate
        else days
        for day, days in zip(begins, history, strict=True)
    ]


def days_of(chance: Random, one: Habit) -> Days:
    return Days(some_days(chance, one, one.comes), some_days(chance, one, one.logs))


def some_days(chance: Random, one: Habit, rate: float) -> tuple[int, ...]:
    begins = max(0, one.since)
    many = min(DAYS - begins, ceil((DAYS - begins) * rate * 2 * chance.random()))
    return tuple(sorted(chance.sample(range(begins, DAYS), many)))


def crowd_in(people: list[Habit], history: list[Days], period: Period) -> Crowd:
    first, end = (period.starts_on - FIRST_DAY).days, (period.ends_before - FIRST_DAY).days
    came, moved, rated = [], [], []
    for one, days in zip(people, history, strict=True):
        visits = sum(first <= day < end for day in days.came)
        if visits:
            is_first = one.since >= 0 and days.came[0] >= first
            came.append(Participant(one.person, EMPLOYER, is_first, visits, visits > 3, one.prefers))
            if visits > 1:
                rated.append(Rater(one.person, EMPLOYER, one.minutes < 60))
        logged = sum(first <= day < end for day in days.logged)
        if logged:
            has_challenge = days.going.start < end <= days.gone and days.going.stop > first
            moved.append(Mover(one.person, EMPLOYER, logged * one.minutes, logged * one.minutes, has_challenge))
    members = frozenset(one.person for one in people if one.since < end)
    return Crowd(tuple(came), tuple(moved), tuple(rated), (Members(EMPLOYER, members),))


def ours(asked: Asked, crowd: Crowd, view: View) -> Digest:
    return audited(unaudited(asked, crowd), view)


def unaudited(asked: Asked, crowd: Crowd) -> Digest:
    return Digest(EMPLOYER, asked.period, disclosure.RULES, figures_of(asked, crowd, OFFER))


def naive(asked: Asked, crowd: Crowd, _view: View) -> Digest:
    """What many publish: everything exact, and hidden under 5."""
    sizes = behind(Population(asked, crowd))
    shown = {
        name: sizes[name][0] if sizes[name][0] >= 5 else None
        for name in (
            "using",
            "took_part",
            "first_timers",
            "at_webinars",
            "logged",
            "in_challenges",
            "rated",
            "just_right",
        )
    }
    return Digest(EMPLOYER, asked.period, "naive", Figures(12, 4, **shown))  # type: ignore[arg-type] # none is `times`


def is_broken(view: View) -> bool:
    return bool(pinned(view))


def months_with_a_figure(years: int, taking_part: int = 15) -> list[int]:
    """60 staff of whom as many take part: of how many of the 13 blocks of each year it is said."""
    people = tuple(Participant(f"p{n}", EMPLOYER) for n in range(taking_part))
    blocks = [one for one in periods_of(60) if periods.is_four_weeks(one)]
    return [
        sum(
            figures_of(Asked(Scope(f"{number}".encode(), EMPLOYER, one.name), one), Crowd(people), OFFER).took_part
            is not None
            for one in blocks
        )
        for number in range(years)
    ]
