"""How sure a published share is: an interval worked out of the published figures alone, wider for noise and rounding.

A share is taken as a draw from all who might have answered, so that small groups say less. To that comes what
`programme.disclosure` adds on purpose: each count has triangular noise of -4 to 4 (variance 4), a part has it twice
(variance 8), and both are rounded to 5 (by at most 2, variance 2). The interval is Wilson's, at 95 %, for the number of
people that would by itself leave as much doubt as all of this together (the effective sample size). It says nothing
about who chose to answer, or how well people remember.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927;22:209-212.
Effective sample size: E. L. Korn, B. I. Graubard, "Confidence intervals for proportions with small expected number of
positive counts estimated from survey data", Survey Methodology 1998;24:193-201. Differences: R. G. Newcombe, "Interval
estimation for the difference between independent proportions", Statistics in Medicine 1998;17:873-890, method 10;
answers of the same people are closer than independent ones, so that for these it is too wide rather than too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

Z = 1.96
"""95 % of a normal distribution lie within as many standard deviations."""
ADDED = 8 + 2
"""Variance, in people squared, of what noise and rounding add to a part; to a whole they add less, which is passed
over, since what is a part of one figure is the whole of another."""


@dataclass(frozen=True, slots=True)
class Margin:
    """From *low* to *high*, in percent, or in percentage points."""

    low: float
    high: float


def of_share(part: int | None, whole: int | None) -> Margin | None:
    """Of *part* in *whole*, both as published; None where either is withheld."""
    if part is None or not whole:
        return None
    share = min(part / whole, 1 - 1 / whole)
    return wilson(share, people_worth(share, whole))


def people_worth(share: float, whole: int) -> float:
    """How many people, asked exactly, would leave as much doubt."""
    spread = share * (1 - share) / whole + ADDED * (1 + share**2) / whole**2
    return share * (1 - share) / spread


def wilson(share: float, people: float) -> Margin:
    middle = (share + Z**2 / (2 * people)) / (1 + Z**2 / people)
    reach = Z * sqrt(share * (1 - share) / people + Z**2 / (4 * people**2)) / (1 + Z**2 / people)
    return Margin(100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach))


def of_difference(before: int | None, now: int | None, whole: int | None) -> Margin | None:
    """Of the percentage points by which *now* is under *before*, both parts of *whole*; below zero: over it."""
    first, last = of_share(before, whole), of_share(now, whole)
    if first is None or last is None or before is None or now is None or not whole:
        return None
    was, is_now = 100 * before / whole, 100 * now / whole
    fewer = was - is_now
    return Margin(
        fewer - hypot(was - first.low, last.high - is_now), fewer + hypot(first.high - was, is_now - last.low)
    )
