"""Sessions: put on the timetable, seen there, and cancelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import afterwards, audit, employers, kinds, leading, notices
from programme.cards import as_card
from programme.catalogue.health import as_its_series
from programme.errors import NotFound, SessionGone, TooLate, Unusable
from programme.ids import new_id
from programme.model import (
    Audience,
    Card,
    Category,
    Day,
    Kind,
    NewNotice,
    NewSession,
    Session,
    Visitor,
)
from programme.new_sessions import NOTE_LIMIT, checked
from programme.store import cards
from programme.store import notices as notice_store
from programme.store import sessions as store
from programme.store.bookings import Attendee, select_attendees
from programme.store.cards import Wanted
from programme.store.engine import Reading, Transaction
from programme.text import clean_optional

AHEAD = timedelta(days=28)


async def add(tx: Transaction, new: NewSession, actor: str, now: datetime) -> Session:
    """Put a session on the timetable.

    Raises:
        Unusable: which field, and what is wrong with it.
        EmployerUnknown: one of its workplaces is not open.
    """
    wanted = await as_its_series(tx, checked(new, now))
    kind = await kinds.find(tx, wanted.kind)
    for employer_id in wanted.employer_ids:
        await employers.by_id(tx, employer_id)
    session = new_session(wanted, kind, await instructor_name(tx, wanted))
    await put(tx, session, wanted.employer_ids, now)
    await audit.record(tx, actor, "session added", session.id, now)
    return session


async def put(tx: Transaction, session: Session, employer_ids: Iterable[str], now: datetime) -> bool:
    """Keep a session, with what whoever leads it will be told. False: its series has one in that slot already."""
    if not await store.insert_session(tx, session, now):
        return False
    await store.insert_audience(tx, session.id, employer_ids)
    await notices.tell(tx, await leading.planned(tx, session, now), now)
    await afterwards.plan_head_count(tx, session, now)
    return True


def new_session(new: NewSession, kind: Kind, instructor: str | None) -> Session:
    """As health-related as its kind, unless *new* says."""
    return Session(
        id=new_id(),
        title=new.title,
        kind=kind.id,
        category=kind.category,
        sensitivity=new.sensitivity or kind.sensitivity,
        starts_at=new.starts_at,
        minutes=new.minutes,
        places=new.places,
        link=new.link,
        audience=Audience.CHOSEN if new.employer_ids else Audience.ALL,
        revision=0,
        zone=new.zone,
        instructor_id=new.instructor_id,
        instructor_name=instructor,
        description=new.description,
        speakers=new.speakers,
        webinar_series=new.webinar_series,
    )


async def instructor_name(tx: Transaction, new: NewSession) -> str | None:
    if new.instructor_id is None:
        return None
    found = await store.select_instructor_name(tx, new.instructor_id)
    if found is None:
        raise Unusable("instructor", "unknown")
    return found[0]


async def upcoming(
    reading: Reading,
    visitor: Visitor,
    now: datetime,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    kind: str | None = None,
    category: Category | None = None,
) -> list[Card]:
    """What this visitor may book or has booked, soonest first: from *since* (else *now*) until before *until*
    (else four weeks later)."""
    start = since or now
    wanted = Wanted(start, until or start + AHEAD, kind, category)
    person_id = visitor.person.id if visitor.person else None
    found = await cards.select_upcoming(reading, person_id, visitor.employer_id, wanted)
    return [as_card(listed, now) for listed in found]


def days(found: Iterable[Card], zone: ZoneInfo) -> tuple[Day, ...]:
    """The local dates that have sessions, in order, with how many."""
    counts = Counter(card.session.starts_at.astimezone(zone).date() for card in found)
    return tuple(Day(date, count) for date, count in sorted(counts.items()))


async def card(reading: Reading, visitor: Visitor, session_id: str, now: datetime) -> Card:
    """The session as this visitor may see it.

    Raises:
        NotFound: there never was one, or it is not for them.
        SessionGone: they had a place or waited, and it was cancelled.
    """
    person_id = visitor.person.id if visitor.person else None
    listed = await cards.select_card(reading, person_id, visitor.employer_id, session_id)
    if listed is None:
        raise NotFound
    if listed.session.cancelled_at:
        raise SessionGone if listed.booking and listed.booking.is_live else NotFound
    return as_card(listed, now)


async def cancel(tx: Transaction, session_id: str, note: str, actor: str, now: datetime) -> Session:
    """Cancel a session and tell everybody who is booked or waits; cancelling again changes nothing.

    Bookings stay as they are: they say who was to come.

    Raises:
        NotFound: there is no such session.
        TooLate: it has begun.
        Unusable: "note" is too long.
    """
    kept_note = clean_optional(note, "note", NOTE_LIMIT)
    session = await store.mark_cancelled(tx, session_id, kept_note, now)
    if session is None:
        return await why_not_cancelled(tx, session_id)
    await notice_store.mark_dropped_for_session(tx, session_id, "cancelled", now)
    attendees = await select_attendees(tx, session_id)
    await notices.tell(tx, [bad_news(one, session, now) for one in attendees], now)
    await audit.record(tx, actor, "session cancelled", session_id, now)
    return session


async def why_not_cancelled(tx: Transaction, session_id: str) -> Session:
    session = await store.select_session(tx, session_id)
    if session is None:
        raise NotFound
    if session.cancelled_at is None:
        raise TooLate
    return session


def bad_news(attendee: Attendee, session: Session, now: datetime) -> NewNotice:
    return NewNotice(
        "session_cancelled",
        attendee.contact_id,
        now,
        session_id=session.id,
        booking_id=attendee.booking.id,
        revision=session.revision,
    )
