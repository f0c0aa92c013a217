"""Minutes moved, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from programme.model.kinds import Intensity


@dataclass(frozen=True, slots=True)
class Activity:
    """One way of moving: what people call it and how hard it usually is. From the catalogue."""

    id: str
    words: tuple[str, ...]
    intensity: Intensity
    is_general: bool = False
    """Gives way to a more exact one in the same sentence, as in "weights at the gym"."""
    is_counted: bool = False
    """A number without a unit counts repetitions, as in "20 squats"."""
    goes_far: bool = False
    """A number without a unit after it may be a distance, as in "run 5"."""
    strengthens: bool = False
    """Whether a day with it is a strength day (see `programme.progress`)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Minutes of one activity on one local day, logged or about to be."""

    id: str
    minutes: int
    activity: str
    """An id of the catalogue, ``session-<kind>`` for one of ours, or ``moving`` where nothing was named."""
    intensity: Intensity
    on: date
    booking_id: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes by intensity, and the two honest counters made of them.

    Source: UK Chief Medical Officers' physical activity guidelines (2019): 150 minutes of moderate activity a week,
    or 75 of vigorous, or a mix of both: so one vigorous minute counts as two. Light activity is worth doing
    ("every minute counts") but is not part of the 150. Sport England's Active Lives survey counts the same way and
    draws its lines at 30 and 150 moderate-equivalent minutes.
    """

    light: int = 0
    moderate: int = 0
    vigorous: int = 0

    @property
    def moved(self) -> int:
        """Minutes of any intensity."""
        return self.light + self.moderate + self.vigorous

    @property
    def moderate_equivalent(self) -> int:
        """Moderate minutes once, vigorous ones twice, light ones not at all."""
        return self.moderate + 2 * self.vigorous


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody logged from a Monday to its Sunday."""

    monday: date
    totals: Totals = Totals()
    strength_days: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How it has been going, for the reader's own eyes."""

    weeks: tuple[Week, ...]
    """The last eight, oldest first, or those since the first that has anything; the last one is this week."""
    best: Week | None = None
    """The week with the most minutes moved, ever; None while there are not two to compare."""
    streak: int = 0
    """Weeks with something logged, in a row up to now."""
    longest_streak: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """What one table holds about somebody: rows of values, in the order of *columns*."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
