"""A timetable as an iCalendar file: each entry makes one session, or one for each date of its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from programme.errors import Refusal, Unusable
from programme.importing.found import MOST_BYTES, MOST_SESSIONS, Found
from programme.importing.repeats import starts, value_of
from programme.model import NewSession, Sensitivity
from programme.text import folded

ADDRESS = re.compile(r"https?://[^\s<>\"']+")
LINK_IN = ("URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "LOCATION", "DESCRIPTION")
"""Where calendars keep the link, the likeliest first. Nothing else of the last two is taken over: what surrounds a
link there is often its password, and descriptions are for everybody."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What calendar entries do not say."""

    kind: str | None
    """Where none of an entry's categories names one."""
    places: int | None
    link: str | None = None
    """Where an entry has none."""
    sensitivity: Sensitivity | None = None
    employers: tuple[str, ...] = ()


def read(content: bytes, usual: Usual, kinds: Iterable[str], zone: ZoneInfo, now: datetime) -> tuple[Found, ...]:
    """What each entry makes; those that are cancelled make nothing and are left out.

    Raises:
        Unusable: the "file" as a whole: too_large, not_a_calendar, empty or too_many.
    """
    if len(content) > MOST_BYTES:
        raise Unusable("file", "too_large", limit=MOST_BYTES)
    try:
        events = [event for calendar in Calendar.from_ical(content, multiple=True) for event in calendar.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, AttributeError):
        raise Unusable("file", "not_a_calendar") from None
    moved = moved_by_uid(events)
    known = frozenset(kinds)
    found = tuple(
        found_in(row, event, usual, known, moved, (zone, now))
        for row, event in enumerate(events, start=1)
        if isinstance(event, Event) and text(event, "STATUS").upper() != "CANCELLED"
    )
    return checked(found)


def checked(found: tuple[Found, ...]) -> tuple[Found, ...]:
    if not found:
        raise Unusable("file", "empty")
    if sum(len(one.sessions) for one in found) > MOST_SESSIONS:
        raise Unusable("file", "too_many", limit=MOST_SESSIONS)
    return found


def moved_by_uid(events: Iterable[object]) -> Mapping[str, list[datetime]]:
    """The repeats that have an entry of their own (RECURRENCE-ID), by their series."""
    moved: dict[str, list[datetime]] = {}
    for event in events:
        if isinstance(event, Event) and "RECURRENCE-ID" in event:
            moment = replaced(event)
            if moment:
                moved.setdefault(text(event, "UID"), []).append(moment)
    return moved


def replaced(event: Event) -> datetime | None:
    """The repeat that an entry stands for; None if that cannot be read (the entry says so when it is read itself)."""
    try:
        moment = value_of(event, "RECURRENCE-ID")
    except Unusable:
        return None
    return moment if isinstance(moment, datetime) else None


def found_in(
    row: int,
    event: Event,
    usual: Usual,
    kinds: frozenset[str],
    moved: Mapping[str, list[datetime]],
    here: tuple[ZoneInfo, datetime],
) -> Found:
    """*here* is the zone of the programme and the time now."""
    title = folded(text(event, "SUMMARY"))[:60]
    zone, now = here
    try:
        if "RECURRENCE-ID" in event and "RRULE" in event:
            raise Unusable("rule", "unknown", rule="RECURRENCE-ID with RRULE")
        moments, left_out = starts(event, of_series(event, moved), zone, now)
        sessions = tuple(session_of(event, moment, usual, kinds, zone) for moment in moments)
        return Found(row, title, sessions, usual.employers, left_out)
    except Refusal as refusal:
        return Found(row, title, refusal=refusal)


def of_series(event: Event, moved: Mapping[str, list[datetime]]) -> list[datetime]:
    return [] if "RECURRENCE-ID" in event else moved.get(text(event, "UID"), [])


def session_of(event: Event, moment: datetime, usual: Usual, kinds: frozenset[str], zone: ZoneInfo) -> NewSession:
    kind = next((name for name in categories(event) if name in kinds), usual.kind)
    if kind is None:
        raise Unusable("kind", "missing")
    if usual.places is None:
        raise Unusable("places", "missing")
    return NewSession(
        title=text(event, "SUMMARY"),
        kind=kind,
        starts_at=moment,
        minutes=minutes_of(event),
        places=usual.places,
        link=link_of(event) or usual.link or "",
        sensitivity=usual.sensitivity,
        zone=zone.key,
    )


def text(event: Event, name: str) -> str:
    """As it stands, one line after another where there are several; empty where there is none."""
    value = event.get(name, "")
    return " ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def categories(event: Event) -> list[str]:
    given: Any = event.get("CATEGORIES", [])
    groups = given if isinstance(given, list) else [given]
    return [str(name).strip().lower() for group in groups for name in getattr(group, "cats", ())]


def minutes_of(event: Event) -> int:
    """Raises Unusable: "minutes" is missing or not_whole."""
    if "DURATION" in event:
        length = value_of(event, "DURATION")
    elif "DTEND" in event:
        length = between(value_of(event, "DTSTART"), value_of(event, "DTEND"))
    else:
        raise Unusable("minutes", "missing")
    if not isinstance(length, timedelta) or length % timedelta(minutes=1):
        raise Unusable("minutes", "not_whole")
    return int(length / timedelta(minutes=1))


def between(start: object, end: object) -> timedelta | None:
    """None where the two cannot be compared: a day and a time, or a zone on one of them only."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    if start.tzinfo is None or end.tzinfo is None:
        return end - start if start.tzinfo is end.tzinfo else None
    return timedelta(seconds=end.timestamp() - start.timestamp())


def link_of(event: Event) -> str:
    for name in LINK_IN:
        found = ADDRESS.search(text(event, name))
        if found:
            return found[0].rstrip(".,;)")
    return ""
