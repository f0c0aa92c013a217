"""Booking a weekday of a weekly series: the weeks that are shown at once, and new ones as they come."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from programme import bookings
from programme.bookings import member
from programme.errors import ConsentNeeded, NotFound, Refusal
from programme.model import BookingState, EveryWeek, OneWeek, Session, Visitor
from programme.series.rule import shown
from programme.store import people
from programme.store import series as series_store
from programme.store import series_bookings as store
from programme.store.cards import select_card
from programme.store.engine import Reading, Transaction
from programme.store.oversight import lock
from programme.store.series_bookings import Week


def weekday_of(session: Session) -> int:
    """Monday is 0: by the rule of its series, even where this one session was moved."""
    if session.slot:
        return date.fromisoformat(session.slot).weekday()
    return session.starts_at.astimezone(ZoneInfo(session.zone)).weekday()


async def start(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """Book the weekday of *session_id* for the weeks that are shown, and new ones from now on.

    Dates that are full: the waiting list. Dates beyond the most places that one person may hold: left out. All are
    locked first, in the order of their ids, so that two who do so never wait for each other.

    Raises:
        NotFound: no such session for this person, or it belongs to no series.
        ConsentNeeded: it is about health, and that has not been agreed to.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    session, series_id = await of_series(tx, visitor, session_id)
    await store.upsert(tx, person.id, series_id, weekday_of(session), now)
    weeks = on_weekday(await store.select_weeks(tx, person.id, series_id, now), weekday_of(session))
    for locked_id in sorted(week.session_id for week in weeks):
        await lock(tx, locked_id)
    for week in weeks:
        try:
            await bookings.book(tx, visitor, week.session_id, now)
        except ConsentNeeded:
            raise
        except Refusal:
            continue


def on_weekday(weeks: tuple[Week, ...], weekday: int) -> tuple[Week, ...]:
    return tuple(week for week in weeks if date.fromisoformat(week.slot).weekday() == weekday)


async def stop(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """No new weeks from now on; what is booked stays booked. Doing it again changes nothing.

    Raises:
        NotFound, NotAllowed: as `start`.
    """
    person, _ = member(visitor)
    session, series_id = await of_series(tx, visitor, session_id)
    await store.mark_stopped(tx, person.id, series_id, weekday_of(session), now)


async def follow(tx: Transaction, session: Session, now: datetime) -> int:
    """Book everybody who wants this weekday of its series on a new session; how many got a place or wait.

    Those who may not come (any more) are passed over, and so are those who hold as many places as one person may.
    """
    if session.series_id is None:
        return 0
    done = 0
    for contact_id in await store.select_contacts(tx, session.series_id, weekday_of(session)):
        visitor = await people.select_visitor_by_contact(tx, contact_id)
        try:
            done += int(visitor is not None and await book_for(tx, visitor, session, now))
        except Refusal:
            continue
    return done


async def book_for(tx: Transaction, visitor: Visitor, session: Session, now: datetime) -> bool:
    return (await bookings.book(tx, visitor, session.id, now)).is_live


async def weeks_of(reading: Reading, visitor: Visitor, session_id: str, now: datetime) -> EveryWeek:
    """How things stand on that weekday, date by date, those that are left out among them.

    Raises:
        NotFound, NotAllowed: as `start`.
    """
    person, _ = member(visitor)
    session, series_id = await of_series(reading, visitor, session_id)
    weekday = weekday_of(session)
    weeks = on_weekday(await store.select_weeks(reading, person.id, series_id, now), weekday)
    series = await series_store.select_series(reading, series_id)
    there = {week.slot for week in weeks}
    gaps = [one for one in shown(series.rule, now) if one.gap and one.on.weekday() == weekday] if series else []
    left_out = [OneWeek(one.on, gap=one.gap) for one in gaps if one.on.isoformat() not in there]
    found = sorted([*map(one_week, weeks), *left_out], key=lambda one: one.on)
    is_going_on = await store.is_going_on(reading, person.id, series_id, weekday)
    return EveryWeek(session, weekday, tuple(found), is_going_on)


def one_week(week: Week) -> OneWeek:
    state = None if week.state is BookingState.CANCELLED else week.state
    return OneWeek(date.fromisoformat(week.slot), week.session_id, week.starts_at, state)


async def of_series(reading: Reading, visitor: Visitor, session_id: str) -> tuple[Session, str]:
    person, _ = member(visitor)
    listed = await select_card(reading, person.id, visitor.employer_id, session_id)
    if listed is None or listed.session.series_id is None:
        raise NotFound
    return listed.session, listed.session.series_id


async def is_booking(reading: Reading, visitor: Visitor, session: Session) -> bool | None:
    """Whether they are booked on new weeks of its weekday as they come; None where it belongs to no series."""
    if visitor.person is None or session.series_id is None:
        return None
    return await store.is_going_on(reading, visitor.person.id, session.series_id, weekday_of(session))
