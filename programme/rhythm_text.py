"""Time off and quiet hours as people type them; what is not surely understood is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from programme import post_text
from programme.errors import Unusable
from programme.model import Away, Quiet
from programme.text import folded

LONGEST = 100
ME = r"^(?:(?:i am|i'?m|i will be|i'?ll be|i have been|i'?ve been|i feel|i'?m feeling|sorry,? i'?m) )?"
ILL = (
    r"(?:(?:off(?: work)? |on )?(?:sick(?: leave)?|signed off(?: sick| work)?)"
    r"|(?:off(?: work)? |feeling )?(?:ill|poorly|unwell|not (?:very |so |feeling )?(?:well|great)))"
)
"""That somebody is, and never with what: only the days are kept."""
OFF = (
    rf"(?:{ILL}|off(?: work)?|away|out of (?:the )?office|ooo|not (?:in|at work|working)|(?:annual )?leave|holidays?"
    r"|on (?:my )?(?:leave|holidays?|hols|annual leave|vacation))"
)
OPENING = re.compile(
    ME + rf"(?:(?:{OFF}|out|no (?:more )?nudges|pause(?: (?:my |the |all )?nudges)?)(?: please)?(?: |$))?"
)
NO_MORE = r"(?: any ?more| today| now)?$"
NOT_OFF = re.compile(
    ME + r"(?:not (?:off|away|ill|sick|on leave|on holiday)|back(?: at work| in| now)?|better|well again)" + NO_MORE
)
IS_ILL = re.compile(ME + ILL + r"(?= |$)")
SAYS_OFF = re.compile(rf"\b(?:{OFF}|annual leave|time off|(?:back|returning)(?= |$)|no (?:more )?nudges|pause)(?= |$)")
UNTIL_A_DAY = re.compile(rf"^(?:until|till|til) (?:{post_text.WEEKDAY}|tomorrow|next week)")
A_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
"""A date is no time of day, and there is nothing else here that has one."""
BACK = re.compile(ME + r"(?:back|returning)(?: at work| in)?(?: on)? (?P<day>.+)$")
BETWEEN = re.compile(
    r"^(?:from )?(?P<first>.+?)(?: (?:until|till|til|through|to|-) | ?[–—] ?|(?<=[a-z])-(?=[0-9]))(?P<last>.+)$"
)
NTH = r"(?:the )?{}(?:st|nd|rd|th)?"
SAME_MONTH = re.compile(
    rf"^(?:from )?{NTH.format('(?P<first>[0-9]{1,2})')} ?(?:-|–|—|to|until|till|til|through) ?"
    rf"{NTH.format('(?P<last>[0-9]{1,2})')} (?P<month>(?:of )?{post_text.MONTH}(?:,? 20[0-9]{{2}})?)$"
)
""" "24-26 November": the month is said once."""
LENGTH = re.compile(r"^(?:for )?(?P<n>a|one|two|three|four|[0-9]{1,2}) (?P<unit>day|week)s?$")
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
UNTIL = re.compile(r"^(?:until|till|til|to|through)(?: and including)? (?P<day>.+)$")
HOURS = re.compile(r"^(?:from )?(?P<since>.+?) ?(?:until|till|til|to|and|–|—|-) ?(?P<until>.+)$")
ENDS = {"this week": 6, "the rest of this week": 6, "next week": 13}
"""Days from this week's Monday to the last day off."""


def line(typed: str, field: str) -> str:
    """Raises: Unusable: *field* is "missing" or "too_long"."""
    kept = folded(typed).lower().replace("’", "'").strip(" .!")
    if not kept:
        raise Unusable(field, "missing")
    if len(kept) > LONGEST:
        raise Unusable(field, "too_long")
    return kept


def away(typed: str, today: date) -> Away:
    """``until 4 Jan``, ``21 Dec to 4 Jan``, ``back on 5 Jan``, ``this week``: the days off, both ends included.

    Raises:
        Unusable: "day" is missing, too_long, not_a_date, which, wrong_weekday, past, too_far, until when is not said
            ("how_long"), or it ends before it begins ("order").
    """
    said = line(typed, "day")
    back = BACK.match(said)
    if back:
        return up_to(coming(back["day"], today) - timedelta(days=1), today)
    opened = said
    said = SAME_MONTH.sub(r"\g<first> \g<month> to \g<last> \g<month>", OPENING.sub("", said, count=1).strip())
    if not said:
        raise Unusable("day", "how_long")
    if said in ENDS:
        monday = today - timedelta(days=today.weekday())
        first = monday + timedelta(weeks=1) if said == "next week" else today
        return Away(first, monday + timedelta(days=ENDS[said]))
    length, until = LENGTH.match(said), UNTIL.match(said)
    if length:
        return for_days(length["n"], length["unit"], today)
    if until:
        return up_to(coming(until["day"], today), today)
    if said != opened and (only := the_day(said, today)):
        return only
    return between(said, today)


def coming(typed: str, today: date) -> date:
    """The day that something lasts until: a weekday's name is the next one after today, which it can't be.

    Raises:
        Unusable: as `post_text.day`.
    """
    if post_text.whole(rf"(?:on )?{post_text.WEEKDAY}", typed):
        tomorrow = today + timedelta(days=1)
        name = typed.removeprefix("on ")
        return tomorrow + timedelta(days=(post_text.weekday_number(name) - tomorrow.weekday()) % 7)
    return post_text.day(typed, today)


def the_day(said: str, today: date) -> Away | None:
    """ "off on Friday": that day alone, where "4 Jan" is an answer to "until when"; None: it is no single day.

    Raises:
        Unusable: as `away`.
    """
    if BETWEEN.match(said):
        return None
    day = post_text.day(said.removeprefix("on "), today)
    return Away(day, day)


def is_time_off(typed: str) -> bool:
    """Whether it is about days off, and not about a time of day, when typed where either might be."""
    said = folded(typed).lower().replace("’", "'").strip(" .!")
    return any(shape.search(said) for shape in (SAYS_OFF, UNTIL_A_DAY, A_MONTH))


def is_ill(typed: str) -> bool:
    """Whether it says that they are not well, which is answered kindly and not kept."""
    return bool(IS_ILL.match(folded(typed).lower().replace("’", "'").strip(" .!")))


def is_back(typed: str) -> bool:
    """``I'm back``, ``not off any more``: time off is over."""
    return bool(NOT_OFF.match(folded(typed).lower().replace("’", "'").strip(" .!")))


def for_days(n: str, unit: str, today: date) -> Away:
    """Today is the first of them. Raises: Unusable: "day" is "past", since it is for no days at all."""
    days = NUMBERS[n] if n in NUMBERS else int(n)
    return up_to(today + timedelta(days=days * (7 if unit == "week" else 1) - 1), today)


def between(said: str, today: date) -> Away:
    found = BETWEEN.match(said)
    if found is None:
        return up_to(post_text.day(said, today), today)
    first = post_text.day(found["first"], today)
    try:
        last = post_text.day(found["last"], first)
    except Unusable as refusal:
        raise Unusable("day", "order" if refusal.problem == "past" else refusal.problem) from None
    return Away(first, last)


def up_to(last: date, today: date) -> Away:
    if last < today:
        raise Unusable("day", "past")
    return Away(today, last)


def quiet(typed: str) -> Quiet:
    """``20:00 to 07:00``, ``9pm-7am``.

    Raises:
        Unusable: "quiet" is missing, too_long, not_a_time, or "same" at both ends.
    """
    found = HOURS.match(line(typed, "quiet"))
    if found is None:
        raise Unusable("quiet", "not_a_time")
    since, until = post_text.clock(found["since"]), post_text.clock(found["until"])
    if since == until:
        raise Unusable("quiet", "same")
    return Quiet(since, until)
