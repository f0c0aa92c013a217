"""A workplace leaves the programme: its people become individuals, and its ways in are shut."""

from __future__ import annotations

from datetime import datetime

from programme import audit, employers, lost_places, notices
from programme.model import Employer, NewNotice
from programme.store import bookings, invitations, memberships, oversight, roles
from programme.store import employers as store
from programme.store.engine import Reading, Transaction

NOTICE = "place_ended"


async def close(tx: Transaction, employer_id: str, actor: str, now: datetime) -> Employer:
    """Close a workplace; closing again changes nothing.

    Its invitations end first: who is coming in by one holds its row, and so is seen among the members after.
    Memberships end before places are freed, so that none of these goes to a colleague who waits.

    Raises:
        EmployerUnknown: there never was one.
    """
    if not await store.mark_closed(tx, employer_id, now):
        return await employers.open_or_closed(tx, employer_id)
    await invitations.mark_all_revoked(tx, employer_id, now)
    await end_contacts(tx, employer_id, now)
    lost = await bookings.select_lost_with(tx, employer_id, now)
    await memberships.mark_all_ended(tx, employer_id, now)
    await lost_places.take_back(tx, lost, NOTICE, now)
    await bookings.mark_without_employer(tx, employer_id, now)
    await audit.record(tx, actor, "employer closed", employer_id, now)
    return await employers.open_or_closed(tx, employer_id)


async def end_contacts(tx: Transaction, employer_id: str, now: datetime) -> None:
    """The HR contacts' role ends, and their menus with it."""
    chats = await roles.mark_all_revoked_at(tx, employer_id, now)
    await notices.tell(tx, [NewNotice("menu", contact_id, now) for contact_id in chats], now)


async def sessions_only_for(reading: Reading, employer_id: str, now: datetime) -> int:
    """How many sessions to come are for that workplace alone; they stay on the timetable when it closes."""
    return await oversight.count_only_for(reading, employer_id, now)
