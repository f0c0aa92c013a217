"""The waiting list: first come, first served, in the transaction that frees a place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from programme import notices, reminders
from programme.model import Booking, BookingState, NewNotice, Session
from programme.store import notices as notice_store
from programme.store import waiting as store
from programme.store.bookings import Attendee
from programme.store.engine import Database, Transaction
from programme.store.oversight import lock
from programme.store.waiting import Waiter

ALONE = timedelta(hours=1)
"""How long before the start a place stops being given without asking."""
TOGETHER = timedelta(minutes=10)
"""How long before the start everyone who waits is told at once."""
SHARE = 8
"""An offer stands for one part in so many of the time left."""
LEAST = timedelta(minutes=3)
MOST = timedelta(days=1)
"""Weeks ahead, nobody keeps a place from others for longer."""

OFFERED, OPEN, OVER = "offered", "place_open", "offer_over"
CLASH = "clash"


class Way(Enum):
    """How a place that comes free reaches those who wait."""

    GIVE = auto()
    OFFER = auto()
    TELL_ALL = auto()
    NOT_AT_ALL = auto()


def way(session: Session, now: datetime) -> Way:
    left = session.starts_at - now
    if session.cancelled_at or left <= timedelta(0):
        return Way.NOT_AT_ALL
    if left <= TOGETHER:
        return Way.TELL_ALL
    return Way.OFFER if left < ALONE else Way.GIVE


def offered_until(session: Session, now: datetime) -> datetime:
    """When an offer made *now* (aware UTC) runs out: sooner and sooner towards the start, never after it."""
    window = min(max((session.starts_at - now) / SHARE, LEAST), MOST)
    return min(now + window, session.starts_at)


def to_give(queue: Sequence[Waiter], held: Collection[str]) -> tuple[Attendee, ...]:
    """Who gets the place without being asked: those who have nothing else at that time, and are *held*, so that
    nobody else is giving them something at that time just now."""
    return tuple(one.attendee for one in queue if not one.clashes and one.attendee.person.id in held)


async def fill(tx: Transaction, session: Session, now: datetime) -> tuple[Attendee, ...]:
    """Let free places go to those who wait and may come, and tell them; never once the session has begun.

    An hour and more before the start they are given, and these are returned; whoever is booked on something else at
    that time is asked instead. Later each is offered; in the last ten minutes everyone is told and the first has it.
    Offers that have run out end here. The caller holds the session's lock; calling it again changes nothing.
    """
    if session.cancelled_at:
        return ()
    how, free = way(session, now), session.places - await taken(tx, session, now)
    if how is Way.NOT_AT_ALL or free == 0:
        return ()
    if free < 0:
        await store.mark_withdrawn(tx, session.id, -free)
        return ()
    if how is Way.TELL_ALL:
        await tell_all(tx, session, now)
        return ()
    return await give_or_offer(tx, session, free, now)


async def taken(tx: Transaction, session: Session, now: datetime) -> int:
    """Places booked or on offer, once the offers that have run out are ended."""
    room = await store.select_room(tx, session.id)
    if room.offered and await end_offers(tx, session, now):
        room = await store.select_room(tx, session.id)
    return room.taken


async def end_offers(tx: Transaction, session: Session, now: datetime) -> bool:
    """Whether any has run out. Who was asked is off the list, and told so; who could not be asked waits again."""
    over = await store.mark_lapsed(tx, session.id, now)
    unasked = await store.mark_unasked(tx, session.id, now)
    if now < session.starts_at:
        told = [news(OVER, one.contact_id, one.booking_id, session, now, session.starts_at) for one in over]
        await notices.tell(tx, told, now)
    return bool(over or unasked)


async def give_or_offer(tx: Transaction, session: Session, free: int, now: datetime) -> tuple[Attendee, ...]:
    gives = way(session, now) is Way.GIVE
    held = await store.hold_first(tx, session.id, free) if gives else frozenset[str]()
    queue = await store.select_queue(tx, session.id, free)
    given = to_give(queue, held)
    served = {one.booking.id for one in given}
    asked = [one for one in queue if one.attendee.booking.id not in served]
    await give(tx, given, session, now)
    await offer(tx, asked, session, now)
    return given


async def give(tx: Transaction, given: Sequence[Attendee], session: Session, now: datetime) -> None:
    if given:
        await store.mark_promoted(tx, [one.booking.id for one in given], now)
        await notices.tell(tx, [new for one in given for new in good_news(one, session, now)], now)


async def offer(tx: Transaction, asked: Sequence[Waiter], session: Session, now: datetime) -> None:
    """Who is booked on something else at that time is told so."""
    if asked:
        until = offered_until(session, now)
        await store.mark_offered(tx, [one.attendee.booking.id for one in asked], until)
        await notices.tell(tx, [question(one, session, now, until) for one in asked], now)


def question(waiter: Waiter, session: Session, now: datetime, until: datetime) -> NewNotice:
    asked = news(OFFERED, waiter.attendee.contact_id, waiter.attendee.booking.id, session, now, until)
    return replace(asked, facts=CLASH) if waiter.clashes else asked


async def tell_all(tx: Transaction, session: Session, now: datetime) -> None:
    """Everyone who waits, unless they know of a free place already."""
    untold = await store.select_untold(tx, session.id)
    told = [news(OPEN, one.contact_id, one.booking.id, session, now, session.starts_at) for one in untold]
    await notices.tell(tx, told, now)


async def take(tx: Transaction, held: Booking, now: datetime) -> Booking:
    """A place for somebody who is offered one, or waits while there is room; the caller has decided that."""
    await store.mark_promoted(tx, [held.id], now)
    await notice_store.mark_dropped_for_booking(tx, held.id, "answered", now)
    return replace(held, state=BookingState.BOOKED, queue_no=None, offered_until=None, changes=held.changes + 1)


def good_news(attendee: Attendee, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    """That the place is theirs, and the reminders that come with it."""
    told = news("promoted", attendee.contact_id, attendee.booking.id, session, now, session.ends_at)
    return (told, *reminders.planned(attendee, session, now))


def news(
    kind: str, contact_id: str, booking_id: str, session: Session, now: datetime, expires_at: datetime
) -> NewNotice:
    return NewNotice(kind, contact_id, now, expires_at, session.id, booking_id, session.revision)


async def move_on(database: Database, now: datetime) -> int:
    """Whatever offer has run out anywhere goes on to the next; how many sessions had one.

    Read from the record each time, so that a clock that was moved or a machine that was off misses nothing.
    """
    async with database.reading() as reading:
        due = await store.select_with_ended_offers(reading, now)
    for session_id in due:
        async with database.transaction() as tx:
            session = await lock(tx, session_id)
            if session:
                await fill(tx, session, now)
    return len(due)


async def reachable_again(tx: Transaction, person_id: str, now: datetime) -> None:
    """Whoever could not be told of a place and now can: what is free where they wait is theirs to have."""
    for session_id in await store.select_waiting_of(tx, person_id, now):
        session = await lock(tx, session_id)
        if session:
            await fill(tx, session, now)
