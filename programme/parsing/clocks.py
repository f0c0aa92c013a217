"""Times of day: "at 12:30", "7am", "this morning", and "12:00 to 12:30", which is a length too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from programme.parsing.patterns import FAR, HOUR, MINUTE, Pattern, found, refusing
from programme.parsing.values import Minutes, NotBefore, Piece, Reason, Unclear

NOON = 12 * 60
DAY = 24 * 60
LATE = 21 * 60
"""Nor "10:30" of the late evening, unless another time is said with it that leaves no choice."""
SMALL_HOURS = 6 * 60
"""Nobody says "1:30" of the night without saying so."""
LONGEST = 5 * 60
"""Minutes that a beginning and an end may be apart; with more, one of them is likely of another half of the day."""
BEGINS = {"morning": 0, "am": 0, "lunchtime": 11, "afternoon": 12, "pm": 12, "evening": 17, "eve": 17}
NO_UNIT = rf"(?! (?:{MINUTE}|{HOUR}|{FAR}|m|s|secs?|seconds?|steps|pace|kmh|mph|squats|reps|x|/|-|\.|:)(?: |$))"
"""What makes "1.15 - 1.30" no times of day: "hours", "miles"."""


def time(name: str) -> str:
    """The shape of a time of day; its groups are *name* and what they are."""
    digits = rf"(?P<{name}hour>\d{{1,2}})(?:(?: : |\.| \. )(?P<{name}minute>[0-5]\d))?(?: (?P<{name}half>am|pm))?"
    return rf"(?:{digits}|(?P<{name}noon>(?:12 )?(?:noon|midday))|(?P<{name}four>(?:[01]\d|2[0-3])[0-5]\d))"


BETWEEN = (
    rf"(?:(?:from )?{time('from_')} (?:-|to|til|till|until) {time('to_')}"
    rf"|between {time('after_')} and {time('before_')})"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said: the minutes of the day that it may mean."""

    may_be: tuple[int, ...]
    is_exact: bool
    """Whether more than an hour's number was said, so that it is no length."""

    @classmethod
    def of(cls, match: re.Match[str], name: str) -> Clock:
        """The time in the groups of *name*.

        Raises:
            Unclear: no clock shows it.
        """
        said = {key.removeprefix(name): value for key, value in match.groupdict().items() if key.startswith(name)}
        if said["noon"]:
            return cls((NOON,), is_exact=True)
        if said["four"]:
            return cls((int(said["four"][:2]) * 60 + int(said["four"][2:]),), is_exact=True)
        return cls(
            minutes_of(said["hour"] or "", int(said["minute"] or 0), said["half"]), bool(said["minute"] or said["half"])
        )


def minutes_of(hour: str, minute: int, half: str | None) -> tuple[int, ...]:
    """ "6:30": half past six, in the morning or in the evening; "06:30" and "18:30" are only one."""
    n = int(hour)
    if n > 23 or (half and not 1 <= n <= 12):
        raise Unclear(Reason.CLOCK)
    if half:
        return (n % 12 * 60 + minute + (NOON if half == "pm" else 0),)
    if n >= 12 or hour.startswith("0"):
        return (n * 60 + minute,)
    return (n * 60 + minute, n * 60 + minute + NOON)


def length(match: re.Match[str]) -> Piece:
    """ "12:00 to 12:30": thirty minutes, over when they end.

    Raises:
        Unclear: no times but a range ("20 to 30"), or an end that is not after the beginning on that day.
    """
    names = ("from_", "to_") if match["to_hour"] or match["to_noon"] or match["to_four"] else ("after_", "before_")
    begin, end = (Clock.of(match, name) for name in names)
    if not (begin.is_exact or end.is_exact):
        raise Unclear(Reason.RANGE)
    apart = [(till - since, till) for since in begin.may_be for till in end.may_be if till > since]
    if not apart or min(apart)[0] > LONGEST:
        raise Unclear(Reason.CLOCK)
    least = min(apart)[0]
    ends = [till for n, till in apart if n == least]
    return Minutes(Fraction(least), until=at(ends))


def at(may_be: list[int] | tuple[int, ...]) -> NotBefore:
    """A time of day; one that may be in the morning too is known to be over only once the later one is."""
    early = min(may_be)
    latest = max((one for one in may_be if one < LATE), default=early)
    return NotBefore(latest, is_clock=True, or_before=early if early >= SMALL_HOURS else None)


def part(hour: int, **said: bool) -> NotBefore:
    return NotBefore(hour * 60, **said)


PATTERNS: tuple[Pattern, ...] = (
    found(rf"{BETWEEN}{NO_UNIT}", length),
    found(r"(?:at |around |about |from )?(\d{1,2})(?:(?: : |\.| \. )([0-5]\d))? (am|pm)",
          lambda m: at(minutes_of(m[1], int(m[2] or 0), m[3]))),
    found(rf"at {time('at_')}(?: o ?clock)?{NO_UNIT}(?= (?:for|today|yesterday|yest|this|on|in|with|,)|$)",
          lambda m: at(Clock.of(m, "at_").may_be)),
    found(r"this (morning|am|lunchtime|afternoon|pm|evening|eve)", lambda m: part(BEGINS[m[1]], is_today=True)),
    found(r"tonight|tonite", lambda _: part(17, is_today=True)),
    found(r"after (?:work|dinner|tea|school|hours)", lambda _: part(15)),
    found(r"(?:at|over|during|in|on|after) (?:my |the |our )?lunch(?:time| time| break| hour)?"
          r"|lunch(?: ?time)?(?! (?:break|hour))", lambda m: part(11, is_meal=not m[0].endswith("time"))),
    refusing(r"(?:all|most) (?:of the )?(?:morning|afternoon|evening)|(?:morning|afternoon|evening)s",
             Reason.WHICH_DAY),
    found(r"(?:in the |early |mid |late )?(morning|afternoon|evening|eve)", lambda m: part(BEGINS[m[1]])),
    found(r"(?:in the )?(am|pm)(?= (?:,|\.|;|and|then|plus)|$)", lambda m: part(BEGINS[m[1]])),
)  # fmt: skip
