"""What the running bot counts of itself, in plain numbers: no name, no chat, no text, no address."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

LATENCY_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
LATENESS_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)


@dataclass(slots=True)
class Spread:
    """How many took at most each of *bounds* (seconds), and how long all took together."""

    bounds: tuple[float, ...]
    counts: list[int] = field(init=False)
    total: float = 0.0

    def __post_init__(self) -> None:
        self.counts = [0] * (len(self.bounds) + 1)

    def add(self, seconds: float) -> None:
        """What is negative, since a clock was put back, counts as none."""
        self.counts[bisect_left(self.bounds, max(0.0, seconds))] += 1
        self.total += max(0.0, seconds)


@dataclass(slots=True)
class Tally:
    """Since this process began. Whoever does something counts it here; `bot.metrics` tells it to Prometheus."""

    taken_in: int = 0
    """Updates that were kept and acknowledged."""
    answered: int = 0
    quarantined: int = 0
    latency: Spread = field(default_factory=lambda: Spread(LATENCY_SECONDS))
    """Seconds from an update's arrival to its answer."""
    calls: Counter[str] = field(default_factory=Counter)
    """Calls of Telegram by outcome: sent, later, refused, uncertain."""
    too_many: int = 0
    """Calls that Telegram refused with 429."""
    lateness: Spread = field(default_factory=lambda: Spread(LATENESS_SECONDS))
    """Seconds from when a notice was due to when it was about to be sent."""
    notices: Counter[str] = field(default_factory=Counter)
    """Notices that were about to be sent, by kind."""

    def notice(self, kind: str, late_seconds: float) -> None:
        self.notices[kind] += 1
        self.lateness.add(late_seconds)
