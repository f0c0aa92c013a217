"""The weekdays of a series as instructors type them; a rule that is not surely understood is refused."""

from __future__ import annotations

import re
from datetime import date

from programme.errors import Unusable
from programme.post_text import DAY, FLAGS, WEEKDAY, WEEKDAYS, meant_day, whole

NOTHING = frozenset({"", "none", "no days", "-"})
MONDAY_TO_FRIDAY = frozenset(range(5))
SPOKEN = {
    "weekdays": MONDAY_TO_FRIDAY,
    "every weekday": MONDAY_TO_FRIDAY,
    "every working day": MONDAY_TO_FRIDAY,
    "every day": frozenset(range(7)),
    "daily": frozenset(range(7)),
}
NO_END = "none"
NO_ENDS = frozenset({"none", "no end", "never", "-"})
HOLIDAYS = {
    "skip": "skip",
    "leave them out": "skip",
    "no": "skip",
    "keep": "keep",
    "keep them": "keep",
    "yes": "keep",
}
EVERY = re.compile(r"^(?:every|each|on)\s+", FLAGS)
BETWEEN = re.compile(r"\s*(?:,\s*and|,|;|&|\+|/|\band\b)\s*", FLAGS)
ONE = re.compile(rf"(?:every |on )?({WEEKDAY})s?", FLAGS)
SPAN = re.compile(rf"({WEEKDAY})\s*(?:-|–|to)\s*({WEEKDAY})", FLAGS)


def weekdays(typed: str) -> frozenset[int]:
    """The days that *typed* names, Monday being 0: "Tue and Thu", "Mon-Fri", "weekdays", "every Tuesday".

    Raises:
        Unusable: "days" is no_days, or unknown_rule where there is more to it ("every second Tuesday").
    """
    said = " ".join(typed.split()).casefold().rstrip(".")
    if said in NOTHING:
        raise Unusable("days", "no_days")
    if said in SPOKEN:
        return SPOKEN[said]
    found: frozenset[int] = frozenset()
    for part in BETWEEN.split(EVERY.sub("", said)):
        found |= days_in(part)
    return found


def days_in(part: str) -> frozenset[int]:
    if span := SPAN.fullmatch(part):
        first, last = number(span[1]), number(span[2])
        return frozenset(day % 7 for day in range(first, last + 1 + 7 * (last < first)))
    if one := ONE.fullmatch(part):
        return frozenset({number(one[1])})
    raise Unusable("days", "unknown_rule")


def number(name: str) -> int:
    return WEEKDAYS.index(name[:3])


def as_text(days: frozenset[int]) -> str:
    """As a form and the record keep them: ``tue,thu``."""
    return ",".join(WEEKDAYS[day] for day in sorted(days))


def from_text(text: str) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(name) for name in text.split(",") if name)


def last(typed: str, today: date) -> str:
    """The last date of a series, however far ahead, or "none".

    Raises:
        Unusable: "last" is not_a_date, which (it could be two), wrong_weekday or past.
    """
    if typed.strip().casefold() in NO_ENDS:
        return NO_END
    found = whole(DAY, typed)
    if found is None:
        raise Unusable("last", "not_a_date")
    meant = meant_day(found, today)
    if meant < today:
        raise Unusable("last", "past")
    return meant.isoformat()


def holidays(typed: str) -> str:
    """Whether sessions stand on bank holidays: "keep" or "skip"."""
    said = HOLIDAYS.get(typed.strip().casefold().rstrip("."))
    if said is None:
        raise Unusable("holidays", "unknown")
    return said
