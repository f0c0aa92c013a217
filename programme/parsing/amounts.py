"""How many minutes the pieces of one entry say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from programme.model import Activity
from programme.parsing.values import (
    MINUTES,
    Aside,
    Bare,
    Doing,
    EachTime,
    EachWay,
    Minutes,
    Piece,
    Reason,
    Return,
    Times,
    Unclear,
)


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
    if any(isinstance(piece, EachTime) for piece in pieces) and not said:
        raise Unclear(Reason.COUNT)
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
