"""A calendar entry's dates: one, or those of its rule, at the same time of day whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Event
from icalendar.error import BrokenCalendarProperty
from icalendar.prop import vRecur

from programme.errors import Unusable
from programme.importing.found import MOST_SESSIONS
from programme.new_sessions import FURTHEST

KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"})
"""The parts of a rule (RFC 5545, section 3.3.10) that are understood here; any other is refused, not ignored."""
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
OLDEST = timedelta(days=20 * 366)


def starts(event: Event, moved: Iterable[datetime], zone: ZoneInfo, now: datetime) -> tuple[list[datetime], int]:
    """When the entry's sessions start, aware UTC, and how many repeats are over or more than a year away.

    *moved* are those which another entry of the same UID stands for. A single date is given even if it is over.

    Raises:
        Unusable: "when" (missing, all_day, broken, skipped, doubled), "zone" (unknown), "rule" (unknown, broken,
            no_dates, not_from_start, too_many, too_old).
    """
    first, at = beginning(event, zone)
    if not has_rule(event):
        return [to_utc(first, at)], 0
    taken = {moment.astimezone(at).replace(tzinfo=None) for moment in moved}
    dates = sorted({*by_rule(event, first, at, now), *listed(event, "RDATE", at)} - taken)
    kept = [to_utc(one, at) for one in dates if not is_excluded(one, event, at)]
    coming = [moment for moment in kept if now < moment <= now + FURTHEST]
    if len(coming) > MOST_SESSIONS:
        raise Unusable("rule", "too_many", limit=MOST_SESSIONS)
    return coming, len(kept) - len(coming)


def has_rule(event: Event) -> bool:
    return any(name in event for name in ("RRULE", "RDATE", "EXDATE", "EXRULE"))


def beginning(event: Event, zone: ZoneInfo) -> tuple[datetime, tzinfo]:
    """The local time of DTSTART, and the zone it is local to: *zone* if the file names none."""
    if "DTSTART" not in event:
        raise Unusable("when", "missing")
    moment = value_of(event, "DTSTART")
    if not isinstance(moment, datetime):
        raise Unusable("when", "all_day")
    given: Any = event["DTSTART"]
    if moment.tzinfo is None and (named := given.params.get("TZID")):
        raise Unusable("zone", "unknown", zone=str(named)[:60])
    return moment.replace(tzinfo=None), moment.tzinfo or zone


def value_of(event: Event, name: str) -> object:
    """Raises Unusable: "when" is "broken"."""
    given: Any = event[name]
    try:
        value: object = given.dt
    except (BrokenCalendarProperty, ValueError, AttributeError):
        raise Unusable("when", "broken") from None
    return value


def to_utc(wall: datetime, at: tzinfo) -> datetime:
    """A local time as a moment.

    Raises:
        Unusable: "when": the change of the clocks has "skipped" or "doubled" it.
    """
    moment = wall.replace(tzinfo=at).astimezone(UTC)
    if moment.astimezone(at).replace(tzinfo=None, fold=0) != wall:
        raise Unusable("when", "skipped")
    if wall.replace(tzinfo=at, fold=1).astimezone(UTC) != moment:
        raise Unusable("when", "doubled")
    return moment


def by_rule(event: Event, first: datetime, at: tzinfo, now: datetime) -> Iterator[datetime]:
    """The dates of RRULE up to a year from *now*, the past ones too; just the first if there is no rule."""
    if "EXRULE" in event:
        raise Unusable("rule", "unknown", rule="EXRULE")
    if "RRULE" not in event:
        return iter((first,))
    rule = checked_rule(event)
    end = (now + FURTHEST).astimezone(at).replace(tzinfo=None)
    if first < (now - OLDEST).astimezone(at).replace(tzinfo=None):
        raise Unusable("rule", "too_old")
    until = [local_until(one, at) for one in rule.get("UNTIL", ())]
    parts: Any = vRecur({name: value for name, value in rule.items() if name not in ("COUNT", "UNTIL")})
    ends = min((end, *until)) if first <= end else first
    return islice(dates_of(parts.to_ical().decode(), first, ends), *rule.get("COUNT", (None,)))


def dates_of(rule: str, first: datetime, ends: datetime) -> Iterator[datetime]:
    """Always with an end, so that a rule which never comes true ends too."""
    try:
        dates = iter(rrulestr(f"{rule};UNTIL={ends:%Y%m%dT%H%M%S}", dtstart=first))
        begins = next(dates, None)
    except (ValueError, TypeError, KeyError):
        raise Unusable("rule", "broken") from None
    if begins is None:
        raise Unusable("rule", "no_dates")
    if begins != first:
        raise Unusable("rule", "not_from_start")
    return iter((begins, *islice(dates, 20_000)))


def checked_rule(event: Event) -> vRecur:
    """Raises Unusable: "rule" is "unknown" (its details say what is), "broken" or "too_many"."""
    rule: Any = event["RRULE"]
    if not isinstance(rule, vRecur):
        raise Unusable("rule", "unknown" if isinstance(rule, list) else "broken", rule="two rules")
    strange = [name for name in rule if name not in KNOWN]
    if strange:
        raise Unusable("rule", "unknown", rule=", ".join(strange)[:60])
    if str(rule.get("FREQ", [""])[0]) not in FREQUENCIES:
        raise Unusable("rule", "unknown", rule=str(rule.get("FREQ", [""])[0]))
    if any(number < 1 for name in ("INTERVAL", "COUNT") for number in rule.get(name, ())):
        raise Unusable("rule", "broken")
    if any(number > MOST_SESSIONS for number in rule.get("COUNT", ())):
        raise Unusable("rule", "too_many", limit=MOST_SESSIONS)
    return rule


def local_until(until: date | datetime, at: tzinfo) -> datetime:
    """UNTIL is a moment in UTC, a local time, or a whole day."""
    if not isinstance(until, datetime):
        return datetime(until.year, until.month, until.day, 23, 59, 59)  # noqa: DTZ001 - local, as the rule is
    return until.astimezone(at).replace(tzinfo=None) if until.tzinfo else until


def listed(event: Event, name: str, at: tzinfo) -> set[datetime]:
    """The moments of RDATE or EXDATE as local times; whole days are left to `is_excluded`."""
    found = [value for value in values(event, name) if isinstance(value, datetime)]
    return {value.astimezone(at).replace(tzinfo=None) if value.tzinfo else value for value in found}


def values(event: Event, name: str) -> list[object]:
    """Raises Unusable: "rule" is "broken", or "unknown" (periods)."""
    given: Any = event.get(name, [])
    try:
        found = [one.dt for group in (given if isinstance(given, list) else [given]) for one in group.dts]
    except (BrokenCalendarProperty, ValueError, AttributeError):
        raise Unusable("rule", "broken") from None
    if any(isinstance(value, tuple) for value in found):
        raise Unusable("rule", "unknown", rule=f"{name} with periods")
    return found


def is_excluded(one: datetime, event: Event, at: tzinfo) -> bool:
    """Some programs exclude a whole day instead of the time on it."""
    days = {value for value in values(event, "EXDATE") if not isinstance(value, datetime)}
    return one in listed(event, "EXDATE", at) or one.date() in days
