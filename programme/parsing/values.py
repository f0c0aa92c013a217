"""What is understood of a typed log entry, or why it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from programme.model import Activity, Intensity

UNNAMED = "moving"
"""The activity of an entry that names none, such as "3 x 10 minutes"."""
MINUTES = range(1, 601)
DAYS_BACK = 28
MOST_ENTRIES = 4


class Reason(StrEnum):
    """Why a text is not understood; each has its own answer in `content.minutes`."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    SYMBOLS = "symbols"
    """Emoji, other scripts' letters or digits, or signs that mean nothing here."""
    QUESTION = "question"
    """Nothing strange but a question mark: it may ask, and not say, what was done."""
    WORD = "word"
    UNCLEAR = "unclear"
    RANGE = "range"
    STEPS = "steps"
    DISTANCE = "distance"
    METRES = "metres"
    """ "25m" may be minutes or metres."""
    COUNT = "count"
    BARE = "bare"
    CLOCK = "clock"
    EACH_WAY = "each_way"
    """Each way, and whether there was a way back is not said."""
    WHAT = "what"
    """Where or with whom is said, and not what was done, as in "at my desk 60 minutes"."""
    PART = "part"
    """Seconds, or a fraction of a minute."""
    NO_MINUTES = "no_minutes"
    OUT_OF_RANGE = "out_of_range"
    TWO_THINGS = "two_things"
    APART = "apart"
    WHOLE = "whole"
    """ "1 hour gym: 30 min rowing, 30 min weights": the whole, and then its parts."""
    TOO_MANY = "too_many"
    WHICH_DAY = "which_day"
    NOT_A_DATE = "not_a_date"
    FUTURE = "future"
    PLAN = "plan"
    """Wanted, meant or about to be done."""
    NOT_DONE = "not_done"
    SOMEBODY = "somebody"
    """What somebody else did."""
    NO_MOVING = "no_moving"
    """Sitting, sleeping, watching, being driven."""
    TOO_OLD = "too_old"


ONE_STEP_AWAY = frozenset(
    {
        Reason.RANGE, Reason.STEPS, Reason.DISTANCE, Reason.METRES, Reason.COUNT, Reason.CLOCK, Reason.EACH_WAY,
        Reason.PART, Reason.OUT_OF_RANGE, Reason.TWO_THINGS, Reason.APART, Reason.WHOLE, Reason.TOO_MANY,
        Reason.WHICH_DAY, Reason.NOT_A_DATE, Reason.TOO_OLD,
    }
)  # fmt: skip
"""Beside a length of time these say that something was to be logged, and one thing about it is missing."""


MINUTES_OPEN = frozenset(
    {
        Reason.RANGE, Reason.STEPS, Reason.DISTANCE, Reason.METRES, Reason.COUNT, Reason.CLOCK, Reason.PART,
        Reason.OUT_OF_RANGE, Reason.NO_MINUTES, Reason.BARE, Reason.EACH_WAY,
    }
)  # fmt: skip
"""What an answer of minutes completes."""
DAY_OPEN = frozenset({Reason.WHICH_DAY, Reason.NOT_A_DATE, Reason.TOO_OLD})
"""What a day completes."""
LEFT_OPEN = MINUTES_OPEN | DAY_OPEN | {Reason.WHAT}
"""What one short answer completes; what else was said is kept for it."""


class Unclear(Exception):
    """Inside the parser only: reading stops, since *reason*."""

    def __init__(self, reason: Reason, word: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.word = word


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as it was said."""

    minutes: int
    activity: str
    intensity: Intensity
    on: date
    day_said: bool = False
    """Whether the day was said; today otherwise."""


@dataclass(frozen=True, slots=True)
class Understood:
    entries: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    reason: Reason
    word: str = ""
    """With `Reason.WORD`: the word that is not known, in plain letters."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was understood of a text that leaves something open; the next answer completes it."""

    activity: str = ""
    """An id of the catalogue; empty where none was named."""
    step: int = 0
    """How much harder than usual, as in `Effort`."""
    minutes: int = 0
    """0 while they are what is asked for."""
    on: date | None = None
    number: int = 0
    """Of "30m": minutes or metres, whichever the answer says."""


# The pieces that a text is made of, in the order in which they were typed.


@dataclass(frozen=True, slots=True)
class Minutes:
    n: Fraction
    ends_bare: bool = False
    """Its last number had no unit."""
    until: NotBefore | None = None
    """When it ended, if that was said."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a unit."""

    n: Fraction
    lasted: bool = False
    """ "for 25": a length of time, and no distance."""


@dataclass(frozen=True, slots=True)
class Times:
    n: int


@dataclass(frozen=True, slots=True)
class Return:
    """ "and back"."""


@dataclass(frozen=True, slots=True)
class EachWay:
    """ "each way": twice, if there was a way back."""


@dataclass(frozen=True, slots=True)
class EachTime:
    """ "15 mins each": as often as is said beside it, or else nobody knows how often."""


@dataclass(frozen=True, slots=True)
class Day:
    on: date


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A part of the day, which today begins at *minute* (of the day)."""

    minute: int
    is_today: bool = False
    """ "this evening" is today's, "after work" may be any day's."""
    is_meal: bool = False
    """ "lunch": where no activity is named, it may be all that was done."""
    is_clock: bool = False
    """A time of day, such as "7am"; two of them may be a beginning and an end."""
    or_before: int | None = None
    """What it is if the morning is said beside it."""


@dataclass(frozen=True, slots=True)
class Doing:
    activity: Activity


@dataclass(frozen=True, slots=True)
class Picture:
    """An emoji of some activities: it goes with the one that is named, or nobody knows what it says."""

    activities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Effort:
    step: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A distance or a number of steps: fine beside minutes, not enough without."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Scene:
    """Where, or with whom: nothing that is kept, but no activity either."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one entry may end and the next begin."""

    joins: bool = False
    """As "and" does: what comes after it is something else than what was before."""
    adds: bool = False
    """As "and" does, and a comma need not: two days or parts of the day are two times."""
    opens: bool = False
    """As a colon does: what comes after it may be the parts of what was before."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What leaves something open, where what is around it is read all the same."""

    reason: Reason
    number: int = 0
    """With `Reason.METRES`: of what."""


Piece = (
    Minutes | Bare | Times | Return | EachWay | EachTime | Day | NotBefore | Doing | Picture | Effort | Aside | Scene
    | Stop | Gap
)  # fmt: skip
