"""Where one entry ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from programme.parsing.values import (
    Aside,
    Bare,
    Day,
    Doing,
    Effort,
    Minutes,
    NotBefore,
    Piece,
    Reason,
    Stop,
    Times,
    Unclear,
)


def parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces between stops, said or understood.

    Raises:
        Unclear: one may be a part of another.
    """
    check_no_parts(pieces)
    runs = groupby(with_stops(without_colons(without_heading(pieces))), key=lambda piece: isinstance(piece, Stop))
    return [list(run) for is_stop, run in runs if not is_stop]


def without_colons(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "walk: 20, yoga: 10": where each entry is whole between commas, colons and dashes are only punctuation."""
    cuts = groupby(pieces, key=lambda piece: isinstance(piece, Stop) and not piece.opens)
    whole = [is_whole(list(run)) for is_cut, run in cuts if not is_cut]
    if len(whole) < 2 or not all(whole):
        return pieces
    return [piece for piece in pieces if not (isinstance(piece, Stop) and piece.opens)]


def is_whole(pieces: Sequence[Piece]) -> bool:
    lengths = sum(isinstance(piece, Minutes | Bare) for piece in pieces)
    return lengths == 1 and any(isinstance(piece, Doing) for piece in pieces)


def without_heading(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "gym: 20 min treadmill, 40 min weights": where both were done."""
    match pieces:
        case [Doing(activity), Stop(opens=True), *rest] if activity.is_general:
            return rest
    return pieces


def check_no_parts(pieces: Sequence[Piece]) -> None:
    """ "60 min gym: 20 min treadmill": what is behind the colon is likely a part of what is before it."""
    opens = next((place for place, piece in enumerate(pieces) if isinstance(piece, Stop) and piece.opens), None)
    before = pieces[: opens or 0]
    lasted = any(isinstance(piece, Minutes | Bare) for piece in before)
    if lasted and any(isinstance(piece, Doing) for piece in before) and is_general(before):
        raise Unclear(Reason.WHOLE)


def is_general(pieces: Sequence[Piece]) -> bool:
    """Whether it names no more than a place or a kind of activity, such as the gym or a workout."""
    return all(piece.activity.is_general for piece in pieces if isinstance(piece, Doing))


def with_stops(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "10 min yoga 20 min walk": lengths and activities by turns need no comma, if nothing else may belong to both."""
    dated = cut_at_days(pieces)
    if dated:
        return dated
    turns = [type(piece) for piece in pieces if isinstance(piece, Minutes | Bare | Doing)]
    unsure = any(isinstance(piece, Effort | Times | Stop | Aside) for piece in pieces)
    if unsure or not (by_turns(turns, Doing) or (by_turns(turns[1:] + turns[:1], Doing) and is_exact(pieces))):
        return pieces
    return [one for piece in pieces for one in ((Stop(), piece) if isinstance(piece, turns[0]) else (piece,))]


def by_turns(turns: Sequence[type[Piece]], last: type[Piece]) -> bool:
    return list(turns) == [turns[0], last] * (len(turns) // 2)


def is_exact(pieces: Sequence[Piece]) -> bool:
    """Whether none is only where the others were done, as the gym may be in "gym 20 min treadmill 10 min"."""
    return not any(piece.activity.is_general for piece in pieces if isinstance(piece, Doing))


def cut_at_days(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """ "mon 20 walk tue 30 walk": days, lengths and activities by turns. Empty where they are not, or not only."""
    kinds = [Minutes if isinstance(piece, Bare) else type(piece) for piece in pieces]
    first, *rest = kinds[:3]
    if len(kinds) < 6 or kinds != kinds[:3] * (len(kinds) // 3) or {first, *rest} != {Day, Minutes, Doing}:
        return ()
    if first is Day:
        return [one for piece in pieces for one in ((Stop(), piece) if isinstance(piece, Day) else (piece,))]
    if rest[-1] is Day:
        return [one for piece in pieces for one in ((piece, Stop()) if isinstance(piece, Day) else (piece,))]
    return ()


def with_their_days(found: list[list[Piece]]) -> list[list[Piece]]:
    """ "Mon: 30 walk, Tue: 20 yoga": where days and entries come by turns, each day is that of what follows.

    Turned round, "30 walk, Mon, 20 yoga, Tue", each is that of what was before.
    """
    turns = [is_day_alone(part) for part in found]
    by_turns = len(found) > 2 and len(found) % 2 == 0 and turns == [turns[0], not turns[0]] * (len(found) // 2)
    if not by_turns:
        return found
    return [[*one, *other] for one, other in zip(found[::2], found[1::2], strict=True)]


def is_day_alone(pieces: Sequence[Piece]) -> bool:
    return all(isinstance(piece, Day | NotBefore) for piece in pieces)
