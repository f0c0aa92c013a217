"""What is measured: rounds of a floor and of ours in turn, and the ratio that is held against a target."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import median


class Better(Enum):
    MORE = "≥"
    LESS = "≤"


@dataclass(frozen=True, slots=True)
class Target:
    """What the ratio of ours to the floor should be at least, or at most."""

    better: Better
    ratio: float

    def is_met(self, ratio: float) -> bool:
        return ratio >= self.ratio if self.better is Better.MORE else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{self.better.value} {self.ratio:g}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing measured several times."""

    what: str
    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def spread(self) -> str:
        """The least and the most, where there is more than one."""
        return f"{number(min(self.values))}–{number(max(self.values))}" if len(self.values) > 1 else ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours against a floor, in one unit. Without a target it is told for comparison only."""

    name: str
    unit: str
    floor: Measured
    ours: Measured
    target: Target | None = None
    hoped: Target | None = None
    """A moonshot: told, never counted as missed."""
    note: str = ""

    @property
    def value(self) -> float:
        return self.ours.middle / self.floor.middle if self.floor.middle else math.inf

    @property
    def range(self) -> str:
        """The least and the most of the rounds' own ratios: what was measured side by side is compared."""
        pairs = zip(self.ours.values, self.floor.values, strict=False)
        each = [ours / floor for ours, floor in pairs if floor]
        return f"{number(min(each))}–{number(max(each))}" if len(each) > 1 else ""

    @property
    def verdict(self) -> str:
        """Only a target is met or missed; what was hoped for and is not so is told beside it."""
        said = ("met" if self.target.is_met(self.value) else "MISSED") if self.target else ""
        is_short = self.hoped is not None and not self.hoped.is_met(self.value)
        return f"{said} (hoped: {self.hoped})".strip() if is_short else said


@dataclass(slots=True)
class Rounds:
    """What several contenders came to, in the order in which they took turns."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        self.values.setdefault(name, []).append(value)

    def of(self, name: str, what: str) -> Measured:
        return Measured(what, tuple(self.values[name]))


Contender = tuple[str, Callable[[], Awaitable[float]]]


async def in_turn(contenders: Sequence[Contender], rounds: int, tell: Callable[[int, int], None]) -> Rounds:
    """Floor, ours, floor, ours, …: whatever else the machine does meanwhile meets them alike."""
    told = Rounds()
    total = rounds * len(contenders)
    for number_of_round in range(rounds):
        for place, (name, measure) in enumerate(contenders):
            tell(number_of_round * len(contenders) + place, total)
            told.add(name, await measure())
    tell(total, total)
    return told


def number(value: float) -> str:
    """Three figures are as many as a measurement is worth."""
    if value == 0 or math.isinf(value):
        return f"{value:g}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{places}f}"
