"""Days and times of movement breaks as people type them; what is not surely understood is refused."""

from __future__ import annotations

import re
from datetime import time

from programme import post_text
from programme.errors import Unusable
from programme.rhythm_text import line

EVERY = {
    **dict.fromkeys(("every day", "each day", "everyday", "daily", "all days"), tuple(range(7))),
    **dict.fromkeys(
        ("weekdays", "every weekday", "each weekday", "all weekdays", "working days", "every working day"),
        tuple(range(5)),
    ),
    **dict.fromkeys(("weekends", "the weekend", "every weekend"), (5, 6)),
}
"""Weekdays (Monday is 0) by what they are called together."""
NAMED = rf"(?:{post_text.WEEKDAY})s?"
AND = r"(?:, ?and |, ?| and | ?& ?| ?\+ ?| ?/ ?)"
TO = r"(?: to | until | till | through | ?[-–—] ?)"
DAYS = (
    rf"(?:on )?(?:(?P<every>{'|'.join(EVERY)})|(?P<since>{NAMED}){TO}(?P<until>{NAMED})"
    rf"|(?:every |each )?(?P<listed>{NAMED}(?:{AND}(?:on )?{NAMED})*))"
)
DAYS_FIRST = re.compile(rf"^{DAYS},? (?P<rest>.+)$")
TIME_FIRST = re.compile(rf"^(?P<rest>.+?),? {DAYS}$")
FULL_HOUR = re.compile(r"^at ([0-9]{1,2})(?: o'?clock)?$")
SURE_HOURS = range(8, 24)
""" "at 3" may be in the afternoon; "at 11" is not at night, or would be "at 23"."""


def break_time(typed: str) -> tuple[time, tuple[int, ...]]:
    """``10:30``, ``every day at 11``, ``Mon and Thu 10:30``: the time, and the weekdays named; none: all chosen ones.

    Raises:
        Unusable: "time" is missing, too_long or not_a_time.
    """
    said = line(typed, "time")
    found = DAYS_FIRST.match(said) or TIME_FIRST.match(said)
    if found is None:
        return clock(said), ()
    return clock(found["rest"]), weekdays(found)


def weekdays(found: re.Match[str]) -> tuple[int, ...]:
    if found["every"]:
        return EVERY[found["every"]]
    if found["listed"]:
        return tuple(sorted({post_text.weekday_number(one) for one in re.findall(post_text.WEEKDAY, found["listed"])}))
    first, last = (post_text.weekday_number(found[end]) for end in ("since", "until"))
    if first >= last:
        raise Unusable("time", "not_a_time")
    return tuple(range(first, last + 1))


def clock(said: str) -> time:
    """A time of day; ``at 11`` is enough where it can only be one."""
    hour = FULL_HOUR.match(said)
    if hour and int(hour[1]) in SURE_HOURS:
        return time(int(hour[1]))
    return post_text.clock(said)
