"""The part of the form for a new session that makes it every week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from programme.errors import Unusable
from programme.model import Draft, Rule
from programme.series.rule import check, check_clocks
from programme.series.typed import NO_END, as_text, from_text

WEEKLY = "weekly"
ITS_FIELDS = frozenset({"repeats", "weekdays", "days", "first", "last", "holidays"})
NOON = time(12)
"""Stands in while the time has not been said."""


def is_weekly(draft: Draft) -> bool:
    return draft.get("repeats") == WEEKLY


def begun(draft: Draft) -> Draft:
    """Every week instead of on one day; bank holidays are left out unless somebody says otherwise."""
    kept = {name: value for name, value in draft.fields if name != "day"}
    return replace(draft, fields=tuple({**kept, "repeats": WEEKLY, "holidays": "skip"}.items()))


def ended(draft: Draft) -> Draft:
    """On one day after all."""
    return replace(draft, fields=tuple(field for field in draft.fields if field[0] not in ITS_FIELDS))


def chosen(draft: Draft) -> frozenset[int]:
    """The weekdays that have been pressed so far."""
    return from_text(draft.get("weekdays") or draft.get("days") or "")


def toggled(draft: Draft, day: int) -> Draft:
    """One weekday in or out; which they are is open again until it is said that they are all."""
    kept = {name: value for name, value in draft.fields if name != "days"}
    return replace(draft, fields=tuple({**kept, "weekdays": as_text(chosen(draft) ^ {day})}.items()))


def rule(draft: Draft, zone: ZoneInfo) -> Rule:
    """Of a form in which the days and the first date are said."""
    last, at = draft.get("last"), draft.get("time")
    return Rule(
        weekdays=from_text(draft.get("days") or ""),
        at=time.fromisoformat(at) if at else NOON,
        first_on=date.fromisoformat(draft.get("first") or ""),
        last_on=date.fromisoformat(last) if last and last != NO_END else None,
        keeps_holidays=draft.get("holidays") == "keep",
        zone=zone.key,
    )


def check_rule(draft: Draft, zone: ZoneInfo) -> None:
    """As far as it is said.

    Raises:
        Unusable: as in `series.rule.check`.
    """
    if draft.get("days") and draft.get("first"):
        check(rule(draft, zone))


def clash(draft: Draft, now: datetime, zone: ZoneInfo) -> str:
    """Why its time cannot be on its dates: skipped or doubled; empty where it can, or something is missing."""
    if not (draft.get("days") and draft.get("first") and draft.get("time")):
        return ""
    try:
        check_clocks(rule(draft, zone), now)
    except Unusable as refusal:
        return refusal.problem
    return ""
