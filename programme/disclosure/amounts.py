"""Amounts that people add up to: capped for each, blurred by as much as one person can move them, never exact.

Among few people that blur is large against the amount itself. Then it is left out (`is_clear`), which is decided from
what would have been published and never from the truth, so that leaving out says less than showing, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum, hypot, sqrt

from programme.disclosure.counts import ROUNDED_TO, passes, rounded
from programme.disclosure.noise import Scope, bell

CAP = 150
"""Minutes that one person adds to a week's mean at most: from here on Sport England calls somebody active
("Active Lives Adult Survey", activity levels)."""
LONG_CAP = 100
"""The same, a week, of a longer period: over four weeks few are above it on average. Lower caps mean less noise and
understate those who do most. Measured on made-up workplaces of 60 (`tests.programme.usefulness`): a mean that is clear
enough to be shown in 84 % instead of 42 % of periods, as near the truth, 8 % instead of 3 % too low on average."""
VISITS = 4
"""Sessions that one person adds to a week's total at most: Move and Stretch is on four days a week."""
LONG_VISITS = 2.5
"""The same, a week, of a longer period: ten in four weeks. In the same way: 93 % instead of 61 %, nearer the truth (a
median of 8 % off instead of 11 %), 2 % too low on average."""
CLEAR = 5
"""What is shown is at least as many times its blur, which is then at most a fifth of it."""
ROUNDING = ROUNDED_TO / sqrt(12)
"""What rounding adds to the blur, as a standard deviation."""
LARGEST_SHARE = 0.9
"""The top two may hold no more of a total than this.

Source: Australian Bureau of Statistics, "Treating aggregate data", the (n, k) dominance rule.
"""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What people add: minutes a week to a mean, or visits to a total. Who added which does not matter."""

    people: frozenset[str]
    sizes: tuple[float, ...]
    """One for each of them."""


def mean(scope: Scope, amounts: Amounts, cap: float = CAP, of: Scope | None = None) -> int | None:
    """The mean of the capped amounts, about; None where it would say too much about one person.

    Shown only over a count that passes (*of*: in the scope in which that count is published); noise as wide as one
    person can move it; never an exact sum.
    """
    sizes = capped(amounts, cap)
    if not may_be_shown(of or scope, amounts, sizes):
        return None
    blurred = fsum(sizes) / len(sizes) + mean_noise(scope, amounts.people, cap)
    return max(ROUNDED_TO, min(rounded(blurred), rounded(cap)))


def total(scope: Scope, amounts: Amounts, cap: float, of: Scope | None = None) -> int | None:
    """The sum of the capped amounts, about; noise as wide as one person can move it, and withheld as a mean is."""
    sizes = capped(amounts, cap)
    if not may_be_shown(of or scope, amounts, sizes):
        return None
    return max(ROUNDED_TO, rounded(fsum(sizes) + cap * bell(scope, amounts.people)))


def most_minutes(weeks: float) -> float:
    """That one person adds to the mean of a period of so many weeks, a week."""
    return LONG_CAP if weeks > 1 else CAP


def most_visits(weeks: float, offered: int) -> float:
    """That one person adds to the total of a period: never more than there were sessions, as everybody may count."""
    return min((LONG_VISITS if weeks > 1 else VISITS) * weeks, offered)


def is_clear(shown: int, noise: float) -> bool:
    """Whether the blur is small against what would be *shown*; *noise*: its standard deviation, from what is published
    and public alone.

    Source: Office for National Statistics, "Annual Survey of Hours and Earnings", notes on its tables (what has a
    coefficient of variation over 20 % is unreliable for practical purposes, and suppressed).
    """
    return CLEAR * hypot(noise, ROUNDING) <= shown


def may_be_shown(scope: Scope, amounts: Amounts, sizes: Collection[float]) -> bool:
    return passes(scope, amounts.people) and not is_dominated(sizes)


def capped(amounts: Amounts, cap: float) -> list[float]:
    return [min(size, cap) for size in amounts.sizes]


def is_dominated(amounts: Collection[float]) -> bool:
    """Whether two people hold nearly all of it, so that each could work the other's out."""
    largest = sorted(amounts)[-2:]
    return fsum(largest) > LARGEST_SHARE * fsum(amounts)


def mean_noise(scope: Scope, people: Collection[str], cap: float) -> float:
    """About 0, with a standard deviation of cap ÷ n: as much as one person can move the mean."""
    return bell(scope, people) * cap / len(set(people))
