"""From pieces to entries: one length each, one activity at most, one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby

from programme.model import Activity, Intensity
from programme.parsing.values import (
    MINUTES,
    MOST_ENTRIES,
    UNNAMED,
    Aside,
    Bare,
    Day,
    Doing,
    EachWay,
    Effort,
    Minutes,
    NotBefore,
    Piece,
    Reason,
    Return,
    Said,
    Scene,
    Stop,
    Times,
    Unclear,
)

LEVELS = (Intensity.LIGHT, Intensity.MODERATE, Intensity.VIGOROUS)
SMALL_HOURS = 4
"""Until then "30 min walk" may mean the day that has just ended."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is typed, on the reader's clock."""

    today: date
    hour: int
    minute: int

    @classmethod
    def of(cls, local: datetime) -> Moment:
        return cls(local.date(), local.hour, local.minute)


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
    """ "gym and swim 90 min": where "and" is between them, the gym is not only where the swimming was."""
    sides = groupby(pieces, key=lambda piece: isinstance(piece, Stop) and piece.joins)
    named = [{piece.activity for piece in side if isinstance(piece, Doing)} for _, side in sides]
    told = [one for one in named if one]
    if any(one != told[0] for one in told):
        raise Unclear(Reason.TWO_THINGS)


def parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    runs = groupby(with_stops(pieces), key=lambda piece: isinstance(piece, Stop))
    return [list(run) for is_stop, run in runs if not is_stop]


def with_stops(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "10 min yoga 20 min walk": lengths and activities by turns need no comma, if nothing else may belong to both."""
    turns = [type(piece) for piece in pieces if isinstance(piece, Minutes | Bare | Doing)]
    unsure = any(isinstance(piece, Effort | Times | Stop | Aside) for piece in pieces)
    if unsure or turns[:1] == [Doing] or turns != [turns[0], Doing] * (len(turns) // 2):
        return pieces
    return [one for piece in pieces for one in ((Stop(), piece) if isinstance(piece, turns[0]) else (piece,))]


def several(found: list[list[Piece]], now: Moment) -> tuple[Said, ...]:
    """Entries side by side. Each names its activity; a day said at the beginning, or on its own, is for all.

    Where the only day that is said is today, those without one are today's too, as they would be alone.
    """
    alone = [part for part in found if all(isinstance(piece, Day | NotBefore) for piece in part)]
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


def is_general(pieces: Sequence[Piece]) -> bool:
    """Whether it names no more than a place or a kind of activity, such as the gym or a workout."""
    return all(piece.activity.is_general for piece in pieces if isinstance(piece, Doing))


def entry(pieces: Sequence[Piece], now: Moment, common: date | None) -> Said:
    activity = the_activity(pieces)
    if activity is None and any(isinstance(piece, Scene) or is_meal(piece) for piece in pieces):
        raise Unclear(Reason.WHAT)
    minutes = the_minutes(pieces, activity)
    if activity is None and any(isinstance(piece, Aside) for piece in pieces):
        raise Unclear(Reason.WHAT)
    said = said_day(pieces, now) or common
    if said is None and now.hour < SMALL_HOURS and minutes > now.hour * 60 + now.minute:
        raise Unclear(Reason.WHICH_DAY)
    return Said(
        minutes,
        activity.id if activity else UNNAMED,
        the_intensity(pieces, activity),
        said or now.today,
        day_said=said is not None,
    )


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


def the_minutes(pieces: Sequence[Piece], activity: Activity | None) -> int:
    lengths = [piece for piece in pieces if isinstance(piece, Minutes)]
    exact = [piece.n for piece in lengths]
    if activity and activity.is_counted and any(piece.ends_bare for piece in lengths):
        raise Unclear(Reason.COUNT)
    bare = [piece.n for piece in pieces if isinstance(piece, Bare)]
    if len(exact) > 1:
        raise Unclear(Reason.APART)
    if exact and bare:
        raise Unclear(Reason.UNCLEAR)
    if len(bare) > 1:
        raise Unclear(Reason.BARE)
    if not exact and not bare:
        raise Unclear(why_none(pieces))
    n = exact[0] if exact else without_unit(pieces, bare[0], activity)
    return whole(n * how_often(pieces))


def why_none(pieces: Sequence[Piece]) -> Reason:
    asides = [piece.reason for piece in pieces if isinstance(piece, Aside)]
    if any(isinstance(piece, Times) for piece in pieces):
        return Reason.COUNT
    return asides[0] if asides else Reason.NO_MINUTES


def without_unit(pieces: Sequence[Piece], n: Fraction, activity: Activity | None) -> Fraction:
    """ "25 walk" is 25 minutes; "20 squats" and "1 walk" are not, and "run 5" may be a distance."""
    if n == 0 or n > MINUTES[-1]:
        raise Unclear(Reason.OUT_OF_RANGE)
    aside = any(isinstance(piece, Aside) for piece in pieces)
    if activity is None or aside or n.denominator != 1:
        raise Unclear(Reason.BARE)
    if activity.is_counted or n == 1:
        raise Unclear(Reason.COUNT)
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, Bare | Doing)]
    lasted = any(piece.lasted for piece in pieces if isinstance(piece, Bare))
    if activity.goes_far and not lasted and not isinstance(pieces[places[0]], Bare):
        raise Unclear(Reason.BARE)
    return n


def how_often(pieces: Sequence[Piece]) -> int:
    said = [piece.n for piece in pieces if isinstance(piece, Times)]
    each_way = any(isinstance(piece, EachWay) for piece in pieces)
    if len(said) + each_way > 1:
        raise Unclear(Reason.UNCLEAR)
    if each_way:
        return there_and_back(pieces)
    return said[0] if said else 1


def there_and_back(pieces: Sequence[Piece]) -> int:
    """ "20 min each way" is said of both ways only where the way back is said too."""
    if not any(isinstance(piece, Return) for piece in pieces):
        raise Unclear(Reason.EACH_WAY)
    return 2


def whole(n: Fraction) -> int:
    if not 0 < n <= MINUTES[-1]:
        raise Unclear(Reason.OUT_OF_RANGE)
    if n.denominator != 1:
        raise Unclear(Reason.PART)
    return int(n)


def said_day(pieces: Sequence[Piece], now: Moment) -> date | None:
    """The one day that the pieces say; None where they say none.

    Raises:
        Unclear: they say two, or two times of day, or a part of today that is still to come.
    """
    if sum(piece.is_clock for piece in pieces if isinstance(piece, NotBefore)) > 1:
        raise Unclear(Reason.CLOCK)
    part = max((piece.hour for piece in pieces if isinstance(piece, NotBefore)), default=0)
    todays = [now.today for piece in pieces if isinstance(piece, NotBefore) and piece.is_today]
    days = {piece.on for piece in pieces if isinstance(piece, Day)} | set(todays)
    if len(days) > 1:
        raise Unclear(Reason.WHICH_DAY)
    if now.hour < part and now.today in days:
        raise Unclear(Reason.FUTURE)
    if now.hour < part and not days:
        raise Unclear(Reason.WHICH_DAY)
    return days.pop() if days else None
