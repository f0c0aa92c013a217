"""Typing as pressing: the label or number of a choice last shown, a command, a code, or an answer to a question."""

from __future__ import annotations

import re
import unicodedata

from bot.address import Address, to
from bot.updates import split_command
from programme.model import Shown

DECORATION = re.compile(r"[^\w ]+")
NUMBER = re.compile(r"(\d{1,2})[.)]?")
BELOW_ZERO = re.compile(r"(?:^\s*[-\u2010-\u2015\u2212]\s*|(?<=\s)[-\u2010-\u2015\u2212])(?=\d)")
"""A sign that makes another number: "-20 min walk" is no "20 min walk"."""
BETWEEN = r"[\s.\-\u2010-\u2015\u2212]*"
CODE = re.compile(rf"\s*[0-9A-Za-z]{{4}}{BETWEEN}[0-9A-Za-z]{{4}}\s*")
"""Also with the dashes that phones put in place of a hyphen."""
WORD = re.compile(r"\s*[a-z]+\s*|\s*[A-Z][a-z]+\s*")
"""What has the length of a code and is only a word."""
STOP = re.compile(rf"\s*[“\"']?stop{BETWEEN}({CODE.pattern})[”\"']?\.?\s*", re.IGNORECASE)
"""As it stands in e-mails where there are no pages; it may come from anybody, whatever their screen asks."""
NUMBERS_CHOOSE = "#"
"""Before the address of a question to which a bare number is no answer, so that it is a choice's number."""
LONGEST = 4096


def folded(text: str) -> str:
    """Text as it is compared: no case, accents, punctuation or doubled spaces; but a minus stays one."""
    plain = BELOW_ZERO.sub(" minus ", unicodedata.normalize("NFKD", text.casefold()))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(DECORATION.sub(" ", bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).split())


def resolve(typed: str, shown: Shown | None, *, is_command: frozenset[str]) -> tuple[Address, str]:
    """Where *typed* leads, and what is left of it for the handler.

    In this order: a command; the code that ends e-mails; the label of a choice; an answer to the question that the
    screen asked (a number only where it can be one); the number of a choice; something of the form of a code; unknown.
    """
    command = split_command(typed)
    if command:
        name, rest = command
        return (to(name), rest) if name in is_command else (to("unknown"), typed)
    stopping = STOP.fullmatch(typed)
    if stopping and not WORD.fullmatch(stopping[1]):
        return to("stopmail"), stopping[1]
    choices = shown.choices if shown else ()
    pressed = by_label(typed, choices)
    if pressed:
        return Address.parse(pressed), ""
    asks = shown.asks if shown else ""
    pressed = by_number(typed, choices) if not asks or asks.startswith(NUMBERS_CHOOSE) else None
    if pressed:
        return Address.parse(pressed), ""
    if asks and typed:
        return Address.parse(asks.removeprefix(NUMBERS_CHOOSE)), typed[:LONGEST]
    if CODE.fullmatch(typed) and not WORD.fullmatch(typed):
        return to("code"), typed.strip()
    return to("unknown"), typed[:LONGEST]


def by_label(typed: str, choices: tuple[tuple[str, str], ...]) -> str | None:
    wanted = folded(typed)
    return next((address for label, address in choices if wanted and folded(label) == wanted), None)


def by_number(typed: str, choices: tuple[tuple[str, str], ...]) -> str | None:
    match = NUMBER.fullmatch(typed.strip())
    number = int(match.group(1)) if match else 0
    return choices[number - 1][1] if 1 <= number <= len(choices) else None
