"""A typed text made plain: small letters, digits for number words, one space between its parts."""

from __future__ import annotations

import re

from programme.parsing.values import Reason, Unclear
from programme.text import folded

LONGEST = 200
SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "×": " x ", "½": " 1/2 ",
        "¼": " 1/4 ", "¾": " 3/4 ", "&": " and ", "+": " plus ", "(": " ", ")": " ", "!": ".", "~": " ",
    }
)  # fmt: skip
STRANGE = re.compile(r"[^a-z0-9 ,;.:/'-]")
NEGATIVE = re.compile(r"^-\s*\d|(?<!\w)(?<!\d )-\d")
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
POINT_FIRST = re.compile(r"(?<!\w)\.(?=\d)")
JOINED = re.compile(r"(?<=[a-z0-9])-(?=[a-z])")
PART = re.compile(r"\d+\.\d+|\d+|[a-z]+|[,;.:/-]")

UP_TO_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
ONES = {word: n for n, word in enumerate(UP_TO_TEN + TEENS)}
TEN_TIMES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: n * 10 for n, word in enumerate(TEN_TIMES, start=2)}
BIG = {"hundred": 100, "thousand": 1000}


def plain(typed: str) -> str:
    """The text to read.

    Raises:
        Unclear: it is empty, too long, below zero, or has signs that mean nothing here.
    """
    if len(typed) > LONGEST:
        raise Unclear(Reason.TOO_LONG)
    line = folded(typed.replace("\n", ", ")).casefold().translate(SIGNS)
    if not line.strip():
        raise Unclear(Reason.EMPTY)
    if STRANGE.search(line):
        raise Unclear(Reason.SYMBOLS)
    if NEGATIVE.search(line):
        raise Unclear(Reason.OUT_OF_RANGE)
    return " ".join(with_digits(parts(line)))


def parts(line: str) -> list[str]:
    line = line.replace("hour's", "hour").replace("day's", "day").replace("'", "")
    line = THOUSANDS.sub(lambda match: match.group().replace(",", ""), line)
    return PART.findall(JOINED.sub(" ", POINT_FIRST.sub("0.", line)))


def with_digits(words: list[str]) -> list[str]:
    """Number words as digits: "twenty five" is 25, "a hundred and ten" is 110."""
    done: list[str] = []
    place = 0
    while place < len(words):
        found = number_at(words, place)
        done.append(str(found[0]) if found else words[place])
        place = found[1] if found else place + 1
    return done


def number_at(words: list[str], place: int) -> tuple[int, int] | None:
    """The number that begins at *place*, and where it ends."""
    small = below_hundred(words, place)
    if small is None and words[place : place + 1] == ["a"]:
        small = (1, place + 1)
    elif small is None:
        return None
    n, after = small
    scale = BIG.get(words[after]) if after < len(words) else None
    if scale is None:
        return None if words[place] == "a" else small
    return with_rest(words, n * scale, after + 1)


def with_rest(words: list[str], n: int, place: int) -> tuple[int, int]:
    """What follows a hundred: "and ten"."""
    if words[place : place + 1] == ["and"]:
        rest = below_hundred(words, place + 1)
        return (n + rest[0], rest[1]) if rest else (n, place)
    rest = below_hundred(words, place)
    return (n + rest[0], rest[1]) if rest else (n, place)


def below_hundred(words: list[str], place: int) -> tuple[int, int] | None:
    word = words[place] if place < len(words) else ""
    if word in TENS:
        one = ONES.get(words[place + 1], 0) if place + 1 < len(words) else 0
        return (TENS[word] + one, place + 2) if 1 <= one <= 9 else (TENS[word], place + 1)
    return (ONES[word], place + 1) if word in ONES else None
