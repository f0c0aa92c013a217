"""The two questions after a session: "Did you make it?" to each who was booked, "How many came?" to who led it."""

from __future__ import annotations

from datetime import timedelta

from programme.model import NewNotice, Session
from programme.store.bookings import Attendee

AFTERWARDS = "afterwards"
HEAD_COUNT = "head_count"
AFTER = timedelta(minutes=5)
"""How long after the end it is asked."""
WORTH_ASKING = timedelta(hours=24)


def did_you_make_it(attendee: Attendee, session: Session) -> NewNotice:
    """Planned with the place and dropped with it; not asked if the session has moved (its revision)."""
    return question(AFTERWARDS, attendee.contact_id, session, attendee.booking.id)


def how_many_came(contact_id: str, session: Session) -> NewNotice:
    return question(HEAD_COUNT, contact_id, session, None)


def question(kind: str, contact_id: str, session: Session, booking_id: str | None) -> NewNotice:
    due = session.ends_at + AFTER
    return NewNotice(
        kind,
        contact_id,
        due,
        expires_at=due + WORTH_ASKING,
        session_id=session.id,
        booking_id=booking_id,
        revision=session.revision,
    )
