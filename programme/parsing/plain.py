"""A typed text made plain: small letters, digits for number words, one space between its parts."""

from __future__ import annotations

import re

from programme.parsing.lengths import MANY
from programme.parsing.pictures import AS_WORDS
from programme.parsing.values import Reason, Unclear
from programme.text import folded

LONGEST = 200
SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "×": " x ", "½": " 1/2 ",
        "¼": " 1/4 ", "¾": " 3/4 ", "&": " and ", "+": " plus ", "(": " ", ")": " ", "!": ".", "~": " ", "@": " at ",
        "=": ":", "#": " ", "•": " ", "·": " ", "“": " ", "”": " ", "…": ".",
    }
)  # fmt: skip
HARMLESS = re.compile(
    "[\U0001f600-\U0001f644\U0001f646-\U0001f64f\U0001f917\U0001f923\U0001f929\U0001f92a\U0001f970\U0001f973-\U0001f976"
    "\U0001f44c\U0001f44d\U0001f44f\U0001f4aa\U0001f389\U0001f38a\U0001f525\U0001f31e\U0001f31f\U0001f3c6\u2600\u263a\u2705"
    "\u2764\u2b50\ufe0f\U0001f3fb-\U0001f3ff\u200d\u2640\u2642\u2728\u2705\u2714\u2600-\u2604\u2614\u26c5\u2744\u23f1\u23f0"
    "\U0001f300-\U0001f330\U0001f332-\U0001f336\U0001f340-\U0001f344\U0001f30a\U0001f32c\U0001f45f\U0001f4a6\U0001f4a8\U0001f4af"
    "\U0001f64c\U0001f64f\U0001f947-\U0001f949\U0001f60e\U0001f62e\U0001f975\U0001f976\U0001f48b\U0001f494-\U0001f49f\U0001f90d\U0001f90e"
    "\U0001f9e1\U0001f31b-\U0001f31e\U0001fae0\U0001f9ca\u26a1]"
)
"""Faces, a thumb up, a strong arm, the weather: they say how it was. Pictures of activities or numbers are none of
these (`pictures`)."""
BULLETS = re.compile(r"(?:^|\n)\s*[-*•–] +(?=\D)|(?:^|\n)\s*[*•] +")
"""At the beginning of a line. A dash before a number may be a minus."""
WITH = re.compile(r"\bw/ ?(?=[a-z])")
OR_SO = re.compile(r"(?<=[a-z]) ?/ ?(?=[a-z0-9])|(?<=\d) ?/ ?(?=[a-z])")
STRANGE = re.compile(r"[^a-z0-9 ,;.:/'-]")
NEGATIVE = re.compile(r"^-\s*\d|(?<!\w)(?<!\d )-\d")
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
POINT_FIRST = re.compile(r"(?<!\w)\.(?=\d)")
JOINED = re.compile(r"(?<=[a-z0-9])-(?=[a-z])")
POSSESSIVE = re.compile(
    r"\b(hour|(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to)?day|half|quarter|week|night|morning|afternoon|evening)'s\b"
)
PART = re.compile(r"\d+\.\d+|\d+|[a-z]+|[,;.:/-]")

UP_TO_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
ONES = {word: n for n, word in enumerate(UP_TO_TEN + TEENS)}
TEN_TIMES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: n * 10 for n, word in enumerate(TEN_TIMES, start=2)}
TIMES_OR_SUM = re.compile(
    rf"\b(?:{'|'.join(TENS)})[ -](?:{'|'.join(UP_TO_TEN[1:10])})[ -]min(?:ute)?[ -](?:[a-z]+ )?{MANY}\b"
)
""" "twenty one minute walks": twenty walks of one minute, or walks of twenty-one."""
BIG = {"hundred": 100, "thousand": 1000}


def plain(typed: str) -> str:
    """The text to read.

    Raises:
        Unclear: it is empty, too long, below zero, a question, has signs that mean nothing here, or a number that
            may be two.
    """
    if len(typed) > LONGEST:
        raise Unclear(Reason.TOO_LONG)
    typed = HARMLESS.sub(" ", BULLETS.sub("\n", typed).strip().translate(AS_WORDS))
    line = folded(typed.replace("\n", ", ")).casefold().translate(SIGNS)
    if not line.strip():
        raise Unclear(Reason.EMPTY)
    if STRANGE.search(line.replace("?", "")):
        raise Unclear(Reason.SYMBOLS)
    if "?" in line:
        raise Unclear(Reason.QUESTION)
    if NEGATIVE.search(line):
        raise Unclear(Reason.OUT_OF_RANGE)
    if TIMES_OR_SUM.search(line):
        raise Unclear(Reason.COUNT)
    return " ".join(with_digits(parts(OR_SO.sub(", ", WITH.sub("with ", line)))))


def parts(line: str) -> list[str]:
    line = POSSESSIVE.sub(r"\1", line).replace("'", "")
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
    elif small is None and words[place] in BIG:
        small = (1, place)
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
