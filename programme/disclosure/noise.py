"""Noise: drawn from a secret key and from who contributes, so that the same question always gets the same answer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

WIDEST = 4
"""Triangular noise goes from -4 to 4. Measured on this design: an adversary who knows everybody but one is certain
about that one in 0.8 % of cells; uniform noise of at most 2 left 4 %."""
BELL_REACH = 2 * sqrt(3)
"""How many standard deviations the noise of an amount goes to either side."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures these are: a secret key, a workplace (or ``""``, all together) and a period's name.

    *about* is the figure's own name. Without it two figures about the same people would be equal always and others
    seldom, so that whoever knew everybody else could test by their equality whether one person is in both: certain in
    half of such cases, where two separate draws leave under 1 % (`tests.programme.test_disclosure_attacks`).
    """

    key: bytes
    employer_id: str
    period: str
    about: str = ""

    def of(self, figure: str) -> Scope:
        return Scope(self.key, self.employer_id, self.period, figure)


def seed(scope: Scope, contributors: Iterable[str], purpose: str) -> int:
    """256 bits that depend on the key, the scope and who contributes, in whatever order they are given.

    Equal sets get equal noise, so that asking the same again averages nothing out.
    Source: Australian Bureau of Statistics, "TableBuilder: confidentiality" (perturbation by record keys).
    """
    asked = f"{purpose}\0{scope.about}\0{scope.employer_id}\0{scope.period}\0".encode()
    message = asked + written(frozenset(contributors))
    return int.from_bytes(hmac.digest(scope.key, message, hashlib.sha256), "big")


@lru_cache(maxsize=8)
def written(people: frozenset[str]) -> bytes:
    """In one order; the last few are kept, since several figures are about the same people."""
    return "\n".join(sorted(people)).encode()


def noise(scope: Scope, contributors: Iterable[str]) -> int:
    """A whole number from -4 to 4, the nearer to 0 the likelier."""
    return triangular(seed(scope, contributors, "count"))


def more_noise(scope: Scope, contributors: Iterable[str]) -> int:
    """The same and a second draw of its kind, for parts: there are many in one digest, so each must say less.

    It goes from -8 to 8, and its ends, where an adversary could be certain, come up once in 625 times.
    """
    drawn = seed(scope, contributors, "count")
    return triangular(drawn) + triangular(drawn // 25)


def triangular(drawn: int) -> int:
    """The sum of two even draws from -2 to 2."""
    first, second = divmod(drawn % 25, 5)
    return first + second - WIDEST


def bell(scope: Scope, contributors: Iterable[str]) -> float:
    """About 0, with a standard deviation of 1, never beyond 3.47: the sum of four even draws.

    Its ends are thin: one person who moves an amount by a whole standard deviation is seen for certain in 0.5 % of
    cases; with triangular noise as wide it was 8 %.
    """
    drawn, total = seed(scope, contributors, "amount"), 0
    for _ in range(4):
        drawn, one = divmod(drawn, 2**53)
        total += one
    return (total / 2**53 - 2) * sqrt(3)
