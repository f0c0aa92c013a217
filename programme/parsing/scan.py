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
from programme.parsing.spelling import TIME_WORDS, meant
from programme.parsing.values import Doing, Piece, Reason, Scene, Unclear

WORD = re.compile(r"[a-z]+")
BEGINS_WITH_NUMBER = tuple(f"(?:{digit}" for digit in range(10))
"""Names such as "5 a side": their number is no length."""
SHORTEST = 3
"""Letters of a word that is worth naming as the one not known."""


def scan(text: str, activities: tuple[Activity, ...], today: date) -> list[Piece]:
    """The pieces of *text* (from `plain`), in order. A word that is not known is read as what it was meant to be.

    Raises:
        Unclear: a word of it is not known, or says what cannot be logged.
    """
    try:
        return pieces_of(text, activities, today)
    except Unclear as unclear:
        corrected = with_meant(text, unclear, activities)
        if corrected is None:
            raise
    return scan(corrected, activities, today)


def with_meant(text: str, unclear: Unclear, activities: tuple[Activity, ...]) -> str | None:
    """*text* with the word that was not known spelled as it was meant; None where that is not sure."""
    if unclear.reason is not Reason.WORD:
        return None
    instead = meant(unclear.word, words_in(activities))
    return re.sub(rf"\b{unclear.word}\b", instead, text) if instead else None


@lru_cache(maxsize=8)
def words_in(activities: tuple[Activity, ...]) -> frozenset[str]:
    """Every word that a mistyped one may have been meant to be."""
    return TIME_WORDS.union(*(WORD.findall(name.casefold()) for one in activities for name in one.words))


def pieces_of(text: str, activities: tuple[Activity, ...], today: date) -> list[Piece]:
    named = activity_patterns(activities)
    numbered = tuple(one for one in named if one.shape.pattern.startswith(BEGINS_WITH_NUMBER))
    known = (*numbered, *day_patterns(today), *PARTS_OF_DAY, *LENGTHS, *named, *AROUND, *STOPS)
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
