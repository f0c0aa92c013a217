"""From a plain text to its pieces: every word of it is known, or reading stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from programme.model import Activity
from programme.parsing.around import AROUND, STOPS, somewhere
from programme.parsing.days import PARTS_OF_DAY
from programme.parsing.days import patterns as day_patterns
from programme.parsing.lengths import PATTERNS as LENGTHS
from programme.parsing.patterns import Pattern, pattern
from programme.parsing.plain import parts, with_digits
from programme.parsing.values import Doing, Piece, Reason, Scene, Unclear

WORD = re.compile(r"[a-z]+")
SHORTEST = 3
"""Letters of a word that is worth naming as the one not known."""


def scan(text: str, activities: tuple[Activity, ...], today: date) -> list[Piece]:
    """The pieces of *text* (from `plain`), in order.

    Raises:
        Unclear: a word of it is not known, or says what cannot be logged.
    """
    known = (*day_patterns(today), *PARTS_OF_DAY, *LENGTHS, *activity_patterns(activities), *AROUND, *STOPS)
    pieces: list[Piece] = []
    place = 0
    while place < len(text):
        piece, place = next_piece(text, place, known)
        if piece is not None:
            pieces.append(piece)
    return pieces


def next_piece(text: str, place: int, known: Sequence[Pattern]) -> tuple[Piece | None, int]:
    for one in known:
        match = one.shape.match(text, place)
        if match:
            return one.make(match), match.end() + 1
    scene = somewhere(text, place)
    if scene and not any(one.shape.match(text, scene.start(1)) for one in known):
        return Scene(), scene.end() + 1
    word = WORD.match(text, place)
    if word is None or len(word.group()) < SHORTEST:
        raise Unclear(Reason.UNCLEAR)
    raise Unclear(Reason.WORD, word.group()[:20])


@lru_cache(maxsize=8)
def activity_patterns(activities: tuple[Activity, ...]) -> tuple[Pattern, ...]:
    """The longest names first, so that "brisk walk" wins over "walk"."""
    named = [(words_of(name), activity) for activity in activities for name in activity.words]
    named.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple(activity_pattern(name, activity) for name, activity in named)


def activity_pattern(name: str, activity: Activity) -> Pattern:
    return Pattern(pattern(re.escape(name).replace(r"\ ", " ")), lambda _: Doing(activity))


def words_of(name: str) -> str:
    """A name of the catalogue as `plain` would write it."""
    return " ".join(with_digits(parts(name.casefold())))
