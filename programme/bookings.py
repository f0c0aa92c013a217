"""Places: taken, given up, listed and used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme import reminders, waiting
from programme.cards import as_card
from programme.errors import (
    ConsentNeeded,
    NotAllowed,
    NotBooked,
    NotFound,
    NotYetOpen,
    SessionGone,
    TooLate,
)
from programme.ids import new_id
from programme.limits import check_not_hoarding
from programme.model import Booking, BookingState, Card, Person, Purpose, Session, Visitor
from programme.store import bookings as store
from programme.store import cards, sessions
from programme.store import notices as notice_store
from programme.store.bookings import Attendee, Situation
from programme.store.engine import Reading, Transaction
from programme.store.people import mark_safety_seen


def member(visitor: Visitor) -> tuple[Person, str]:
    """The person and their contact's id.

    Raises:
        NotAllowed: they have not joined, or have left.
    """
    if visitor.person is None or visitor.contact_id is None or Purpose.JOINING not in visitor.consents:
        raise NotAllowed
    return visitor.person, visitor.contact_id


def decide_booking(
    session: Session, situation: Situation, consents: frozenset[Purpose], now: datetime
) -> BookingState | None:
    """What somebody who presses "Book" gets; None: nothing changes, since they have a place or wait for one.

    Whoever is offered a place has it by pressing; so has whoever waits, where there is room.

    Raises:
        SessionGone: it was cancelled.
        TooLate: it has begun.
        ConsentNeeded: it is health-related and that has not been agreed to.
    """
    if session.cancelled_at:
        raise SessionGone
    held = situation.booking.state if situation.booking else BookingState.CANCELLED
    is_free = situation.taken < session.places or held is BookingState.OFFERED
    has_all = held is BookingState.BOOKED or (held is BookingState.WAITING and not is_free)
    if has_all or (held is BookingState.WAITING and now >= session.starts_at):
        return None
    if now >= session.starts_at:
        raise TooLate
    if session.is_health_related and Purpose.HEALTH not in consents:
        raise ConsentNeeded
    return BookingState.BOOKED if is_free else BookingState.WAITING


async def book(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Booking:
    """A place, or one in the queue; pressing again changes nothing. Reminders are planned with it.

    The session's row is locked first, so that whoever books at the same time sees this one's place taken.

    Raises:
        NotFound: no such session for this person.
        SessionGone, TooLate, ConsentNeeded: see `decide_booking`.
        TooManyBookings: they hold as many places as one person may.
        NotAllowed: they are not a member.
    """
    session, situation = await open_to(tx, visitor, session_id, now)
    return await settle(tx, visitor, session, situation, now)


async def take(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Booking:
    """ "Take the place": as `book`, but somebody who is off the list is not put on it again.

    Raises:
        as `book`; NotFound too where they never waited.
    """
    session, situation = await open_to(tx, visitor, session_id, now)
    if situation.booking is None:
        raise NotFound
    if not situation.booking.is_live and situation.taken >= session.places:
        return situation.booking
    return await settle(tx, visitor, session, situation, now)


async def open_to(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> tuple[Session, Situation]:
    """The session, locked, and how things stand there once offers that have run out have gone on to the next."""
    person, _ = member(visitor)
    session = await sessions.lock_open_to(tx, session_id, visitor.employer_id, person.id)
    if session is None:
        raise NotFound
    situation = await store.select_situation(tx, session_id, person.id, now)
    if not is_behind(session, situation, now):
        return session, situation
    await waiting.fill(tx, session, now)
    return session, await store.select_situation(tx, session_id, person.id, now)


def is_behind(session: Session, situation: Situation, now: datetime) -> bool:
    """Whether the queue may have somebody to be served before anybody else is."""
    if situation.last_queue_no == 0:
        return False
    has_lapsed = situation.lapses_at is not None and situation.lapses_at <= now
    return has_lapsed or situation.taken != session.places


async def settle(tx: Transaction, visitor: Visitor, session: Session, situation: Situation, now: datetime) -> Booking:
    """What `decide_booking` decides, kept."""
    person, contact_id = member(visitor)
    state = decide_booking(session, situation, visitor.consents, now)
    held = situation.booking
    if state is None and held:
        return held
    if held and held.is_live:
        booking = await waiting.take(tx, held, now)
    else:
        await check_not_hoarding(tx, situation)
        booking = await store.upsert_booking(tx, new_booking(visitor, session, situation), now)
    if booking.state is BookingState.BOOKED:
        await reminders.plan(tx, Attendee(booking, person, contact_id), session, now)
    if person.safety_seen_at is None:
        await mark_safety_seen(tx, person.id, now)
    return booking


def new_booking(visitor: Visitor, session: Session, situation: Situation) -> Booking:
    """As decided: booked while there is room, else behind the last in the queue."""
    person, _ = member(visitor)
    is_free = situation.taken < session.places
    return Booking(
        id=new_id(),
        session_id=session.id,
        person_id=person.id,
        employer_id=visitor.employer_id,
        state=BookingState.BOOKED if is_free else BookingState.WAITING,
        changes=0,
        queue_no=None if is_free else situation.last_queue_no + 1,
    )


def decide_cancelling(session: Session, booking: Booking, now: datetime) -> bool:
    """Whether there is something to give up; False if it was given up before.

    Raises:
        SessionGone: the session was cancelled while they had a place.
        TooLate: it has begun.
    """
    if not booking.is_live:
        return False
    if session.cancelled_at:
        raise SessionGone
    if now >= session.starts_at:
        raise TooLate
    return True


async def cancel(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Booking:
    """Give up a place or leave the queue; pressing again changes nothing. The place goes to who waits first.

    Raises:
        NotFound: they never had a place there.
        SessionGone, TooLate: see `decide_cancelling`.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    session = await sessions.lock_of(tx, session_id, person.id)
    situation = await store.select_situation(tx, session_id, person.id, now)
    if session is None or situation.booking is None:
        raise NotFound
    if not decide_cancelling(session, situation.booking, now):
        return situation.booking
    return await free(tx, session, situation.booking, now)


async def decline(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Booking:
    """ "No thanks": the offer goes to the next, and they are off the list. A place they have is never given up by it.

    Raises:
        NotFound: they never had a place there, or waited.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    session = await sessions.lock_of(tx, session_id, person.id)
    situation = await store.select_situation(tx, session_id, person.id, now)
    if session is None or situation.booking is None:
        raise NotFound
    if situation.booking.state is not BookingState.OFFERED or not decide_cancelling(session, situation.booking, now):
        return situation.booking
    return await free(tx, session, situation.booking, now)


async def free(tx: Transaction, session: Session, booking: Booking, now: datetime) -> Booking:
    """Under the session's lock: cancel, drop what was to be told, and fill the place if it was one."""
    cancelled = await store.mark_cancelled(tx, session.id, booking.person_id, now)
    await notice_store.mark_dropped_for_booking(tx, booking.id, "not booked", now)
    if booking.state is not BookingState.WAITING:
        await waiting.fill(tx, session, now)
    return cancelled or booking


async def release(tx: Transaction, person_id: str, session_ids: Iterable[str], now: datetime) -> None:
    """Free a person's places at sessions yet to come. In the order of their ids, so that two who do so never
    wait for each other."""
    for session_id in sorted(session_ids):
        session = await sessions.lock_of(tx, session_id, person_id)
        situation = await store.select_situation(tx, session_id, person_id, now)
        if session and situation.booking and situation.booking.is_live:
            await free(tx, session, situation.booking, now)


async def keep_in_calendar(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """They ask for the calendar file, and so are sent another when the session changes; the first time is kept.

    Raises:
        NotFound: no such session for this person.
        NotBooked: they neither have a place nor wait for one.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    listed = await cards.select_card(tx, person.id, visitor.employer_id, session_id)
    if listed is None:
        raise NotFound
    if listed.booking is None or not listed.booking.is_live:
        raise NotBooked
    await store.mark_in_calendar(tx, listed.booking.id, now)


async def mine(reading: Reading, visitor: Visitor, now: datetime) -> list[Card]:
    """Where they have a place or wait, until it is over, soonest first."""
    if visitor.person is None:
        return []
    return [as_card(listed, now) for listed in await cards.select_mine(reading, visitor.person.id, now)]


def decide_joining(card: Card, now: datetime) -> None:
    """Whether the link may be followed now.

    Raises:
        SessionGone, TooLate, NotBooked, NotYetOpen
    """
    if card.booking is None or not card.booking.is_live:
        raise NotBooked
    if card.session.cancelled_at:
        raise SessionGone
    if now >= card.session.ends_at:
        raise TooLate
    if card.booking.state is not BookingState.BOOKED:
        raise NotBooked
    if now < card.session.link_opens_at:
        raise NotYetOpen


async def join(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Card:
    """The card with the link, which counts as having taken part; the first time is kept.

    Raises:
        NotFound: no such session for this person.
        NotBooked, SessionGone, NotYetOpen, TooLate (it is over): see `decide_joining`.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    listed = await cards.select_card(tx, person.id, visitor.employer_id, session_id)
    if listed is None:
        raise NotFound
    card = as_card(listed, now)
    decide_joining(card, now)
    if card.booking and card.booking.joined_at is None:
        await store.mark_joined(tx, card.booking.id, now)
    return card
