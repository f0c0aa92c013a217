"""What each person has chosen about being reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from programme import notices, reminders
from programme.bookings import member
from programme.errors import Unusable
from programme.model import BookingState, Person, Visitor
from programme.store import notices as notice_store
from programme.store import people as store
from programme.store.bookings import Attendee
from programme.store.cards import select_mine
from programme.store.engine import Transaction

REMINDER_CHOICES = (0, 5, 10, 15, 30, 60)
"""Minutes before the start; 0 is off."""


async def set_reminder(tx: Transaction, visitor: Visitor, minutes: int, now: datetime) -> None:
    """Remind *minutes* before the start from now on, of what is booked already too.

    Raises:
        Unusable: "minutes" is none of the choices.
        NotAllowed: they are not a member.
    """
    person, contact_id = member(visitor)
    if minutes not in REMINDER_CHOICES:
        raise Unusable("minutes", "range", choices=REMINDER_CHOICES)
    await store.mark_reminder(tx, person.id, minutes)
    await plan_again(tx, replace(person, reminder_minutes=minutes), contact_id, reminders.NEAR, now)


async def set_day_before(tx: Transaction, visitor: Visitor, on: bool, now: datetime) -> None:
    """Remind of longer sessions on the working day before, or do not, from now on.

    Raises:
        NotAllowed: they are not a member.
    """
    person, contact_id = member(visitor)
    off_at = None if on else now
    await store.mark_day_before(tx, person.id, off_at)
    await plan_again(tx, replace(person, day_before_off_at=off_at), contact_id, reminders.DAY_BEFORE, now)


async def plan_again(tx: Transaction, person: Person, contact_id: str, kind: str, now: datetime) -> None:
    """Put new reminders of one kind in place of those that wait, for every booked place."""
    await notice_store.mark_dropped_of_kind(tx, contact_id, kind, now)
    listed = await select_mine(tx, person.id, now)
    wanted = [
        new
        for one in listed
        if one.booking and one.booking.state is BookingState.BOOKED
        for new in reminders.planned_late(Attendee(one.booking, person, contact_id), one.session, now)
        if new.kind == kind
    ]
    await notices.tell(tx, wanted, now)
