"""After a session: who made it, their minutes, and how many the instructor counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import kinds, notices
from programme.asking import how_many_came
from programme.bookings import member
from programme.errors import NotFound, TooLate, Unusable
from programme.ids import new_id
from programme.minutes import check_entries
from programme.model import Booking, Category, Entry, Session, Visitor
from programme.parsing.plain import plain
from programme.parsing.values import DAYS_BACK, Unclear
from programme.store import attendance
from programme.store import minutes as store
from programme.store.engine import Reading, Transaction
from programme.store.sessions import select_session

OUR_SESSION = "session-"
"""What an entry's activity begins with when it is one of our sessions; the kind follows."""
MOST_PEOPLE = 5000


async def made_it(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """ "Yes": they took part, and the session's minutes are logged. Pressed again, nothing changes.

    Minutes of sitting are not minutes moved: a webinar logs none.

    Raises:
        NotFound: they had no place there, or it has not begun.
        TooLate: it is more than 28 days ago.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    booking = await attendance.mark_attended(tx, session_id, person.id, now)
    if booking is None:
        await answered(tx, session_id, person.id)
        return
    session = await ended(tx, session_id, now)
    if session.category is Category.MOVEMENT:
        await log(tx, booking, session, now)


async def log(tx: Transaction, booking: Booking, session: Session, now: datetime) -> None:
    """One entry for the booking, of the employer it was made for, unless the day is full."""
    kind = await kinds.find(tx, session.kind)
    zone = ZoneInfo(session.zone)
    on = session.starts_at.astimezone(zone).date()
    entry = Entry(new_id(), session.minutes, f"{OUR_SESSION}{kind.id}", kind.intensity, on, booking.id)
    logged = await store.select_between(tx, booking.person_id, on, on)
    try:
        check_entries([entry], logged, now.astimezone(zone).date())
    except Unusable:
        return
    await store.insert_entries(tx, (booking.person_id, booking.employer_id), [entry], now)


async def missed_it(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """ "Not this time": neither attendance nor minutes; what an earlier "Yes" had logged is taken back.

    Raises:
        NotFound, NotAllowed: as `made_it`.
    """
    person, _ = member(visitor)
    booking = await attendance.mark_missed(tx, session_id, person.id, now)
    if booking is None:
        raise NotFound
    await store.mark_removed_of_booking(tx, booking.id, now)


async def take_back(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """As if they had not answered yet.

    Raises:
        NotFound, NotAllowed: as `made_it`.
    """
    person, _ = member(visitor)
    booking = await attendance.mark_unanswered(tx, session_id, person.id, now)
    if booking is None:
        raise NotFound
    await store.mark_removed_of_booking(tx, booking.id, now)


async def logged(reading: Reading, visitor: Visitor, session_id: str) -> Entry | None:
    """What their "Yes" has logged; None if nothing.

    Raises:
        NotFound: they have not said that they made it.
    """
    person, _ = member(visitor)
    booking = await answered(reading, session_id, person.id)
    return await store.select_entry_of_booking(reading, booking.id)


async def answered(reading: Reading, session_id: str, person_id: str) -> Booking:
    booking = await attendance.select_booking(reading, session_id, person_id)
    if booking is None or booking.attended_at is None:
        raise NotFound
    return booking


async def ended(tx: Transaction, session_id: str, now: datetime) -> Session:
    session = await select_session(tx, session_id)
    if session is None:
        raise NotFound
    if session.ends_at < now - timedelta(days=DAYS_BACK):
        raise TooLate
    return session


async def plan_head_count(tx: Transaction, session: Session, now: datetime) -> None:
    """Ask whoever leads the session how many came, once it is over. Leading is not attending."""
    contact_id = await attendance.select_contact(tx, session.instructor_id) if session.instructor_id else None
    if contact_id:
        await notices.tell(tx, [how_many_came(contact_id, session)], now)


async def count_heads(tx: Transaction, visitor: Visitor, session_id: str, n: int, now: datetime) -> None:
    """How many came, as the instructor counted; a later count takes the place of an earlier one.

    Raises:
        Unusable: "head_count" is "range" (not 0 to 5,000).
        NotFound: they do not lead that session, or it has not begun.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if not 0 <= n <= MOST_PEOPLE:
        raise Unusable("head_count", "range")
    if not await attendance.mark_head_count(tx, session_id, person.id, n, now):
        raise NotFound


async def led(reading: Reading, visitor: Visitor, session_id: str) -> Session:
    """A session that they lead.

    Raises:
        NotFound: there is none of that id that they lead.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    session = await select_session(reading, session_id)
    if session is None or session.instructor_id != person.id:
        raise NotFound
    return session


def number_in(typed: str) -> int | None:
    """A number of people, in digits or words; None where that is not all there is."""
    try:
        said = plain(typed).rstrip(" .")
    except Unclear:
        return None
    return int(said) if said.isdigit() and len(said) <= 6 else None
