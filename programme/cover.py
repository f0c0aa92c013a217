"""Cover: a session is offered to the other instructors, and the first to accept has it."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import afterwards, audit, classes, leading, notices
from programme.asking import HEAD_COUNT
from programme.errors import AlreadyCovered, NotAllowed, NotFound, SessionGone, TooLate
from programme.model import NewNotice, Role, Session, Visitor
from programme.store import bookings, changes, sessions
from programme.store import cover as store
from programme.store import leading as leading_store
from programme.store.attendance import select_contact
from programme.store.engine import Reading, Transaction
from programme.store.notices import select_team_contacts

ASKED = "cover_asked"
FOUND = "cover_found"
OPEN = "cover_open"
NEW_LEADER = "new_leader"
BY = timedelta(hours=2)
"""How long before the start the team is told that nobody has accepted."""


async def ask(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Session:
    """Offer one's own session to the other instructors; asking again changes nothing. Until one accepts it stays
    with whoever asked.

    Raises:
        NotFound: there never was one, or somebody else leads it.
        SessionGone: it is cancelled.
        TooLate: it has begun.
    """
    person_id = classes.leader(visitor)
    found = await leading_store.lock_led(tx, person_id, session_id)
    if found is None:
        raise NotFound
    check_open(found, now)
    asked = await store.mark_asked(tx, session_id, person_id, now)
    if asked is None:
        return found
    others = await store.select_other_instructors(tx, person_id)
    await notices.tell(tx, [news(ASKED, contact_id, asked, now) for contact_id in others], now)
    await plan_alert(tx, asked, now if not others else asked.starts_at - BY, now)
    await audit.record(tx, person_id, "cover asked", session_id, now)
    return asked


def check_open(session: Session, now: datetime) -> None:
    if session.cancelled_at:
        raise SessionGone
    if now >= session.starts_at:
        raise TooLate


async def plan_alert(tx: Transaction, session: Session, due: datetime, now: datetime) -> None:
    """To the team, if nobody has accepted by then; at once where that is past, or there is nobody to ask."""
    team = await select_team_contacts(tx)
    await notices.tell(tx, [news(OPEN, contact_id, session, max(now, due)) for contact_id in team], now)


def news(kind: str, contact_id: str, session: Session, due: datetime) -> NewNotice:
    return NewNotice(kind, contact_id, due, session.starts_at, session.id, revision=session.revision)


async def withdraw(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Session:
    """ "Stop asking": whoever asked leads it after all.

    Raises:
        NotFound: somebody else leads it (by now), or there never was one.
    """
    session = await store.mark_withdrawn(tx, session_id, classes.leader(visitor))
    if session is None:
        raise NotFound
    await changes.mark_planned_dropped(tx, session_id, (ASKED, OPEN), now)
    return session


async def offered(reading: Reading, visitor: Visitor, session_id: str) -> Session:
    """A session that looks for somebody to lead it, as other instructors see it.

    Raises:
        NotAllowed: they are no instructor.
        AlreadyCovered: nobody is looked for (any more).
    """
    if not visitor.holds(Role.INSTRUCTOR):
        raise NotAllowed
    found = await sessions.select_session(reading, session_id)
    if found is None or found.cover_asked_at is None or found.cancelled_at:
        raise AlreadyCovered
    return found


async def accept(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> Session:
    """Lead it from now on. Those booked keep their place, link and calendar entry, and are told.

    Raises:
        NotAllowed: they are no instructor.
        AlreadyCovered: somebody was faster, or nobody is looked for any more.
        TooLate: it has begun.
    """
    if visitor.person is None or not visitor.holds(Role.INSTRUCTOR):
        raise NotAllowed
    before = await sessions.select_session(tx, session_id)
    if before is None:
        raise AlreadyCovered
    if before.instructor_id == visitor.person.id:
        return before
    session = await store.mark_accepted(tx, session_id, visitor.person.id, before.instructor_id, now)
    if session is None:
        raise TooLate if before.cover_asked_at and now >= before.starts_at else AlreadyCovered
    await hand_over(tx, before, session, now)
    await audit.record(tx, visitor.person.id, "cover accepted", session_id, now)
    return session


async def hand_over(tx: Transaction, before: Session, session: Session, now: datetime) -> None:
    """What was planned for one who leads is planned for the other; everybody concerned is told."""
    await changes.mark_planned_dropped(tx, session.id, (ASKED, OPEN, leading.KIND, HEAD_COUNT, NEW_LEADER), now)
    await notices.tell(tx, await leading.planned(tx, session, now), now)
    await afterwards.plan_head_count(tx, session, now)
    attendees = await bookings.select_attendees(tx, session.id)
    told = [
        NewNotice(NEW_LEADER, one.contact_id, now, session.starts_at, session.id, one.booking.id, session.revision)
        for one in attendees
        if one.person.id not in {before.instructor_id, session.instructor_id}
    ]
    await notices.tell(tx, told, now)
    asked_by = await select_contact(tx, before.instructor_id) if before.instructor_id else None
    if asked_by:
        await notices.tell(tx, [news(FOUND, asked_by, session, now)], now)


async def move_along(tx: Transaction, session: Session, now: datetime) -> None:
    """The session has moved: so has the time by which somebody should have accepted."""
    await changes.mark_moved_along(tx, session.id, OPEN, max(now, session.starts_at - BY), session.starts_at)
    await changes.mark_moved_along(tx, session.id, ASKED, now, session.starts_at)
