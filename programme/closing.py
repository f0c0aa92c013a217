"""A workplace leaves the programme: its people become individuals, and its ways in are shut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from programme import audit, bookings, employers, notices
from programme.model import Employer, NewNotice
from programme.store import bookings as booking_store
from programme.store import employers as store
from programme.store import invitations, memberships, roles, sessions
from programme.store.bookings import Attendee
from programme.store.engine import Reading, Transaction


async def close(tx: Transaction, employer_id: str, actor: str, now: datetime) -> Employer:
    """Close a workplace; closing again changes nothing.

    Invitations go first: somebody who is coming in by one holds its row, and is seen among the members after.
    Memberships end before places are freed, so that no place goes to somebody else of the same workplace.

    Raises:
        EmployerUnknown: there never was one.
    """
    if not await store.mark_closed(tx, employer_id, now):
        return await employers.open_or_closed(tx, employer_id)
    await invitations.mark_all_revoked(tx, employer_id, now)
    contacts = await roles.mark_revoked_at(tx, employer_id, now)
    await notices.tell(tx, [NewNotice("menu", contact_id, now) for contact_id in contacts], now)
    lost = await booking_store.select_lost_with(tx, employer_id, now)
    await memberships.mark_all_ended(tx, employer_id, now)
    await give_up(tx, lost, now)
    await booking_store.mark_without_employer(tx, employer_id, now)
    await audit.record(tx, actor, "employer closed", employer_id, now)
    return await employers.open_or_closed(tx, employer_id)


async def give_up(tx: Transaction, lost: Iterable[Attendee], now: datetime) -> None:
    """Free places session by session, in the order of their ids as `bookings.release` does, and tell who had them."""
    for session_id, of_session in groupby(lost, key=lambda one: one.booking.session_id):
        session = await sessions.lock(tx, session_id)
        if session is None:
            continue
        for attendee in of_session:
            situation = await booking_store.select_situation(tx, session_id, attendee.person.id)
            if situation.booking and situation.booking.is_live:
                await bookings.free(tx, session, situation.booking, now)
                await notices.tell(tx, [notices.about_lost_place("place_ended", attendee, session, now)], now)


async def sessions_only_for(reading: Reading, employer_id: str, now: datetime) -> int:
    """How many sessions to come nobody but this workplace may book; they stay on the timetable."""
    return await sessions.count_only_for(reading, employer_id, now)
