"""Amounts that people add up to: capped for each, blurred by as much as one person can move them, never exact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import fsum

from programme.disclosure.counts import ROUNDED_TO, passes, rounded
from programme.disclosure.noise import Scope, bell

CAP = 150
"""Minutes a week that one person adds to a mean at most: from here on Sport England calls somebody active
("Active Lives Adult Survey", activity levels)."""
VISITS = 4
"""Sessions a week that one person adds to a total at most: Move and Stretch is on four days a week."""
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
