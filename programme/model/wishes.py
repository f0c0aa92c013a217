"""What people have chosen: nudges, quiet hours, time off, challenges; and what they have answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from programme.model.digests import Period


class DayPart(StrEnum):
    """When somebody would rather move."""

    MORNING = "morning"
    LUNCH = "lunch"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has chosen to tell; nothing, at first."""

    name: str | None = None
    shown_to_instructors_at: datetime | None = None
    best_time: DayPart | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours, on the local clock, in which nothing makes a sound and no nudge comes; they may go past midnight."""

    since: time = time(20, 0)
    until: time = time(7, 0)

    def covers(self, clock: time) -> bool:
        if self.since < self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until


@dataclass(frozen=True, slots=True)
class Away:
    """Local dates on which somebody is off, both included."""

    since: date
    until: date

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody wants to hear from the bot besides what is about their bookings. Nothing, unless they choose."""

    quiet: Quiet = Quiet()
    away: Away | None = None
    breaks: tuple[tuple[int, time], ...] = ()
    """Movement breaks: weekday (Monday is 0) and local time, at most one for each weekday."""
    looks_back: bool = False
    """Whether they want a look back at their week."""
    questions_off: bool = False
    """Whether they want to be asked no more how active they are."""

    @property
    def is_nudged(self) -> bool:
        return bool(self.breaks) or self.looks_back

    def break_at(self, weekday: int) -> time | None:
        return dict(self.breaks).get(weekday)


@dataclass(frozen=True, slots=True)
class Answer:
    """One asking of the activity question: wave 0 is the baseline, and each further wave is twelve weeks on."""

    wave: int
    asked_on: date
    days: int | None = None
    """On how many of the last seven days; None: not answered (yet)."""
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What may be said of one quarter. None: too few to show. Everything is noisy and rounded to 5 people."""

    asked_again: int | None = None
    """People who answered in the quarter and had answered at the start."""
    under_30_before: int | None = None
    """Of these, how many said "none" at the start."""
    under_30_now: int | None = None
    lifted: int | None = None
    """Of those under 30 before, how many are not any more."""
    rated: int | None = None
    just_right: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """The frozen figures of the whole programme for one closed quarter."""

    period: Period
    rules: str
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Challenge:
    """So many minutes a day on each of so many days, from whenever somebody begins."""

    id: str
    minutes: int
    days: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at a challenge: which day it is for them, and on how many they have reached the minutes."""

    challenge: Challenge
    started_on: date
    today: date
    reached: tuple[date, ...] = ()

    @property
    def day(self) -> int:
        """Counted from 1; one more than the challenge has days when it is over."""
        return min((self.today - self.started_on).days + 1, self.challenge.days + 1)

    @property
    def is_over(self) -> bool:
        return self.day > self.challenge.days
