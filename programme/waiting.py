"""The waiting list: first come, first served, in the transaction that frees a place."""

from __future__ import annotations

from datetime import datetime

from programme import notices, reminders
from programme.model import NewNotice, Session
from programme.store import bookings as store
from programme.store.bookings import Attendee, Queue
from programme.store.engine import Transaction


def first_in_line(queue: Queue, places: int) -> tuple[Attendee, ...]:
    """Those for whom there is room, in the order in which they came."""
    return queue.waiting[: max(0, places - queue.taken)]


async def fill(tx: Transaction, session: Session, now: datetime) -> tuple[Attendee, ...]:
    """Give free places to those who wait and may come, and tell them; never once the session has begun.

    The caller holds the session's lock.
    """
    if session.cancelled_at or now >= session.starts_at:
        return ()
    promoted = first_in_line(await store.select_queue(tx, session.id, session.places), session.places)
    if promoted:
        await store.mark_promoted(tx, [one.booking.id for one in promoted], now)
        await notices.tell(tx, [new for one in promoted for new in news(one, session, now)], now)
    return promoted


def news(attendee: Attendee, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    """That the place is theirs, and the reminders that come with it."""
    told = NewNotice(
        "promoted",
        attendee.contact_id,
        now,
        expires_at=session.ends_at,
        session_id=session.id,
        booking_id=attendee.booking.id,
        revision=session.revision,
    )
    return (told, *reminders.planned(attendee, session, now))
