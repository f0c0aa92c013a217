"""Attackers and the populations they attack: random workplaces, neighbours, and years of digests.

By hand, at any size: ``python -m tests.programme.attack --populations 100000 --years 10000``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random

from programme import disclosure, periods
from programme.digests.crowds import Crowd, Mover, Offer, Participant, Rater
from programme.digests.figures import BANDS, Asked, figures_of, weekly
from programme.disclosure import BELL_REACH, FEWEST, SURE, THRESHOLD, WIDEST, Scope
from programme.disclosure.auditor import audited, pinned
from programme.disclosure.view import View
from programme.model import DayPart, Digest, Figures, Period
from programme.store.counted import Members

WEEK = Period("2026-W47", date(2026, 11, 16), date(2026, 11, 23))
EMPLOYER = "EmployerAAAA"
OFFER = Offer(12, 4, 3)
TURNS = range(-WIDEST, WIDEST + 1)
FARTHER = range(-2 * WIDEST, 2 * WIDEST + 1)


@dataclass(frozen=True, slots=True)
class Population:
    """A workplace's people in one period, and a key nobody else has."""

    asked: Asked
    crowd: Crowd

    @property
    def figures(self) -> Figures:
        return figures_of(self.asked, self.crowd, OFFER)


# people


def population(chance: Random, number: int, period: Period = WEEK) -> Population:
    staff = [f"p{n}" for n in range(chance.choice((1, 5, 12, 20, 30, 45, 60, 120, 200)))]
    rates = [chance.random() for _ in range(6)]
    crowd = crowd_of(chance, staff, rates)
    last = chance.choice((None, 5 * chance.randint(2, 40)))
    return Population(Asked(Scope(f"key {number}".encode(), EMPLOYER, period.name), period, last), crowd)


def crowd_of(chance: Random, staff: list[str], rates: list[float]) -> Crowd:
    using, coming, first, webinars, logging, rating = rates
    members = [one for one in staff if chance.random() < using]
    return Crowd(
        tuple(participant(chance, one, first, webinars) for one in staff if chance.random() < coming),
        tuple(mover(chance, one) for one in staff if chance.random() < logging),
        tuple(Rater(one, EMPLOYER, chance.random() < 0.6) for one in staff if chance.random() < rating),
        (Members(EMPLOYER, frozenset(members)),),
    )


def participant(chance: Random, person: str, first: float, webinars: float) -> Participant:
    visits = chance.randint(1, 6)
    prefers = chance.choices(list(DayPart), (3, 5, 2))[0]
    return Participant(person, EMPLOYER, chance.random() < first, visits, chance.random() < webinars, prefers)


def mover(chance: Random, person: str) -> Mover:
    minutes = chance.randint(1, 1200 if chance.random() < 0.05 else 200)
    return Mover(person, EMPLOYER, minutes, chance.randint(0, 2) * minutes)


def populations(many: int, seed: int = 7) -> Iterator[Population]:
    chance = Random(seed)
    for number in range(many):
        yield population(chance, number)


# truth: how many stand behind each figure, and behind what it leaves over


def behind(one: Population) -> dict[str, tuple[int, ...]]:
    people, movers, raters = one.crowd.participants, one.crowd.movers, one.crowd.raters
    came, logged, rated = len(people), len(movers), len(raters)
    first, webinars = sum(it.is_first for it in people), sum(it.webinars > 0 for it in people)
    under, between, over = bands(one)
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
        "rated": (rated,),
        "just_right": (just_right, rated - just_right),
    }


def bands(one: Population) -> tuple[int, int, int]:
    sizes = [it.size for it in weekly(one.asked, one.crowd.movers, lambda it: it.moderate_equivalent)]
    found = [sum(low <= size < high for size in sizes) for low, high in BANDS]
    return found[0], found[1], found[2]


def too_few(one: Population) -> list[str]:
    """The figures shown of fewer than ten people, or that leave fewer than ten over: none."""
    figures = one.figures
    return [name for name, sizes in behind(one).items() if getattr(figures, name) is not None and min(sizes) < FEWEST]


# an adversary who knows everybody but one, and the rules, but not the key


def is_possible(shown: Figures, one: Population) -> bool:
    """Whether some key gives *shown* of those people: worked out from the rules' words, not from their code."""
    sizes, people = behind(one), one.crowd.participants
    came, logged, rated = (sizes[name][0] for name in ("took_part", "logged", "rated"))
    room = shown.took_part or 0
    under, between, over = bands(one)
    return (
        used(shown.using, sizes["using"][0], one.asked.last_using)
        and counted(shown.took_part, came)
        and split(shown.first_timers, sizes["first_timers"], shown.took_part, room - 10)
        and split(shown.at_webinars, sizes["at_webinars"], shown.took_part, room - 10)
        and all(
            split(getattr(shown.times, part) if shown.times else None, (size, came - size), shown.took_part, room - 20)
            if shown.times or shown.took_part is None
            else True
            for part, size in zip(DayPart, sizes["times"], strict=False)
        )
        and (shown.times is not None or shown.took_part is None or any(size < SURE for size in sizes["times"]))
        and added(shown.attended, [it.visits for it in people], 4 * one.asked.weeks, shown.took_part)
        and counted(shown.logged, logged)
        and averaged(shown.mean_minutes, [it.minutes / one.asked.weeks for it in one.crowd.movers], shown.logged)
        and split(shown.reached_30, (between + over, under), shown.logged, (shown.logged or 0) - 10)
        and reached_150(shown, (under, between, over))
        and counted(shown.rated, rated)
        and split(shown.just_right, sizes["just_right"], shown.rated, (shown.rated or 0) - 10)
    )


def counted(shown: int | None, n: int) -> bool:
    if shown is None:
        return n + TURNS[0] < THRESHOLD
    return any(n + turn >= THRESHOLD and disclosure.rounded(n + turn) == shown for turn in TURNS)


def used(shown: int | None, n: int, last: int | None) -> bool:
    if shown is None:
        return n + TURNS[0] < THRESHOLD
    noisy = [n + turn for turn in TURNS if n + turn >= THRESHOLD]
    return any(shown == (last if last is not None and abs(it - last) < 10 else disclosure.rounded(it)) for it in noisy)


def split(shown: int | None, sizes: tuple[int, ...], whole: int | None, room: int) -> bool:
    """A part: *sizes* are its own and the others'."""
    if shown is None:
        return whole is None or min(sizes) + TURNS[0] < THRESHOLD
    return whole is not None and min(sizes) >= FEWEST and part(shown, sizes[0], room)


def part(shown: int, n: int, room: int) -> bool:
    low = max(THRESHOLD - n, TURNS[0])
    values = {disclosure.rounded(n + turn) for turn in FARTHER if turn >= low + TURNS[0]}
    return shown in {max(FEWEST, min(value, room)) for value in values}


def reached_150(shown: Figures, sizes: tuple[int, int, int]) -> bool:
    if shown.reached_150 is None:
        return shown.reached_30 is None or min(sizes) < SURE
    if shown.logged is None or shown.reached_30 is None or min(sizes) < FEWEST:
        return False
    return part(shown.reached_150, sizes[2], min(shown.logged - 20, shown.reached_30 - 10))


def averaged(shown: int | None, minutes: list[float], logged: int | None) -> bool:
    sizes = [min(it, disclosure.CAP) for it in minutes]
    if shown is None:
        return logged is None or disclosure.is_dominated(sizes)
    if logged is None or disclosure.is_dominated(sizes):
        return False
    middle, reach = sum(sizes) / len(sizes), BELL_REACH * disclosure.CAP / len(sizes)
    lowest, highest = (max(5, min(disclosure.rounded(it), disclosure.CAP)) for it in (middle - reach, middle + reach))
    return lowest <= shown <= highest


def added(shown: int | None, visits: list[int], cap: float, came: int | None) -> bool:
    sizes = [min(it, cap) for it in visits]
    if shown is None:
        return came is None or disclosure.is_dominated(sizes)
    if came is None or disclosure.is_dominated(sizes):
        return False
    reach = BELL_REACH * cap
    lowest, highest = (max(5, came, disclosure.rounded(sum(sizes) + it)) for it in (-reach, reach))
    return lowest <= shown <= highest


def without(one: Population, person: str) -> Population:
    crowd = one.crowd
    return replace(
        one,
        crowd=Crowd(
            tuple(it for it in crowd.participants if it.person_id != person),
            tuple(it for it in crowd.movers if it.person_id != person),
            tuple(it for it in crowd.raters if it.person_id != person),
            tuple(Members(it.employer_id, it.person_ids - {person}) for it in crowd.members),
        ),
    )


def everyone(one: Population) -> list[str]:
    crowd = one.crowd
    ids = {it.person_id for group in (crowd.participants, crowd.movers, crowd.raters) for it in group}
    return sorted(ids.union(*(it.person_ids for it in crowd.members)))


def is_certain(one: Population, person: str, *, is_in: bool) -> bool:
    """Whether the digest proves to somebody who knows all the others that *person* did something, or nothing."""
    there, gone = one, without(one, person)
    return not is_possible((there if is_in else gone).figures, gone if is_in else there)


# years


@dataclass(frozen=True, slots=True)
class Employer:
    """How its people are: most do little, some a lot; a few join and leave each month."""

    headcount: int
    turnout: float


def year(chance: Random, number: int, publish: Callable[[Asked, Crowd, View], Digest]) -> View:
    """Everything that one workplace's HR is given in a year."""
    employer = Employer(chance.choice((25, 40, 60, 60, 90, 120, 180, 249, 300)), chance.random() ** 2)
    people = [Habit.of(chance, f"p{n}", employer.turnout) for n in range(employer.headcount)]
    history = [days_of(chance, one) for one in people]
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
            moved.append(Mover(one.person, EMPLOYER, logged * one.minutes, logged * one.minutes))
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
        for name in ("using", "took_part", "first_timers", "at_webinars", "logged", "rated", "just_right")
    }
    return Digest(EMPLOYER, asked.period, "naive", Figures(12, 4, **shown))  # type: ignore[arg-type] # none is `times`


def is_broken(view: View) -> bool:
    return bool(pinned(view))


# by hand


def share(many: int, of: int) -> str:
    return f"{many} of {of} ({100 * many / max(of, 1):.2f} %)"


def attack_populations(many: int, progress: Callable[[int, int], None]) -> None:
    few = certain = shown = 0
    by_figure = Counter[str]()
    chance = Random(3)
    for number, one in enumerate(populations(many), start=1):
        few += bool(too_few(one))
        figures = one.figures
        for name in behind(one):
            by_figure[name] += getattr(figures, name) is not None
        shown += any(getattr(figures, name) is not None for name in behind(one))
        people = everyone(one)
        if people:
            certain += is_certain(one, chance.choice(people), is_in=chance.random() < 0.5)
        progress(number, many)
    print(f"populations with a figure about fewer than ten people, or that leaves as few over: {share(few, many)}")
    print(f"periods in which somebody who knows all others is certain about one person: {share(certain, many)}")
    print(f"periods with any figure: {share(shown, many)}; by figure: {dict(by_figure)}")


def attack_years(many: int, progress: Callable[[int, int], None]) -> None:
    broken = withheld = naive_broken = 0
    chance, again = Random(5), Random(5)
    for number in range(many):
        view = year(chance, number, ours)
        broken += is_broken(view)
        naive_broken += is_broken(year(again, number, naive))
        withheld += any(one.figures.took_part is None for one in view.own)
        progress(number + 1, many)
    print(f"employer-years of ours in which fewer than ten people can be pinned: {share(broken, many)}")
    print(f"employer-years of the naive digest in which they can: {share(naive_broken, many)}")
    print(f"employer-years in which something was too few to show: {share(withheld, many)}")


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


def draw(done: int, total: int) -> None:
    if done == total or done % max(1, total // 200) == 0:
        end = "\n" if done == total else ""
        print(f"\r{done} of {total}", end=end, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--populations", type=int, default=10_000)
    parser.add_argument("--years", type=int, default=100)
    asked = parser.parse_args()
    attack_populations(asked.populations, draw)
    attack_years(asked.years, draw)
    found = months_with_a_figure(1_000)
    print(f"60 staff, 15 take part: of 13 blocks a year {sum(found) / len(found):.1f} have it, at least {min(found)}")


if __name__ == "__main__":
    main()
