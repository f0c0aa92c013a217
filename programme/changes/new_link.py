"""A join link that has changed after it was handed out: the one that counts, told at once and once more."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import notices
from programme.bookings import member
from programme.model import BookingState, NewNotice, Session, Visitor
from programme.store import bookings as booking_store
from programme.store import changes as store
from programme.store.bookings import Attendee
from programme.store.engine import Reading, Transaction

CHANGED = "link_changed"
AGAIN = "link_again"
BEFORE = timedelta(minutes=5)
"""How long before the start those who have not said "Got it" are told again."""


async def is_out(reading: Reading, session: Session, now: datetime) -> bool:
    """Whether somebody may hold the link that *session* had: it has been shown, or somebody was reminded."""
    return now >= session.link_opens_at or await store.was_handed_out(reading, session.id)


async def hand_out(tx: Transaction, before: Session, session: Session, now: datetime) -> None:
    """To everybody booked, where the old one may be out. An earlier new link says nothing any more."""
    if not await is_out(tx, before, now):
        return
    await store.mark_planned_dropped(tx, session.id, (CHANGED, AGAIN), now)
    attendees = await booking_store.select_attendees(tx, session.id)
    booked = [one for one in attendees if one.booking.state is BookingState.BOOKED]
    await notices.tell(tx, [new for one in booked for new in news(one, session, now)], now)


def news(attendee: Attendee, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    again = session.starts_at - BEFORE
    at_once = notice(CHANGED, attendee, session, now)
    return (at_once, notice(AGAIN, attendee, session, again)) if again > now else (at_once,)


def notice(kind: str, attendee: Attendee, session: Session, due: datetime) -> NewNotice:
    return NewNotice(kind, attendee.contact_id, due, session.ends_at, session.id, attendee.booking.id, session.revision)


async def move_along(tx: Transaction, session: Session) -> None:
    """The session has moved: "once more" is five minutes before its new start."""
    await store.mark_moved_along(tx, session.id, AGAIN, session.starts_at - BEFORE, session.ends_at)


async def got_it(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """ "Got it": they are not told again. Saying so twice changes nothing.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    await store.mark_answered(tx, session_id, person.id, AGAIN, now)
