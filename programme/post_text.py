"""Days, times, lengths and places as instructors type them; what is not surely understood is refused."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from programme.errors import Unusable
from programme.new_sessions import FURTHEST, MINUTES, PLACES, check_range

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HALF_A_YEAR = timedelta(days=183)
"""A date without a year means next year's only if this year's has gone and that one is nearer than this."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
DAY = (
    r"(?:on )?(?:(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"|(?P<slashed>[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?)"
    rf"|(?:(?P<named>{WEEKDAY}),? )?(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})"
    r"(?:,? (?P<year>20[0-9]{2}))?"
    rf"|(?P<unsure>(?:next|this) {WEEKDAY})|(?P<weekday>{WEEKDAY})|(?P<near>today|tomorrow))"
)
TIME = (
    r"(?:at )?(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?: ?(?P<half>am|pm))?| ?(?P<only_half>am|pm))"
    r"|(?P<noon>noon|midday))"
)
NUMBER = r"-?[0-9][0-9,]{0,11}"
HOURS = r"(?:h|hrs?|hours?)"
MINUTE = r"(?:m|mins?|minutes?)"
LENGTH = (
    rf"(?:(?P<minutes>{NUMBER}) ?{MINUTE}"
    rf"|(?P<hours>{NUMBER}) ?{HOURS}(?: ?(?:and )?(?P<more>[0-9]{{1,2}}) ?{MINUTE})?)"
)
ROOM = rf"(?:for )?(?P<places>{NUMBER}) ?(?:places?|people|spaces?|seats?)"
SPOKEN_LENGTHS = {"half an hour": 30, "an hour": 60, "quarter of an hour": 15, "a quarter of an hour": 15}
BARE = re.compile(NUMBER)
FOUR_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})")
FLAGS = re.IGNORECASE | re.ASCII


def whole(pattern: str, typed: str) -> re.Match[str] | None:
    """The match of all of *typed*, however it is spaced."""
    return re.fullmatch(pattern, " ".join(typed.split()), FLAGS)


def day(typed: str, today: date) -> date:
    """The day that *typed* surely means, from *today* to a year ahead.

    Raises:
        Unusable: for "day": not_a_date, which (it could be two), wrong_weekday, past or too_far.
    """
    found = whole(DAY, typed)
    if found is None:
        raise Unusable("day", "not_a_date")
    meant = meant_day(found, today)
    if meant < today:
        raise Unusable("day", "past")
    if meant > today + FURTHEST:
        raise Unusable("day", "too_far")
    return meant


def meant_day(found: re.Match[str], today: date) -> date:
    if found["near"]:
        return today + timedelta(days=int(found["near"].lower() == "tomorrow"))
    if found["unsure"]:
        raise Unusable("day", "which")
    if found["weekday"]:
        return next_weekday(found["weekday"], today)
    meant = dated(*day_month_year(found), today)
    if found["named"] and meant.weekday() != weekday_number(found["named"]):
        raise Unusable("day", "wrong_weekday")
    return meant


def weekday_number(name: str) -> int:
    return WEEKDAYS.index(name[:3].lower())


def next_weekday(name: str, today: date) -> date:
    """On a Tuesday, "Tue" may be today or in a week: not surely understood."""
    ahead = (weekday_number(name) - today.weekday()) % 7
    if ahead == 0:
        raise Unusable("day", "which")
    return today + timedelta(days=ahead)


def day_month_year(found: re.Match[str]) -> tuple[int, int, int | None]:
    """British order; a year of two digits is of this century; None where there is no year."""
    if found["iso"]:
        year, month, nth = found["iso"].split("-")
        return int(nth), int(month), int(year)
    if found["slashed"]:
        nth, month, *rest = found["slashed"].split("/")
        year = f"20{rest[0]}" if rest and len(rest[0]) == 2 else "".join(rest)
        return int(nth), int(month), int(year) if year else None
    in_year = MONTHS.index(found["month"][:3].lower()) + 1
    return int(found["nth"]), in_year, int(found["year"]) if found["year"] else None


def dated(nth: int, month: int, year: int | None, today: date) -> date:
    if year is not None:
        return real_date(year, month, nth)
    try:
        this_year = date(today.year, month, nth)
    except ValueError:
        this_year = None
    if this_year and this_year >= today:
        return this_year
    next_year = real_date(today.year + 1, month, nth)
    return this_year if this_year and next_year > today + HALF_A_YEAR else next_year


def real_date(year: int, month: int, nth: int) -> date:
    try:
        return date(year, month, nth)
    except ValueError:
        raise Unusable("day", "not_a_date") from None


def clock(typed: str) -> time:
    """A time of day: 12:30, 12.30, 9am, noon, and where it stands alone 1230.

    Raises:
        Unusable: "time" is not_a_time.
    """
    found, digits = whole(TIME, typed), FOUR_DIGITS.fullmatch(typed.strip())
    if digits:
        return real_time(int(digits[1]), int(digits[2]))
    if found is None:
        raise Unusable("time", "not_a_time")
    if found["noon"]:
        return time(12)
    half = (found["half"] or found["only_half"] or "").lower()
    hour = int(found["hour"])
    if half and not 1 <= hour <= 12:
        raise Unusable("time", "not_a_time")
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return real_time(hour, int(found["minute"] or 0))


def real_time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unusable("time", "not_a_time") from None


def length(typed: str) -> int:
    """Minutes: 10, 10 min, 1 hour, 1 h 30 min, half an hour.

    Raises:
        Unusable: "minutes" is not_a_number or out of range.
    """
    said = " ".join(typed.lower().split())
    found = whole(LENGTH, typed)
    if said in SPOKEN_LENGTHS:
        minutes = SPOKEN_LENGTHS[said]
    elif found:
        minutes = in_minutes(found)
    else:
        minutes = bare(said, "minutes")
    check_range("minutes", minutes, MINUTES)
    return minutes


def in_minutes(found: re.Match[str]) -> int:
    if found["minutes"]:
        return number(found["minutes"])
    return number(found["hours"]) * 60 + int(found["more"] or 0)


def room(typed: str) -> int:
    """How many places: 20, 20 places, 20 people.

    Raises:
        Unusable: "places" is not_a_number or out of range.
    """
    found = whole(ROOM, typed)
    places = number(found["places"]) if found else bare(typed.strip(), "places")
    check_range("places", places, PLACES)
    return places


def bare(typed: str, field: str) -> int:
    if BARE.fullmatch(typed) is None:
        raise Unusable(field, "not_a_number")
    return number(typed)


def number(digits: str) -> int:
    return int(digits.replace(",", ""))
