"""The instructor's own reminder, with how many are booked. Leading is not attending."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from programme.cards import openness
from programme.model import BookingState, Card, NewNotice, Notice, Role, Session, Visitor
from programme.store.attendance import select_contact
from programme.store.cards import Listed
from programme.store.engine import Reading
from programme.store.leading import is_for_their_hr

KIND = "leading"
BEFORE = timedelta(minutes=30)


async def planned(reading: Reading, session: Session, now: datetime) -> tuple[NewNotice, ...]:
    """The reminder of whoever leads *session*, if it is still to come and they have a chat."""
    due = session.starts_at - BEFORE
    if session.instructor_id is None or due <= now:
        return ()
    contact_id = await select_contact(reading, session.instructor_id)
    return (reminder(session, contact_id, due),) if contact_id else ()


def reminder(session: Session, contact_id: str, due: datetime) -> NewNotice:
    return NewNotice(
        KIND, contact_id, due, expires_at=session.starts_at, session_id=session.id, revision=session.revision
    )


def as_led(listed: Listed, now: datetime) -> Card:
    """The card of whoever leads it: the link is theirs, so it needs no booking, only the time."""
    session = listed.session if listed.session.link_is_open(now) else replace(listed.session, link="")
    return Card(session, openness(session, listed.taken), listed.booking)


async def count_of(reading: Reading, visitor: Visitor, listed: Listed) -> str:
    """How many others are booked; for whoever is HR of everybody it is for, how much room there is, as a word."""
    if visitor.person and await is_for_their_hr(reading, visitor.person.id, listed.session.id):
        return openness(listed.session, listed.taken)
    return str(booked(listed))


def booked(listed: Listed) -> int:
    """How many others are booked; *listed* was read for whoever leads it."""
    own = listed.booking is not None and listed.booking.state is BookingState.BOOKED
    return listed.taken - int(own)


def reason_to_drop(notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """Why not to remind *visitor*; None if they still lead the session, and it is as it was."""
    if card is None or visitor.person is None or card.session.instructor_id != visitor.person.id:
        return "not leading"
    if not visitor.holds(Role.INSTRUCTOR):
        return "not an instructor"
    if card.session.cancelled_at:
        return "cancelled"
    return "moved" if notice.revision != card.session.revision else None
