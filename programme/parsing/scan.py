"""From a plain text to its pieces: every word of it is known, or reading stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from programme.model import Activity
from programme.parsing.around import AND_I, AROUND, ATTENDED, GREETING, STOPS, somewhere
from programme.parsing.clocks import PATTERNS as CLOCKS
from programme.parsing.days import patterns as day_patterns
from programme.parsing.lengths import PATTERNS as LENGTHS
from programme.parsing.patterns import FAR, HOUR, MINUTE, Pattern, pattern
from programme.parsing.pictures import PATTERNS as PICTURES
from programme.parsing.plain import parts, with_digits
from programme.parsing.refused import PATTERNS as REFUSED
from programme.parsing.refused import why
from programme.parsing.spelling import TIME_WORDS, meant
from programme.parsing.values import LEFT_OPEN, Doing, Gap, Piece, Reason, Scene, Unclear

WORD = re.compile(r"[a-z]+")
UNIT = pattern(rf"{MINUTE}|{HOUR}|{FAR}|steps")
METRES = re.compile(r"(\d{1,3}) m$")
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


def scan_around(text: str, activities: tuple[Activity, ...], today: date) -> list[Piece]:
    """As `scan`, with a gap where something is left open, so that what is around it is known.

    Raises:
        Unclear: there is more than that in the way.
    """
    try:
        return pieces_of(text, activities, today, around=True)
    except Unclear as unclear:
        corrected = with_meant(text, unclear, activities)
        if corrected is None:
            raise
    return scan_around(corrected, activities, today)


def with_meant(text: str, unclear: Unclear, activities: tuple[Activity, ...]) -> str | None:
    """*text* with the word that was not known spelled as it was meant; None where that is not sure."""
    known = words_in(activities)
    if unclear.reason is not Reason.WORD or unclear.word in known:
        return None  # a word that is known, only not here, is no slip
    instead = meant(unclear.word, known)
    return re.sub(rf"\b{unclear.word}\b", instead, text) if instead else None


@lru_cache(maxsize=8)
def words_in(activities: tuple[Activity, ...]) -> frozenset[str]:
    """Every word that a mistyped one may have been meant to be."""
    return TIME_WORDS.union(*(WORD.findall(name.casefold()) for one in activities for name in one.words))


def pieces_of(text: str, activities: tuple[Activity, ...], today: date, *, around: bool = False) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    while place < len(text):
        try:
            piece, place = next_piece(text, place, activities, today)
        except Unclear as unclear:
            if not around:
                raise
            piece, place = gap(text, place, activities, today, unclear)
        if piece is not None:
            pieces.append(piece)
    return pieces


def next_piece(text: str, place: int, activities: tuple[Activity, ...], today: date) -> tuple[Piece | None, int]:
    for one in known_at(text, place, activities, today):
        match = one.shape.match(text, place)
        if match:
            return one.make(match), match.end() + 1
    scene = somewhere(text, place)
    if scene:
        noun = scene.start(1)
        if not any(one.shape.match(text, noun) for one in known_at(text, noun, activities, today)):
            return Scene(), scene.end() + 1
    passed = ATTENDED.match(text, place) or AND_I.match(text, place)
    if passed:
        return None, passed.end() + 1
    raise not_known(text, place)


def gap(text: str, place: int, activities: tuple[Activity, ...], today: date, unclear: Unclear) -> tuple[Piece, int]:
    """What is left open at *place*, with the unit behind it.

    Raises:
        Unclear: it is no single thing that an answer could say.
    """
    found = (one.shape.match(text, place) for one in known_at(text, place, activities, today))
    match = next((one for one in found if one), None)
    if match is None or unclear.reason not in LEFT_OPEN:
        raise unclear
    after = UNIT.match(text, match.end() + 1)
    number = METRES.match(match.group()) if unclear.reason is Reason.METRES else None
    return Gap(unclear.reason, int(number[1]) if number else 0), (after or match).end() + 1


def known_at(text: str, place: int, activities: tuple[Activity, ...], today: date) -> Iterator[Pattern]:
    """What may be at *place*, in the order in which it is tried."""
    names = activity_patterns(activities).get(text[place:].partition(" ")[0], ())
    times = (day_patterns(today), CLOCKS, LENGTHS)
    first = (names, *times) if text[place].isdigit() else (*times, names)  # "5 a side" is no length
    return chain(REFUSED, (GREETING,), *first, AROUND, STOPS, PICTURES)


def not_known(text: str, place: int) -> Unclear:
    word = WORD.match(text, place)
    reason = why(word.group()) if word else Reason.UNCLEAR
    if word is None or reason is not Reason.WORD:
        return Unclear(reason)
    return Unclear(reason, word.group()[:20]) if len(word.group()) >= SHORTEST else Unclear(Reason.UNCLEAR)


@lru_cache(maxsize=8)
def activity_patterns(activities: tuple[Activity, ...]) -> dict[str, tuple[Pattern, ...]]:
    """By their first word, so that many names take no longer; the longest first: "brisk walk" wins over "walk"."""
    named = sorted(
        ((words_of(name), activity) for activity in activities for name in activity.words),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
    firsts = dict.fromkeys(name.split(" ")[0] for name, _ in named)
    return {
        first: tuple(activity_pattern(name, activity) for name, activity in named if name.split(" ")[0] == first)
        for first in firsts
    }


def activity_pattern(name: str, activity: Activity) -> Pattern:
    return Pattern(pattern(re.escape(name).replace(r"\ ", " ")), lambda _: Doing(activity))


def words_of(name: str) -> str:
    """A name of the catalogue as `plain` would write it."""
    return " ".join(with_digits(parts(name.casefold())))
