"""What people choose to tell: their name to instructors, and, once two were missed, the time that suits them best."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import audit, notices
from programme.bookings import member
from programme.errors import Unusable
from programme.model import DayPart, NewNotice, Visitor, Wishes
from programme.people import NAME_LIMIT, NAMED
from programme.store import wishes as store
from programme.store.engine import Database, Reading, Transaction
from programme.store.people import mark_named
from programme.text import clean

BEST_TIME = "best_time"
TIME_TO_ANSWER = timedelta(hours=24)
"""After a session, before no answer counts as missed."""
RECENT = timedelta(days=28)


async def wishes(reading: Reading, visitor: Visitor) -> Wishes:
    """Raises NotAllowed: they are not a member."""
    person, _ = member(visitor)
    return await store.select_wishes(reading, person.id)


async def show_name(tx: Transaction, visitor: Visitor, typed: str, now: datetime) -> None:
    """Let instructors see one's name on the sessions that one books; *typed* empty: the name there is.

    Raises:
        Unusable: "name" is missing or too_long.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if typed:
        await mark_named(tx, person.id, clean(typed, "name", NAME_LIMIT))
    elif person.display_name is None:
        raise Unusable("name", "missing")
    await store.mark_shown(tx, person.id, now)
    await audit.record(tx, person.id, "shown to instructors", person.id, now)


async def hide_name(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """Back to counts alone; a name that no role of theirs needs is forgotten.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    await store.mark_shown(tx, person.id, None)
    if not any(visitor.holds(role) for role in NAMED):
        await mark_named(tx, person.id, None)
    await audit.record(tx, person.id, "hidden from instructors", person.id, now)


async def keep_best_time(tx: Transaction, visitor: Visitor, best: DayPart | None) -> None:
    """None: no time in particular.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    await store.mark_best_time(tx, person.id, best)


async def ask_after_two_missed(database: Database, now: datetime) -> int:
    """Ask once, whoever missed two in a row, what time would suit them better; how many are asked."""
    async with database.transaction() as tx:
        missed = await store.select_missed_two(tx, now - RECENT, now - TIME_TO_ANSWER)
        for person_id, _ in missed:
            await store.mark_asked(tx, person_id, now)
        await notices.tell(tx, [NewNotice(BEST_TIME, contact_id, now) for _, contact_id in missed], now)
    return len(missed)


async def names_coming(reading: Reading, session_id: str) -> tuple[str, ...]:
    """The names that those booked let instructors see; only for whoever leads the session."""
    return await store.select_names(reading, session_id)
