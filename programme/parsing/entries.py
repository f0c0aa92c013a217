"""From pieces to entries: one length each, one activity at most, one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from programme.model import Activity, Intensity
from programme.parsing.amounts import the_minutes
from programme.parsing.parts import is_day_alone, is_general, parts, with_their_days
from programme.parsing.values import (
    MOST_ENTRIES,
    UNNAMED,
    Aside,
    Bare,
    Day,
    Doing,
    Effort,
    Minutes,
    NotBefore,
    Picture,
    Piece,
    Reason,
    Said,
    Scene,
    Stop,
    Unclear,
)

LEVELS = (Intensity.LIGHT, Intensity.MODERATE, Intensity.VIGOROUS)
SMALL_HOURS = 4 * 60
"""Until then "30 min walk" may mean the day that has just ended."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is typed, on the reader's clock."""

    today: date
    minute: int
    """Of the day."""

    @classmethod
    def of(cls, local: datetime) -> Moment:
        return cls(local.date(), local.hour * 60 + local.minute)


def entries(pieces: Sequence[Piece], now: Moment) -> tuple[Said, ...]:
    """Every entry that the pieces say.

    Raises:
        Unclear: they say none, or leave open what was meant.
    """
    lengths = sum(isinstance(piece, Minutes | Bare) for piece in pieces)
    if lengths > MOST_ENTRIES:
        raise Unclear(Reason.TOO_MANY)
    if lengths <= 1:
        check_one_thing(pieces)
        return (entry([piece for piece in pieces if not isinstance(piece, Stop)], now, None),)
    return several(parts(pieces), now)


def check_one_thing(pieces: Sequence[Piece]) -> None:
    """ "gym and swim 90 min": where "and" is between them, the gym is not only where the swimming was.

    The same goes for days: in "30 min walk this morning and evening" it may have been twice 30 minutes.
    """
    added = groupby(pieces, key=lambda piece: isinstance(piece, Stop) and piece.adds)
    if sum(any(isinstance(piece, Day | NotBefore) for piece in side) for _, side in added) > 1:
        raise Unclear(Reason.WHICH_DAY)
    sides = groupby(pieces, key=lambda piece: isinstance(piece, Stop) and piece.joins)
    named = [{piece.activity for piece in side if isinstance(piece, Doing)} for _, side in sides]
    told = [one for one in named if one]
    if any(one != told[0] for one in told):
        raise Unclear(Reason.TWO_THINGS)


def several(found: list[list[Piece]], now: Moment) -> tuple[Said, ...]:
    """Entries side by side. Each names its activity; a day said at the beginning, or on its own, is for all.

    Where the only day that is said is today, those without one are today's too, as they would be alone.
    """
    found = with_their_days(found)
    if any(map(is_day_alone, found[1:-1])):
        raise Unclear(Reason.WHICH_DAY)  # that of what is before it, or of what follows
    alone = [part for part in found if is_day_alone(part)]
    told = [part for part in found if part not in alone]
    dated = [part for part in told if said_day(part, now) is not None]
    common = said_day([piece for part in alone for piece in part], now)
    if dated == told[:1] and isinstance(told[0][0], Day | NotBefore) and common is None:
        common = said_day(told[0], now)
        dated = []
    if common is None and {said_day(part, now) for part in dated} == {now.today}:
        common, dated = now.today, []
    if dated and (len(dated) < len(told) or common is not None):
        raise Unclear(Reason.WHICH_DAY)
    if any(not any(isinstance(piece, Doing) for piece in part) for part in told):
        raise Unclear(Reason.UNCLEAR)
    said = tuple(entry(part, now, common) for part in told)
    if is_sum_of_the_rest(said) and is_general(told[0]):
        raise Unclear(Reason.WHOLE)
    return said


def is_sum_of_the_rest(said: Sequence[Said]) -> bool:
    first, *rest = said
    same_day = {one.on for one in rest} == {first.on}
    return len(rest) > 1 and same_day and first.minutes == sum(one.minutes for one in rest)


def entry(pieces: Sequence[Piece], now: Moment, common: date | None) -> Said:
    activity = the_activity(pieces)
    if activity is None and any(isinstance(piece, Scene) or is_meal(piece) for piece in pieces):
        raise Unclear(Reason.WHAT)
    minutes = the_minutes(pieces, activity)
    if activity is None and any(isinstance(piece, Aside) for piece in pieces):
        raise Unclear(Reason.WHAT)
    check_pictures(pieces, activity)
    said = said_day(pieces, now) or common
    if said is None and now.minute < SMALL_HOURS and minutes > now.minute:
        raise Unclear(Reason.WHICH_DAY)
    return Said(
        minutes,
        activity.id if activity else UNNAMED,
        the_intensity(pieces, activity),
        said or now.today,
        day_said=said is not None,
    )


def check_pictures(pieces: Sequence[Piece], activity: Activity | None) -> None:
    """An emoji of something else may be another thing that was done; alone, it leaves open what it says."""
    shown = [piece.activities for piece in pieces if isinstance(piece, Picture)]
    if any(activity is None or activity.id not in ids for ids in shown):
        raise Unclear(Reason.SYMBOLS)


def is_meal(piece: Piece) -> bool:
    return isinstance(piece, NotBefore) and piece.is_meal


def the_activity(pieces: Sequence[Piece]) -> Activity | None:
    named = dict.fromkeys(piece.activity for piece in pieces if isinstance(piece, Doing))
    exact = [activity for activity in named if not activity.is_general] or list(named)
    if len(exact) > 1:
        raise Unclear(Reason.TWO_THINGS)
    return exact[0] if exact else None


def the_intensity(pieces: Sequence[Piece], activity: Activity | None) -> Intensity:
    """As the activity usually is, one step down if "gentle", one up if "hard"."""
    usual = LEVELS.index(activity.intensity if activity else Intensity.LIGHT)
    steps = {piece.step for piece in pieces if isinstance(piece, Effort)}
    if len(steps) > 1:
        raise Unclear(Reason.UNCLEAR)
    return LEVELS[min(2, max(0, usual + sum(steps)))]


def said_day(pieces: Sequence[Piece], now: Moment) -> date | None:
    """The one day that the pieces say; None where they say none.

    Raises:
        Unclear: they say two, or two times of day, or a part of today that is still to come.
    """
    todays = [now.today for piece in pieces if isinstance(piece, NotBefore) and piece.is_today]
    days = {piece.on for piece in pieces if isinstance(piece, Day)} | set(todays)
    if len(days) > 1:
        raise Unclear(Reason.WHICH_DAY)
    is_to_come = now.minute < earliest(pieces)
    if is_to_come and (now.today in days or not days) and is_either_half(pieces):
        raise Unclear(Reason.CLOCK)
    if is_to_come and now.today in days:
        raise Unclear(Reason.FUTURE)
    if is_to_come and not days:
        raise Unclear(Reason.WHICH_DAY)
    return days.pop() if days else None


def earliest(pieces: Sequence[Piece]) -> int:
    """The minute of its day before which nobody could have done this.

    Raises:
        Unclear: two times of day, which may be a beginning and an end.
    """
    ends = [piece.until for piece in pieces if isinstance(piece, Minutes) and piece.until]
    said = [*ends, *(piece for piece in pieces if isinstance(piece, NotBefore))]
    if sum(one.is_clock for one in said) > 1:
        raise Unclear(Reason.CLOCK)
    of_morning = any(one.minute == 0 and not one.is_clock for one in said)
    return max((one.or_before if of_morning and one.or_before else one.minute for one in said), default=0)


def is_either_half(pieces: Sequence[Piece]) -> bool:
    """Whether a time is said that may be in the morning or in the evening, such as "at 6"."""
    ends = [piece.until for piece in pieces if isinstance(piece, Minutes)]
    said = [*ends, *(piece for piece in pieces if isinstance(piece, NotBefore))]
    return any(one is not None and one.or_before not in (None, one.minute) for one in said)
