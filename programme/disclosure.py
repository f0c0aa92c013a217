"""What may be shown of a group of people without pointing at one of them; pure, and every rule with its source.

The unit is distinct people. Noise comes first, and the threshold is applied to the noisy count, so that the edge
itself is blurred. Nothing here reads a record or a clock: the same people in the same period give the same answer.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import sqrt

RULES = "1"
"""The version of the rules below, kept with every digest made by them."""
THRESHOLD = 14
"""With noise of at most 4, at least 10 people stand behind whatever is shown.

Sources: UK Longitudinal Linkage Collaboration, "Statistical disclosure control policy" (nothing under 10);
Microsoft Viva Insights, "Privacy guide" (minimum group size, default 10).
"""
ROUNDED_TO = 5
"""Source: NHS England, "HES analysis guide" (counts of 1 to 7 suppressed, all others rounded to 5)."""
WIDEST = 4
"""Triangular noise goes from -4 to 4. Measured on this design: an adversary who knows everybody but one is certain
about that one in 0.8 % of cells; uniform noise of at most 2 left 4 %."""
CAP = 150
"""Minutes a week that one person adds to a mean at most: from here on Sport England calls somebody active
("Active Lives Adult Survey", activity levels)."""
LARGEST_SHARE = 0.9
"""The top two may hold no more of a total than this.

Source: Australian Bureau of Statistics, "Treating aggregate data", the (n, k) dominance rule.
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures these are: a secret key, a workplace (or ``""``, all together) and a period's name."""

    key: bytes
    employer_id: str
    period: str


@dataclass(frozen=True, slots=True)
class Amount:
    """What one person adds to a mean."""

    person_id: str
    minutes: float


def seed(scope: Scope, contributors: Iterable[str], purpose: str) -> int:
    """256 bits that depend on the key, the scope and who contributes, in whatever order they are given.

    Equal sets get equal noise, so that asking again, or for the same people under another name, averages nothing
    out. Source: Australian Bureau of Statistics, "TableBuilder: confidentiality" (perturbation by record keys).
    """
    people = "\n".join(sorted(set(contributors)))
    message = f"{purpose}\0{scope.employer_id}\0{scope.period}\0{people}".encode()
    return int.from_bytes(hmac.new(scope.key, message, hashlib.sha256).digest(), "big")


def noise(scope: Scope, contributors: Iterable[str]) -> int:
    """A whole number from -4 to 4, the nearer to 0 the likelier: the sum of two even draws from -2 to 2."""
    first, second = divmod(seed(scope, contributors, "count") % 25, 5)
    return first + second - WIDEST


def noisy(scope: Scope, contributors: Collection[str]) -> int:
    return len(set(contributors)) + noise(scope, contributors)


def passes(scope: Scope, contributors: Collection[str]) -> bool:
    """Whether the group is large enough to be counted aloud; nobody at all is too few as well."""
    return noisy(scope, contributors) >= THRESHOLD


def rounded(number: float) -> int:
    """To the nearest 5. Which side a half falls to does not matter: it is noise already."""
    return ROUNDED_TO * round(number / ROUNDED_TO)


def count(scope: Scope, contributors: Collection[str]) -> int | None:
    """How many people, about; None: too few to show."""
    return rounded(noisy(scope, contributors)) if passes(scope, contributors) else None


def part(scope: Scope, some: Collection[str], whole: Collection[str]) -> int | None:
    """How many of *whole* are in *some*, about; None unless these, the others and all of them are enough.

    Otherwise taking the part from the whole would show the others. Source: Culture Amp, "Reporting group minimum"
    (the remainder is protected as well); Eurostat, "Handbook on statistical disclosure control", 4.3.1
    (secondary suppression).
    """
    others = set(whole) - set(some)
    if passes(scope, whole) and passes(scope, others):
        return count(scope, set(some) & set(whole))
    return None


def stands_without_each(scope: Scope, groups: Iterable[Collection[str]]) -> bool:
    """Whether the union of *groups* without any one of them is still enough.

    What several workplaces share must not be one of them and a handful: whoever knows that one's figures would
    know the rest. This is the rule on complements, for a partition that somebody else makes.
    """
    sets = [frozenset(group) for group in groups]
    return all(passes(scope, frozenset[str]().union(*(other for other in sets if other is not one))) for one in sets)


def mean(scope: Scope, amounts: Collection[Amount], cap: float = CAP) -> int | None:
    """The mean of the capped amounts, about; None where it would say too much about one person.

    Shown only over a count that passes; noise as wide as one person can move it; never an exact sum.
    """
    capped = [min(amount.minutes, cap) for amount in amounts]
    people = [amount.person_id for amount in amounts]
    if not passes(scope, people) or is_dominated(capped):
        return None
    blurred = sum(capped) / len(capped) + mean_noise(scope, people, cap)
    return max(ROUNDED_TO, min(rounded(blurred), rounded(cap)))


def is_dominated(amounts: Collection[float]) -> bool:
    """Whether two people hold nearly all of it, so that each could work the other's out."""
    largest = sorted(amounts)[-2:]
    return sum(largest) > LARGEST_SHARE * sum(amounts)


def mean_noise(scope: Scope, people: Collection[str], cap: float) -> float:
    """Triangular about 0 with a standard deviation of cap ÷ n: as much as one person can move the mean."""
    first, second = divmod(seed(scope, people, "mean") % 2**106, 2**53)
    spread = (first + second) / 2**53 - 1
    return spread * sqrt(6) * cap / len(set(people))
