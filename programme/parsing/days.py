"""Which day: today, yesterday, a weekday, a date in British order. Never the future, never more than 28 days ago."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from programme.parsing.patterns import HOUR, MINUTE, MONTH, MONTHS, Pattern, found, refusing
from programme.parsing.values import DAYS_BACK, Day, Piece, Reason, Unclear

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)"
NAMED = rf"(?:(?:last |this )?{WEEKDAY} (?:, )?(?:the )?)?"
PART_OF_DAY = r"(?: (?:morning|lunchtime|lunch|afternoon|evening|eve|night|am|pm))?"
NTH = r"(\d{1,2})(?: (?:st|nd|rd|th))?"
NO_LENGTH = rf"(?! (?:{MINUTE}|/|(?:of )?(?:an? )?{HOUR})(?: |$))"
"""What makes "1/2 hour" half an hour and not the first of February."""
SITTING = r"(?:for|at|in|on|by|with|down|around|about|through|still|watching|listening)"
"""What makes "sat at my desk" no Saturday, or leaves it open."""
RANK = r"(?<!the )(?:\d{1,2} (?:st|nd|rd|th)(?= [a-z])|\d (?:st|nd|rd|th)(?= \d))"
"""What makes "2nd walk" the second walk, or leaves it open; "the 14th" and "14th: 25 min" are days."""


@lru_cache(maxsize=4)
def patterns(today: date) -> tuple[Pattern, ...]:
    """Everything that says a day, as it is understood on *today* (a local date)."""

    def ago(days: int) -> Day:
        return day(today - timedelta(days=days), today)

    return (
        found(r"(\d{4}) - (\d{1,2}) - (\d{1,2})", lambda m: day(exact(m[1], m[2], m[3]), today)),
        found(rf"{NAMED}(\d{{1,2}}) [/-] (\d{{1,2}}) [/-] (\d{{4}}|\d{{2}})", lambda m: full(m, today)),
        found(rf"{NAMED}(\d{{1,2}})\.(\d{{1,2}}) \. (\d{{4}}|\d{{2}})", lambda m: full(m, today)),
        found(rf"{NAMED}(\d{{1,2}}) / (\d{{1,2}}){NO_LENGTH}", lambda m: of_month(m, today)),
        found(rf"{NAMED}{NTH} (?:of )?({MONTH}) (\d{{4}})", lambda m: full(m, today)),
        found(rf"{NAMED}{NTH} (?:of )?({MONTH})", lambda m: of_month(m, today)),
        found(rf"{NAMED}({MONTH}) (?:the )?{NTH}(?! {MINUTE})", lambda m: month_first(m, today)),
        refusing(RANK, Reason.WHICH_DAY),
        found(rf"{NAMED}(\d{{1,2}}) (?:st|nd|rd|th)", lambda m: nth(m, today)),
        found(r"(?:the )?day before yesterday", lambda _: ago(2)),
        found(rf"(?:yesterday|yest|yday){PART_OF_DAY}|last (?:night|nite|evening)", lambda _: ago(1)),
        found(r"(\d+) days? ago", lambda m: ago(int(m[1])) if len(m[1]) < 4 else too_old()),
        found(r"(?:a|1) week ago(?: today)?", lambda _: ago(7)),
        found(r"(?:a |1 )?fortnight ago(?: today)?", lambda _: ago(14)),
        found(r"(\d+) weeks ago(?: today)?", lambda m: ago(7 * int(m[1])) if len(m[1]) < 4 else too_old()),
        found(r"(?:earlier )?(?:today|tdy|2 day(?= |$)(?! [a-z]))|just now|earlier(?: on)?", lambda _: Day(today)),
        refusing(rf"sat {SITTING}|(?:good|black) friday", Reason.WHICH_DAY),
        found(rf"(?:(last|this) )?{WEEKDAY}{PART_OF_DAY}(?: (?:just|thats) gone)?", lambda m: weekday(m, today)),
        refusing(rf"{WEEKDAY}s", Reason.WHICH_DAY),
        refusing(rf"next (?:week|month|{WEEKDAY})|tomorrow|later", Reason.FUTURE),
        refusing(r"will|gonna|going|plan|planning", Reason.PLAN),
        refusing(
            r"every|each(?! way| time| [,.;]|$)|per|daily|weekly|all day|all week|a (?:day|week|month)"
            r"|(?:this|last|past|all) (?:week|month)|weekends?|(?:the )?other day|recently|lately|usually"
            r"|days?|weeks?|months?",
            Reason.WHICH_DAY,
        ),
    )  # fmt: skip


def day(on: date, today: date) -> Day:
    """*on*, if it can be logged on *today*.

    Raises:
        Unclear: it is to come, or too long ago.
    """
    if on > today:
        raise Unclear(Reason.FUTURE)
    if on < today - timedelta(days=DAYS_BACK):
        raise Unclear(Reason.TOO_OLD)
    return Day(on)


def too_old() -> Piece:
    raise Unclear(Reason.TOO_OLD)


def exact(year: str, month: str, of_month: str) -> date:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        raise Unclear(Reason.NOT_A_DATE) from None


def month_number(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS.index(text[:3]) + 1


def full(match: re.Match[str], today: date) -> Day:
    name, of_month, month, year = match.groups()
    on = exact(year if len(year) == 4 else f"20{year}", str(month_number(month)), of_month)
    return named(name, day(on, today))


def of_month(match: re.Match[str], today: date) -> Day:
    name, of_month, month = match.groups()
    return named(name, latest(int(of_month), month_number(month), today))


def month_first(match: re.Match[str], today: date) -> Day:
    name, month, of_month = match.groups()
    return named(name, latest(int(of_month), month_number(month), today))


def latest(of_month: int, month: int, today: date) -> Day:
    """The last such date that was; said without a year, it is never one of long ago."""
    dates = [one for year in (today.year, today.year - 1) if (one := real(year, month, of_month))]
    if not dates:
        raise Unclear(Reason.NOT_A_DATE)
    past = [one for one in dates if one <= today]
    if past and past[0] >= today - timedelta(days=DAYS_BACK):
        return Day(past[0])
    raise Unclear(Reason.FUTURE if dates[0] > today else Reason.TOO_OLD)


def real(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def nth(match: re.Match[str], today: date) -> Day:
    """ "the 14th": the last one that was."""
    name, of_month = match.groups()
    recent = [today - timedelta(days=back) for back in range(DAYS_BACK + 1)]
    on = next((one for one in recent if one.day == int(of_month)), None)
    if on is None:
        raise Unclear(Reason.NOT_A_DATE if not 1 <= int(of_month) <= 31 else Reason.WHICH_DAY)
    return named(name, Day(on))


def named(name: str | None, on: Day) -> Day:
    """*on*, if it is the weekday that was said with it."""
    if name and WEEKDAYS.index(name[:3]) != on.on.weekday():
        raise Unclear(Reason.WHICH_DAY)
    return on


def weekday(match: re.Match[str], today: date) -> Day:
    """The last one before today. Where that is not certain, such as today's own name, it is asked.

    "last Tuesday" is certain only where the last Tuesday was also last week's.
    """
    which, name = match.groups()
    wanted = WEEKDAYS.index(name[:3])
    back = (today.weekday() - wanted) % 7
    this_week = wanted < today.weekday()
    if which == "this":
        return day(today + timedelta(days=wanted - today.weekday()), today)
    if (which == "last" and this_week) or (which is None and back == 0):
        raise Unclear(Reason.WHICH_DAY)
    return Day(today - timedelta(days=back or 7))
