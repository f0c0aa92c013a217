"""Places that people lose without having given them up: freed session by session, and each person is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from programme import bookings, notices
from programme.model import NewNotice, Session
from programme.store import bookings as store
from programme.store import oversight
from programme.store.bookings import Attendee
from programme.store.engine import Transaction


async def take_back(tx: Transaction, lost: Iterable[Attendee], kind: str, now: datetime) -> None:
    """Free each place and tell who had it by a notice of *kind*; *lost* is in the order of the sessions' ids.

    In that order, as in `bookings.release`, so that two who do so never wait for each other.
    """
    for session_id, of_session in groupby(lost, key=lambda one: one.booking.session_id):
        session = await oversight.lock(tx, session_id)
        if session and session.cancelled_at is None:
            for attendee in of_session:
                await take_one_back(tx, session, attendee, kind, now)


async def take_one_back(tx: Transaction, session: Session, attendee: Attendee, kind: str, now: datetime) -> None:
    """Looked at again under the session's lock: somebody may have cancelled meanwhile."""
    situation = await store.select_situation(tx, session.id, attendee.person.id, now)
    if situation.booking and situation.booking.is_live:
        await bookings.free(tx, session, situation.booking, now)
        await notices.tell(tx, [news(kind, session, attendee, now)], now)


def news(kind: str, session: Session, attendee: Attendee, now: datetime) -> NewNotice:
    return NewNotice(
        kind,
        attendee.contact_id,
        now,
        expires_at=session.starts_at,
        session_id=session.id,
        booking_id=attendee.booking.id,
        revision=session.revision,
    )
