"""Reminders: when they are due, and how they are planned with the place they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programme import notices
from programme.asking import did_you_make_it
from programme.model import NewNotice, Person, Session
from programme.store.bookings import Attendee
from programme.store.engine import Transaction
from programme.working_days import working_day_before

NEAR = "reminder_near"
DAY_BEFORE = "reminder_day_before"
LONG_ENOUGH = 30
"""Minutes from which a session is also reminded of the working day before."""
AFTERNOON = time(16, 0)
OVERTAKEN = timedelta(hours=1)
"""This long before the start the near reminder may come, and one of the day before has nothing left to say."""


def near_due(session: Session, minutes: int) -> datetime | None:
    """*minutes* before the start; None where the reader has switched it off (0)."""
    return session.starts_at - timedelta(minutes=minutes) if minutes else None


def day_before_due(session: Session, zone: ZoneInfo) -> datetime | None:
    """16:00 on the clocks of *zone* on the working day before, as aware UTC; None for short sessions."""
    if session.minutes < LONG_ENOUGH:
        return None
    day = working_day_before(session.starts_at.astimezone(zone).date())
    return datetime.combine(day, AFTERNOON, zone).astimezone(UTC)


def due_times(person: Person, session: Session) -> Iterator[tuple[str, datetime | None]]:
    yield NEAR, near_due(session, person.reminder_minutes)
    if person.day_before_off_at is None:
        yield DAY_BEFORE, day_before_due(session, ZoneInfo(session.zone))


def planned(attendee: Attendee, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    """What somebody who is booked is to be told that is still to come at *now* (aware UTC): the reminders, and
    afterwards "Did you make it?"."""
    before = tuple(
        reminder(kind, attendee, session, due)
        for kind, due in due_times(attendee.person, session)
        if due is not None and due > now
    )
    return (*before, did_you_make_it(attendee, session))


def planned_late(attendee: Attendee, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    """As `planned`; who has just asked for an earlier reminder than there is time for is reminded now."""
    due = near_due(session, attendee.person.reminder_minutes)
    if due is None or due > now or now >= session.starts_at:
        return planned(attendee, session, now)
    return (reminder(NEAR, attendee, session, now), *planned(attendee, session, now))


def reminder(kind: str, attendee: Attendee, session: Session, due: datetime) -> NewNotice:
    return NewNotice(
        kind,
        attendee.contact_id,
        due,
        expires_at=session.starts_at - OVERTAKEN if kind == DAY_BEFORE else session.starts_at,
        session_id=session.id,
        booking_id=attendee.booking.id,
        revision=session.revision,
    )


async def plan(tx: Transaction, attendee: Attendee, session: Session, now: datetime) -> None:
    """Keep the reminders of a booked place, to be sent while the session's revision stays what it is."""
    await notices.tell(tx, planned(attendee, session, now), now)
