"""Nudges: at most one a day for each person, planned from local time, never in quiet hours, time off or on a holiday.

A nudge is a movement break, a look back at the week, or the question how active somebody is. Reminders of booked
sessions are none: they come whatever is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programme import notices, questions
from programme.model import NewNotice, Rhythm
from programme.store import notices as notice_store
from programme.store import rhythms as store
from programme.store.engine import Database, Transaction
from programme.store.rhythms import Reached
from programme.working_days import ONE_DAY, bank_holidays, is_working_day

BREAK, LOOK_BACK, QUESTION = "movement_break", "look_back", "activity_question"
KINDS = (BREAK, LOOK_BACK, QUESTION)
LATE = timedelta(hours=1)
"""A nudge that comes later than this is worth nothing."""
FRIDAY = 4
LOOK_BACK_AT = time(15, 30)
QUESTION_AT = time(10, 0)
AT_ONCE = 200
"""People planned for in one transaction."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What somebody is told on a day, and until when it is worth it (aware UTC)."""

    kind: str
    due_at: datetime
    expires_at: datetime


def decide(rhythm: Rhythm, day: date, zone: ZoneInfo, *, asks: bool = False) -> Planned | None:
    """The one nudge of local *day*; *asks*: the activity question is due, and comes before all else."""
    if day in bank_holidays(day.year) or (rhythm.away and rhythm.away.covers(day)):
        return None
    if asks and is_working_day(day):
        at = rhythm.break_at(day.weekday()) or QUESTION_AT
        return planned(QUESTION, rhythm, day, outside_quiet(rhythm, at), zone)
    if rhythm.looks_back and day.weekday() == FRIDAY:
        return planned(LOOK_BACK, rhythm, day, outside_quiet(rhythm, LOOK_BACK_AT), zone)
    at_break = rhythm.break_at(day.weekday())
    return planned(BREAK, rhythm, day, at_break, zone) if at_break else None


def outside_quiet(rhythm: Rhythm, at: time) -> time:
    """*at*, or where that is in quiet hours, their end."""
    return rhythm.quiet.until if rhythm.quiet.covers(at) else at


def planned(kind: str, rhythm: Rhythm, day: date, at: time, zone: ZoneInfo) -> Planned | None:
    """None where the local clock is in quiet hours then; late ones end with the hour, the day or the noise."""
    due = datetime.combine(day, at, zone).astimezone(UTC)
    if rhythm.quiet.covers(due.astimezone(zone).time()):
        return None
    ends = [datetime.combine(day + ONE_DAY, time(), zone), datetime.combine(day, rhythm.quiet.since, zone)]
    if kind != QUESTION:
        ends.append(due + LATE)
    return Planned(kind, due, min(end.astimezone(UTC) for end in ends if end.astimezone(UTC) > due))


async def plan(tx: Transaction, who: Reached, now: datetime, zone: ZoneInfo) -> Planned | None:
    """Keep today's nudge, unless today has had one: whoever asks, and however often."""
    rhythm = await store.lock_rhythm(tx, who.person_id)
    day = now.astimezone(zone).date()
    if await store.has_been_told(tx, who.contact_id, day):
        return None
    asks = not rhythm.questions_off and await questions.is_due(tx, who.person_id, day)
    found = decide(rhythm, day, zone, asks=asks)
    if found and found.kind == QUESTION and found.due_at <= now:
        found = decide(rhythm, day, zone)
    if found is None or found.expires_at <= now:
        return None
    if found.kind == QUESTION:
        await questions.ask(tx, who.person_id, day)
    new = NewNotice(found.kind, who.contact_id, found.due_at, found.expires_at, facts=day.isoformat())
    await notices.tell(tx, [new], now)
    return found


async def plan_again(tx: Transaction, who: Reached, now: datetime, zone: ZoneInfo) -> None:
    """After another choice: what waits is planned afresh; what was sent today stays the day's only one."""
    for kind in (BREAK, LOOK_BACK):
        await notice_store.mark_dropped_of_kind(tx, who.contact_id, kind, now)
    await plan(tx, who, now, zone)


async def plan_day(database: Database, now: datetime, zone: ZoneInfo) -> int:
    """Today's nudges for everybody; how many were planned. Again on the same day, it adds nothing."""
    day = now.astimezone(zone).date()
    async with database.transaction() as tx:
        await questions.forget_unasked(tx, day)
    async with database.reading() as reading:
        nudged = await store.select_nudged_on(reading, day.weekday(), FRIDAY)
        asked = await store.select_to_ask(reading, day - questions.EVERY) if is_working_day(day) else ()
    everybody = sorted({*nudged, *asked}, key=lambda who: who.person_id)
    found = 0
    for start in range(0, len(everybody), AT_ONCE):
        found += await plan_some(database, everybody[start : start + AT_ONCE], now, zone)
    return found


async def plan_some(database: Database, some: Sequence[Reached], now: datetime, zone: ZoneInfo) -> int:
    async with database.transaction() as tx:
        return sum([await plan(tx, who, now, zone) is not None for who in some])
