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
    TOO_OLD = "too_old"


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


# The pieces that a text is made of, in the order in which they were typed.


@dataclass(frozen=True, slots=True)
class Minutes:
    n: Fraction
    ends_bare: bool = False
    """Its last number had no unit."""


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
class Day:
    on: date


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A part of the day, which today begins at *hour*."""

    hour: int
    is_today: bool = False
    """ "this evening" is today's, "after work" may be any day's."""
    is_meal: bool = False
    """ "lunch": where no activity is named, it may be all that was done."""
    is_clock: bool = False
    """A time of day, such as "7am"; two of them may be a beginning and an end."""


@dataclass(frozen=True, slots=True)
class Doing:
    activity: Activity


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


Piece = Minutes | Bare | Times | Return | EachWay | Day | NotBefore | Doing | Effort | Aside | Scene | Stop
