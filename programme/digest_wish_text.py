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
AND = r" (?:and|&|\+) (?:by )?"
WAYS = (
    (re.compile(rf"\b(?:both(?: ways)?|(?:by )?{CHAT}{AND}{EMAIL}|(?:by )?{EMAIL}{AND}{CHAT})\b"), Way.BOTH),
    (re.compile(r"\b(?:neither|nowhere|never|not at all|no more|stop(?: it)?|off)\b"), Way.NEITHER),
    (re.compile(rf"\b(?:(?:only )?(?:by|in|via|to)(?: the)? )?(?:only )?{EMAIL}(?: only| alone)?(?=$| )"), Way.EMAIL),
    (re.compile(rf"\b(?:(?:only )?(?:by|in|via|to)(?: the)? )?(?:only )?{CHAT}(?: only| alone)?\b"), Way.CHAT),
)  # fmt: skip
"""Both before either, which are parts of it."""
FILLING = re.compile(r"\b(?:every|each|on|please|i'?d like(?: it)?|send it|make it|o'?clock)\b|[,;]")
DAY = rf"(?P<day>{post_text.WEEKDAY})s?"
CLOCK = r"(?:at )?(?P<clock>[0-9].*|noon|midday)"
DAY_AND_CLOCK = re.compile(rf"(?:{DAY})?(?:(?:^| ){CLOCK})?", re.ASCII)
CLOCK_AND_DAY = re.compile(rf"(?:at )?(?P<clock>[0-9][0-9:. apm]*?|noon|midday) {DAY}", re.ASCII)


def read(typed: str, before: DigestWish) -> DigestWish:
    """``Tuesday 9am``, ``Fri``, ``16:00``, ``by e-mail``, ``Fridays at 9am by chat``; what is not said is as *before*.

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
        clock(found["clock"]) if found["clock"] else before.at,
        way or before.way,
    )


def way_in(said: str) -> tuple[Way | None, str]:
    """The way that is named, and what else is said."""
    for pattern, way in WAYS:
        found = pattern.search(said)
        if found:
            return way, f"{said[: found.start()]} {said[found.end() :]}"
    return None, said


def clock(said: str) -> time:
    try:
        return post_text.clock(said)
    except Unusable:
        return refuse()


def refuse() -> NoReturn:
    raise Unusable("when", "not_understood") from None
