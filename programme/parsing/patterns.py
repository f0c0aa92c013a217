"""Patterns: what a part of a plain text looks like, and the piece it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from programme.parsing.values import Piece, Reason, Unclear

NUMBER = r"(\d+(?:\.\d+)?)"
MINUTE = r"(?:min|mins|minute|minutes)"
HOUR = r"(?:h|hr|hrs|hour|hours)"
FAR = r"(?:k|km|kms|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|yards?|yds?|lengths?|laps?)"
BUSY = r"(?:(?:teams|zoom|my|work|team|client|online) )?(?:meetings|calls|classes|jobs)"
"""What people move between: no two numbers."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)

Make = Callable[[re.Match[str]], Piece | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    shape: re.Pattern[str]
    make: Make
    """None: the words are known and say nothing that is kept."""


def pattern(shape: str) -> re.Pattern[str]:
    """*shape*, from one space (or the beginning) to the next."""
    return re.compile(rf"(?:{shape})(?= |$)")


def found(shape: str, make: Make) -> Pattern:
    return Pattern(pattern(shape), make)


def passing(shape: str) -> Pattern:
    return Pattern(pattern(shape), lambda _: None)


def refusing(shape: str, reason: Reason) -> Pattern:
    def refuse(_: re.Match[str]) -> Piece | None:
        raise Unclear(reason)

    return Pattern(pattern(shape), refuse)
