"""What is kept of a text that leaves one thing open, and how the next answer completes it; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from programme.model import Activity
from programme.parsing.amounts import the_minutes
from programme.parsing.entries import Moment, check_one_thing, said_day, the_activity
from programme.parsing.values import (
    DAY_OPEN,
    LEFT_OPEN,
    MINUTES_OPEN,
    Aside,
    Bare,
    Day,
    Doing,
    Effort,
    Gap,
    Kept,
    Minutes,
    NotBefore,
    Piece,
    Reason,
    Unclear,
)

BY_STEPS = "walking"
"""What steps are, where nothing else is named."""


def kept(pieces: Sequence[Piece], reason: Reason, now: Moment, activities: tuple[Activity, ...]) -> Kept:
    """What *pieces* say beside what is open, which is *reason* and each gap's.

    Raises:
        Unclear: they may be more than one entry, or leave more open than one answer could say.
    """
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    is_open = {reason, *(gap.reason for gap in gaps)}
    if not is_open <= LEFT_OPEN:
        raise Unclear(reason)
    check_one_length(pieces)
    known = [piece for piece in pieces if not isinstance(piece, Gap)]
    check_one_thing([piece for piece in known if not isinstance(piece, Day | NotBefore)])
    activity = the_activity(known) or (by_steps(known, activities) if Reason.STEPS in is_open else None)
    return Kept(
        activity.id if activity else "",
        the_step(known),
        minutes_or_none(known, activity) if not is_open & MINUTES_OPEN else 0,
        day_or_none(known, now) if not is_open & DAY_OPEN else None,
        max((gap.number for gap in gaps), default=0),
    )


def check_one_length(pieces: Sequence[Piece]) -> None:
    """ "10 min yoga and 20 to 30 min yoga": two lengths are two entries."""
    before = [None, *pieces]
    gaps = sum(isinstance(piece, Gap) and piece.reason in MINUTES_OPEN for piece in pieces)
    lengths = sum(
        isinstance(piece, Minutes | Bare) and not isinstance(last, Gap)
        for last, piece in zip(before, pieces, strict=False)
    )
    if lengths + gaps > 1:
        raise Unclear(Reason.APART)


def by_steps(pieces: Sequence[Piece], activities: tuple[Activity, ...]) -> Activity | None:
    stepped = any(isinstance(piece, Aside) and piece.reason is Reason.STEPS for piece in pieces)
    return find(activities, BY_STEPS) if stepped else None


def find(activities: tuple[Activity, ...], id: str) -> Activity | None:
    return next((one for one in activities if one.id == id), None)


def the_step(pieces: Sequence[Piece]) -> int:
    steps = {piece.step for piece in pieces if isinstance(piece, Effort)}
    if len(steps) > 1:
        raise Unclear(Reason.UNCLEAR)
    return sum(steps)


def minutes_or_none(pieces: Sequence[Piece], activity: Activity | None) -> int:
    try:
        return the_minutes(pieces, activity)
    except Unclear:
        return 0


def day_or_none(pieces: Sequence[Piece], now: Moment) -> date | None:
    try:
        return said_day(pieces, now)
    except Unclear:
        return None


def completed(pieces: list[Piece], before: Kept, activities: tuple[Activity, ...]) -> list[Piece]:
    """The answer's *pieces* with what was kept *before* and they do not say. One that is complete says it all.

    Raises:
        Unclear: it is still open what was done, or a bare number may be minutes or a day of the month.
    """
    lengths = [piece for piece in pieces if isinstance(piece, Minutes | Bare)]
    named = {piece.activity.id for piece in pieces if isinstance(piece, Doing)}
    if lengths and named and (len(lengths) > 1 or before.activity not in named):
        return pieces
    if not named and not before.activity and not before.minutes and lengths:
        raise Unclear(Reason.WHAT)
    check_bare(pieces, before)
    return [*pieces, *what_else(pieces, before, activities)]


def check_bare(pieces: Sequence[Piece], before: Kept) -> None:
    """ "14", where a day is asked for: of the month, or minutes after all."""
    named = any(isinstance(piece, Doing) for piece in pieces)
    if before.activity and before.minutes and not named and any(isinstance(piece, Bare) for piece in pieces):
        raise Unclear(Reason.WHICH_DAY)


def together(pieces: list[Piece], before: Kept | None, activities: tuple[Activity, ...]) -> list[Piece]:
    """What is said now and before, with what is open still.

    Raises:
        Unclear: see `check_bare`.
    """
    if before is None:
        return pieces
    check_bare(pieces, before)
    asks_minutes = any(isinstance(piece, Gap) and piece.reason in MINUTES_OPEN for piece in pieces)
    return [*pieces, *what_else(pieces, replace(before, minutes=0) if asks_minutes else before, activities)]


def what_else(pieces: Sequence[Piece], before: Kept, activities: tuple[Activity, ...]) -> list[Piece]:
    more: list[Piece] = []
    activity = find(activities, before.activity)
    if activity and not any(isinstance(piece, Doing) for piece in pieces):
        more.append(Doing(activity))
        if before.step and not any(isinstance(piece, Effort) for piece in pieces):
            more.append(Effort(before.step))
    if before.minutes and not any(isinstance(piece, Minutes | Bare) for piece in pieces):
        more.append(Minutes(Fraction(before.minutes)))
    if before.on and not any(isinstance(piece, Day) or is_today(piece) for piece in pieces):
        more.append(Day(before.on))
    return more


def is_today(piece: Piece) -> bool:
    return isinstance(piece, NotBefore) and piece.is_today
