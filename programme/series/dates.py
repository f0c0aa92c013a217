"""Single dates of a series, left out or added by whoever leads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from programme import audit, classes, sessions
from programme.errors import NotFound, Unusable
from programme.model import Gap, Occurrence, Series, Visitor
from programme.new_sessions import FURTHEST
from programme.series.extending import extend
from programme.series.rule import CLOCKS, is_date, left_out, local_date, occurrence, shown
from programme.store import changes
from programme.store import series as store
from programme.store.engine import Reading, Transaction


@dataclass(frozen=True, slots=True)
class Dates:
    """A series, and its dates of the next eight weeks with those that are left out."""

    series: Series
    coming: tuple[Occurrence, ...]


async def of_session(reading: Reading, visitor: Visitor, session_id: str, now: datetime) -> Dates:
    """The series that one of their own sessions belongs to.

    Raises:
        NotFound: it belongs to none, or they do not lead the series.
    """
    led = await classes.one(reading, visitor, session_id)
    found = await store.select_series(reading, led.session.series_id) if led.session.series_id else None
    series = owned(found, visitor)
    return Dates(series, tuple(with_reason(series, one) for one in shown(series.rule, now)))


def with_reason(series: Series, one: Occurrence) -> Occurrence:
    """A date left out because of the clocks is kept as dropped; the reason is still told."""
    if one.gap is not Gap.DROPPED:
        return one
    undropped = occurrence(replace(series.rule, dropped=frozenset()), one.on)
    return undropped if undropped.gap in CLOCKS else one


def owned(series: Series | None, visitor: Visitor) -> Series:
    """Raises NotFound: there is none, or somebody else leads it."""
    if series is None or visitor.person is None or series.instructor_id != visitor.person.id:
        raise NotFound
    return series


async def locked(tx: Transaction, visitor: Visitor, session_id: str) -> Series:
    led = await classes.one(tx, visitor, session_id)
    return owned(await store.lock_series(tx, led.session.series_id) if led.session.series_id else None, visitor)


async def drop(tx: Transaction, visitor: Visitor, session_id: str, on: date, now: datetime) -> Series:
    """Leave a date out; if its session is on the timetable it is cancelled, and everybody booked is told.

    Raises:
        NotFound: no series of theirs.
        Unusable: "date" is past, or not_in_series (any more).
    """
    series = await locked(tx, visitor, session_id)
    if on < local_date(series.rule, now):
        raise Unusable("date", "past")
    if not is_date(series.rule, on) or left_out(series.rule, on):
        raise Unusable("date", "not_in_series")
    actor = classes.leader(visitor)
    there = await changes.select_in_slot(tx, series.id, on)
    if there:
        await sessions.cancel(tx, there, "", actor, now)
    await store.upsert_exception(tx, series.id, on, "dropped")
    await audit.record(tx, actor, "series date dropped", series.id, now)
    return series


async def add(tx: Transaction, visitor: Visitor, session_id: str, on: date, now: datetime) -> Series:
    """Have a session on a date besides, or on one that was left out.

    Raises:
        NotFound: no series of theirs.
        Unusable: "date" is past, too_far, already there, cancelled (its session was, and stays so), ended (the
            series has), or its time is skipped or doubled by the change of the clocks.
    """
    series = await locked(tx, visitor, session_id)
    check_addable(series, on, now)
    slots = await store.select_slots(tx, series.id, on)
    if on.isoformat() in slots:
        raise Unusable("date", "already" if slots[on.isoformat()] else "cancelled")
    await store.upsert_exception(tx, series.id, on, "added")
    await audit.record(tx, classes.leader(visitor), "series date added", series.id, now)
    await extend(tx, series.id, now)
    return series


def check_addable(series: Series, on: date, now: datetime) -> None:
    today = local_date(series.rule, now)
    if series.ended_at:
        raise Unusable("date", "ended")
    if on > today + FURTHEST:
        raise Unusable("date", "too_far")
    if is_date(series.rule, on) and not left_out(series.rule, on):
        raise Unusable("date", "already")
    rule = replace(series.rule, dropped=series.rule.dropped - {on}, added=series.rule.added | {on})
    found = occurrence(rule, on)
    if found.gap in CLOCKS:
        raise Unusable("date", str(found.gap))
    if found.starts_at is None or found.starts_at <= now:
        raise Unusable("date", "past")
