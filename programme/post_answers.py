"""What somebody typed at one step of the form for a new session, as the answer that is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from programme import post_text
from programme.errors import Unusable
from programme.new_sessions import SERIES_LIMIT, SPEAKERS_LIMIT, TITLE_LIMIT, checked_link
from programme.series import typed as series_text
from programme.text import clean

NOTHING = frozenset({"none", "nobody", "-"})
YES = frozenset({"yes", "y", "yes please"})
NO = frozenset({"no", "n", "no thanks"})


def read(step: str, typed: str, today: date) -> str:
    """The answer that *typed* surely gives to *step*.

    Raises:
        Unusable: it gives none; *field* is the step.
    """
    reader = READERS.get(step)
    if reader is None:
        raise Unusable(step, "unknown")
    return reader(typed, today)


def yes_or_no(typed: str) -> str:
    said = typed.strip().casefold().rstrip(".!")
    if said not in YES | NO:
        raise Unusable("health", "not_yes_or_no")
    return "yes" if said in YES else "no"


def optional(typed: str, step: str, limit: int) -> str:
    return "" if typed.strip().casefold() in NOTHING else clean(typed, step, limit)


READERS: dict[str, Callable[[str, date], str]] = {
    "title": lambda typed, _today: clean(typed, "title", TITLE_LIMIT),
    "day": lambda typed, today: post_text.day(typed, today).isoformat(),
    "days": lambda typed, _today: series_text.as_text(series_text.weekdays(typed)),
    "first": lambda typed, today: post_text.day(typed, today).isoformat(),
    "last": series_text.last,
    "holidays": lambda typed, _today: series_text.holidays(typed),
    "time": lambda typed, _today: f"{post_text.clock(typed):%H:%M}",
    "minutes": lambda typed, _today: str(post_text.length(typed)),
    "places": lambda typed, _today: str(post_text.room(typed)),
    "link": lambda typed, _today: checked_link(typed),
    "health": lambda typed, _today: yes_or_no(typed),
    "speakers": lambda typed, _today: optional(typed, "speakers", SPEAKERS_LIMIT),
    "series": lambda typed, _today: optional(typed, "series", SERIES_LIMIT),
}
