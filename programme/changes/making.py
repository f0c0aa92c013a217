"""Changing sessions that people have booked: the rows, the reminders and the news in one transaction."""

from __future__ import annotations

from datetime import datetime

from programme import (
    afterwards,
    audit,
    classes,
    cover,
    employers,
    leading,
    lost_places,
    notices,
    relevance,
    reminders,
    waiting,
)
from programme.asking import HEAD_COUNT
from programme.changes import new_link
from programme.changes.change import Change, changed, changed_series, checked, is_moved, is_only_link
from programme.changes.reach import Scope, lock
from programme.model import BookingState, NewNotice, Sensitivity, Series, Session, Visitor
from programme.store import bookings as booking_store
from programme.store import changes as store
from programme.store import series as series_store
from programme.store.attendance import select_contact
from programme.store.bookings import Attendee
from programme.store.engine import Transaction
from programme.times import to_text

MOVED = "session_moved"
NARROWED = "audience_narrowed"
CLASS_CHANGED = "class_changed"
CONSENT_ASKED = "consent_asked"
PLANNED = (*sorted(relevance.REMINDERS), leading.KIND, HEAD_COUNT)
"""Notices about a session as it was when they were planned."""


async def make(
    tx: Transaction, visitor: Visitor, session_id: str, change: Change, scope: Scope, now: datetime
) -> tuple[Session, ...]:
    """Change a session, or more of its series; everybody keeps their place and is told what they need to know.

    What is like that already is left as it is. The sessions that changed, as they are now.

    Raises:
        NotFound, SessionGone, TooLate: see `reach.lock`.
        Unusable: a field of *change*; "when" (past, too_far, skipped, doubled) where it fits one of the dates not.
        EmployerUnknown: one of the workplaces is not open.
    """
    wanted = checked(change)
    reached = await lock(tx, visitor, session_id, scope, now, while_on=is_only_link(wanted))
    for employer_id in wanted.employer_ids or ():
        await employers.by_id(tx, employer_id)
    planned = [(one, changed(one, wanted, now)) for one in reached.sessions]
    if reached.series:
        await keep_series(tx, changed_series(reached.series, wanted), wanted)
    actor = classes.leader(visitor)
    made = [await apply(tx, before, after, wanted, actor, now) for before, after in planned]
    return tuple(one for one in made if one)


async def keep_series(tx: Transaction, series: Series, change: Change) -> None:
    await series_store.mark_changed(tx, series)
    if change.employer_ids is not None:
        await series_store.insert_audience(tx, series.id, change.employer_ids)


async def apply(
    tx: Transaction, before: Session, after: Session, change: Change, actor: str, now: datetime
) -> Session | None:
    """One session, under its lock; None where nothing is different."""
    is_reaudienced = await has_other_audience(tx, before, after, change)
    if before == after and not is_reaudienced:
        return None
    session = await store.mark_changed(tx, after)
    if is_reaudienced:
        await store.mark_audience(tx, session.id, change.employer_ids or ())
    await plan_again(tx, before, session, now)
    await tell(tx, before, session, actor, now)
    if is_reaudienced:
        await lost_places.take_back(tx, await store.select_no_longer_allowed(tx, session.id), NARROWED, now)
    await ask_about_health(tx, before, session, now)
    await waiting.fill(tx, session, now)
    await audit.record(tx, actor, "session changed", session.id, now)
    return session


async def has_other_audience(tx: Transaction, before: Session, after: Session, change: Change) -> bool:
    if change.employer_ids is None:
        return False
    wanted = tuple(sorted(set(change.employer_ids)))
    return before.audience is not after.audience or wanted != await store.select_audience(tx, before.id)


async def plan_again(tx: Transaction, before: Session, session: Session, now: datetime) -> None:
    """Reminders follow the new time; where it is the same, those there are stand."""
    if not is_moved(before, session):
        await store.mark_planned_kept(tx, session, PLANNED)
        return
    await store.mark_planned_dropped(tx, session.id, PLANNED, now)
    attendees = await booking_store.select_attendees(tx, session.id)
    booked = [one for one in attendees if one.booking.state is BookingState.BOOKED]
    await notices.tell(tx, [new for one in booked for new in reminders.planned(one, session, now)], now)
    await notices.tell(tx, await leading.planned(tx, session, now), now)
    await afterwards.plan_head_count(tx, session, now)
    await new_link.move_along(tx, session)
    await cover.move_along(tx, session, now)
    await store.mark_planned_dropped(tx, session.id, [MOVED], now)
    await notices.tell(tx, [moved_news(one, before, session, now) for one in attendees], now)


def moved_news(attendee: Attendee, before: Session, session: Session, now: datetime) -> NewNotice:
    """To everybody booked or waiting: "Keep my place" or "Give up my place". Its facts: when it was to start."""
    return NewNotice(
        MOVED,
        attendee.contact_id,
        now,
        session.starts_at,
        session.id,
        attendee.booking.id,
        session.revision,
        to_text(before.starts_at),
    )


async def tell(tx: Transaction, before: Session, session: Session, actor: str, now: datetime) -> None:
    """A new link to those who may hold the old one; another time or kind to whoever leads in the actor's place."""
    if session.link != before.link:
        await new_link.hand_out(tx, before, session, now)
    await tell_leader(tx, session, actor, now)


async def tell_leader(tx: Transaction, session: Session, actor: str, now: datetime) -> None:
    if session.instructor_id is None or session.instructor_id == actor:
        return
    contact_id = await select_contact(tx, session.instructor_id)
    if contact_id:
        told = NewNotice(CLASS_CHANGED, contact_id, now, session.ends_at, session.id, revision=session.revision)
        await notices.tell(tx, [told], now)


async def ask_about_health(tx: Transaction, before: Session, session: Session, now: datetime) -> None:
    """A new kind has made it one about health: who has not agreed to those is asked, as in `corrections`."""
    if session.sensitivity is Sensitivity.HEALTH and before.sensitivity is not Sensitivity.HEALTH:
        unasked = await booking_store.select_without_health_consent(tx, session.id)
        await lost_places.take_back(tx, unasked, CONSENT_ASKED, now)
