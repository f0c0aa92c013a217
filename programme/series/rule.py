"""Which local dates a weekly rule has, and the moment of each: the wall clock holds, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from programme import local
from programme.errors import Unusable
from programme.model import Gap, Occurrence, Rule
from programme.working_days import bank_holidays

ONE_DAY = timedelta(days=1)
MOST = 2000
"""Sessions in one series: weekly for 38 years, or every day for five."""
AHEAD = timedelta(weeks=8)
"""How far ahead the sessions of a series are on the timetable."""
FIRST_WEEK = timedelta(days=6)
CLOCKS = frozenset({Gap.SKIPPED, Gap.DOUBLED})
CLOCK_GAPS = {"skipped": Gap.SKIPPED, "doubled": Gap.DOUBLED}


def check(rule: Rule) -> None:
    """Whether there can be such a series.

    Raises:
        Unusable: "days" is no_days; "last" is before_start, too_many (over 2,000 sessions) or no_dates (bank
            holidays and dropped dates leave none).
    """
    if not rule.weekdays:
        raise Unusable("days", "no_days")
    if rule.last_on is None:
        return
    if rule.last_on < rule.first_on:
        raise Unusable("last", "before_start")
    if sum(1 for _ in islice(weekdays_of(rule, rule.first_on, rule.last_on), MOST + 1)) > MOST:
        raise Unusable("last", "too_many", limit=MOST)
    if not any(one.starts_at for one in occurrences(rule, rule.first_on, rule.last_on)):
        raise Unusable("last", "no_dates")


def weekdays_of(rule: Rule, since: date, until: date) -> Iterator[date]:
    """The dates of its weekdays from *since* to *until*, both included, whatever else the rule says."""
    day = since
    while day <= until:
        if day.weekday() in rule.weekdays:
            yield day
        day += ONE_DAY


def occurrences(rule: Rule, since: date, until: date) -> Iterator[Occurrence]:
    """Its dates from *since* to *until*, both included, in order, those left out among them."""
    day = since
    while day <= until:
        if is_date(rule, day):
            yield occurrence(rule, day)
        day += ONE_DAY


def is_date(rule: Rule, day: date) -> bool:
    """Whether *day* is one of its weekdays while it lasts, or was added to it."""
    lasts = rule.first_on <= day and (rule.last_on is None or day <= rule.last_on)
    return day in rule.added or (lasts and day.weekday() in rule.weekdays)


def occurrence(rule: Rule, day: date) -> Occurrence:
    gap = left_out(rule, day)
    if gap:
        return Occurrence(day, None, gap)
    try:
        return Occurrence(day, local.parse(f"{day} {rule.at:%H:%M}", ZoneInfo(rule.zone)))
    except Unusable as refusal:
        return Occurrence(day, None, CLOCK_GAPS[refusal.problem])


def left_out(rule: Rule, day: date) -> Gap | None:
    if day in rule.dropped:
        return Gap.DROPPED
    is_kept = rule.keeps_holidays or day in rule.added
    return Gap.HOLIDAY if not is_kept and day in bank_holidays(day.year) else None


def check_clocks(rule: Rule, now: datetime) -> None:
    """Raises Unusable: "time" is skipped or doubled on a date that would be put on the timetable now."""
    for one in shown(rule, now):
        if one.gap in CLOCKS:
            raise Unusable("time", str(one.gap), on=one.on)


def shown(rule: Rule, now: datetime) -> tuple[Occurrence, ...]:
    """Its dates from today on, eight weeks ahead; of one that begins later, the first week."""
    today = local_date(rule, now)
    return tuple(occurrences(rule, today, max(today + AHEAD, rule.first_on + FIRST_WEEK)))


def local_date(rule: Rule, now: datetime) -> date:
    return now.astimezone(ZoneInfo(rule.zone)).date()
