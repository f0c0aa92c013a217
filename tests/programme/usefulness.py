"""How often each amount is said of ordinary workplaces, and how near the truth.

By hand, for a table: ``python -m tests.programme.usefulness``. What people do is made up: who comes at all comes about
once a week, who logs moves about 45 minutes a week, some of them a lot more. What is published of it is not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles

from programme import periods
from programme.digests.crowds import Crowd, Mover, Offer, Participant
from programme.digests.figures import Asked, figures_of
from programme.disclosure import Scope
from programme.model import Figures, Period
from programme.store.counted import Members
from tests.programme.population import EMPLOYER

WEEK, BLOCK, QUARTER = (periods.by_name(name) for name in ("2026-W47", "2026-F11", "2026-Q4"))
HEADCOUNTS = (30, 60, 120, 250)
DAYS_A_WEEK = 4


@dataclass(frozen=True, slots=True)
class Truth:
    """What really was, without any cap."""

    took_part: int
    visits: int
    mean_minutes: float


@dataclass(frozen=True, slots=True)
class Found:
    truth: Truth
    said: Figures


def weeks_in(period: Period) -> float:
    return (period.ends_before - period.starts_on).days / 7


def workplace(chance: Random, many: int, period: Period, on: int) -> Crowd:
    """*many* people take part where *on* sessions are on offer."""
    weeks = weeks_in(period)
    people = [f"p{n}" for n in range(many)]
    came = tuple(Participant(one, EMPLOYER, visits=visits_of(chance, on)) for one in people)
    moved = tuple(mover(chance, one, weeks) for one in people if chance.random() < 0.8)
    return Crowd(came, moved, (), (Members(EMPLOYER, frozenset(people)),))


def visits_of(chance: Random, offered: int) -> int:
    """Of somebody who came at all: about every fourth session, some seldom, some nearly always."""
    keen = chance.betavariate(1.2, 3.6)
    return max(1, sum(chance.random() < keen for _ in range(offered)))


def mover(chance: Random, person: str, weeks: float) -> Mover:
    """In whole weeks a habit differs less than in one."""
    habit = chance.lognormvariate(3.6, 0.8)
    minutes = sum(habit * chance.lognormvariate(0, 0.4) for _ in range(round(weeks)) if chance.random() < 0.75)
    return Mover(person, EMPLOYER, max(10, round(minutes)), round(minutes))


def found(number: int, headcount: int, period: Period, offered: int | None = None, many: int | None = None) -> Found:
    """*offered*: sessions in all; None, one on four days of each week. *many* take part; None, 15 to 50 % of them."""
    chance = Random(f"{number} {headcount} {period.name} {offered}")
    weeks, turnout = weeks_in(period), 0.15 + 0.35 * chance.random()
    on = offered if offered is not None else round(DAYS_A_WEEK * weeks)
    crowd = workplace(chance, many if many is not None else round(headcount * turnout), period, on)
    truth = Truth(
        len(crowd.participants),
        sum(one.visits for one in crowd.participants),
        sum(one.minutes for one in crowd.movers) / weeks / max(1, len(crowd.movers)),
    )
    scope = Scope(f"key {number}".encode(), EMPLOYER, period.name)
    return Found(truth, figures_of(Asked(scope, period), crowd, Offer(on)))


def off(pairs: Sequence[tuple[int | None, float]]) -> str:
    """How often shown; of those the median and the 95th percentile of the relative error."""
    errors = [abs(said - true) / true for said, true in pairs if said is not None]
    share = f"{100 * len(errors) / len(pairs):3.0f} %"
    if len(errors) < 20:
        return f"{share}              "
    return f"{share} {100 * median(errors):4.0f} % {100 * quantiles(errors, n=20)[-1]:4.0f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=400)
    asked = parser.parse_args()
    print(
        "headcount, period, on offer | took part: shown, median error, 95 % under | visits | mean minutes | impossible"
    )
    for headcount in HEADCOUNTS:
        for period, offered in ((WEEK, None), (BLOCK, None), (BLOCK, 2), (QUARTER, None)):
            if (period is WEEK) != (headcount >= 250):
                continue
            all_of = [found(number, headcount, period, offered) for number in range(asked.many)]
            print(f"{headcount:4} {period.name} {offered or 'daily':>6} | {line(all_of)}")
    for offered in (None, 2):
        all_of = [found(number, 60, BLOCK, offered, 15) for number in range(asked.many)]
        print(f"60, of whom 15 take part {offered or 'daily':>6} | {line(all_of)}")


def line(all_of: Sequence[Found]) -> str:
    cells = (
        off([(one.said.took_part, one.truth.took_part) for one in all_of]),
        off([(one.said.attended, one.truth.visits) for one in all_of]),
        off([(one.said.mean_minutes, one.truth.mean_minutes) for one in all_of]),
    )
    return f"{' | '.join(cells)} | {sum(is_impossible(one.said) for one in all_of)}"


def is_impossible(said: Figures) -> bool:
    """Whether there are more visits than people and sessions allow, or fewer than people."""
    if said.attended is None or said.took_part is None:
        return False
    return not said.took_part <= said.attended <= said.took_part * said.offered


if __name__ == "__main__":
    main()
