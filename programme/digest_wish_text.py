"""When and where the message with the figures should come, as people type it; what is not surely meant is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import NoReturn

from programme import post_text
from programme.errors import Unusable
from programme.model import DigestWish, Way
from programme.rhythm_text import line

CHAT = r"(?:chat|telegram|here)"
EMAIL = r"(?:e-? ?mails?|mail)"
BY = r"(?:(?:only )?(?:by|in|via|to)(?: the| this)? )?(?:only )?"
AND = r" (?:and|&|\+) (?:by )?"
WAYS = (
    (re.compile(rf"\b(?:both(?: ways)?|(?:by )?{CHAT}{AND}{EMAIL}|(?:by )?{EMAIL}{AND}{CHAT})\b"), Way.BOTH),
    (re.compile(r"\b(?:neither|nowhere|never|not at all|no more|stop(?: it)?|off)\b"), Way.NEITHER),
    (re.compile(rf"\b{BY}{EMAIL}(?: only| alone)?(?=$| )"), Way.EMAIL),
    (re.compile(rf"\b{BY}{CHAT}(?: only| alone)?\b"), Way.CHAT),
)
"""Both before either, which are parts of it."""
FILLING = re.compile(r"\b(?:every|each|on|please|i'?d like(?: it)?|send it|make it)\b|[,;]")
DAY = rf"(?P<day>{post_text.WEEKDAY})s?"
CLOCK = r"(?P<clock>(?:at )?(?:[0-9].*|noon|midday))"
DAY_AND_CLOCK = re.compile(rf"(?:{DAY})?(?:(?:^| ){CLOCK})?", re.ASCII)
CLOCK_AND_DAY = re.compile(rf"(?P<clock>(?:at )?(?:[0-9][0-9:. apm]*?(?: ?o'?clock)?|noon|midday)) {DAY}", re.ASCII)
HOUR = re.compile(r"(?P<at>at )?(?P<hour>[0-9]{1,2})(?P<oclock> ?o'?clock)?", re.ASCII)
"""An hour alone, which may be a button's number unless something beside it says that it is a time."""
FIRST_OF_DAY = 7
"""Hours alone from 7 to 12 are before noon, from 1 to 6 after it: when people are at work."""


def read(typed: str, before: DigestWish) -> DigestWish:
    """``Tuesday 9am``, ``Fri at 9``, ``16:00``, ``by e-mail``, ``Fridays at 9am by chat``; the rest is as *before*.

    Raises:
        Unusable: "when" is missing, too_long or not_understood.
    """
    said = line(typed, "when")
    way, rest = way_in(said)
    rest = " ".join(FILLING.sub(" ", rest).split())
    if not rest:
        return replace(before, way=way) if way else refuse()
    found = CLOCK_AND_DAY.fullmatch(rest) or DAY_AND_CLOCK.fullmatch(rest)
    if found is None:
        return refuse()
    return DigestWish(
        post_text.weekday_number(found["day"]) if found["day"] else before.weekday,
        clock(found["clock"], has_day=bool(found["day"])) if found["clock"] else before.at,
        way or before.way,
    )


def way_in(said: str) -> tuple[Way | None, str]:
    """The way that is named, and what else is said."""
    for pattern, way in WAYS:
        found = pattern.search(said)
        if found:
            return way, f"{said[: found.start()]} {said[found.end() :]}"
    return None, said


def clock(said: str, *, has_day: bool) -> time:
    """``9am``, ``14:30``, ``noon``; ``at 9``, and ``9`` beside a day. Raises: Unusable: "when" is not_understood."""
    hour = HOUR.fullmatch(said)
    if hour and (has_day or hour["at"] or hour["oclock"]) and 1 <= int(hour["hour"]) <= 12:
        alone = int(hour["hour"])
        return time(alone if alone >= FIRST_OF_DAY else alone + 12)
    try:
        return post_text.clock(said)
    except Unusable:
        return refuse()


def refuse() -> NoReturn:
    raise Unusable("when", "not_understood") from None
