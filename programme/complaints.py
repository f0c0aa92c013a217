"""Complaints about how data is used: kept with a reference, passed on at once, and not left unanswered."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import audit, notices
from programme.errors import NotFound, TooManyComplaints
from programme.ids import new_id
from programme.model import Complaint, Visitor
from programme.store import complaints as store
from programme.store.engine import Database, Reading, Transaction
from programme.text import clean

LIMIT = 2000
A_DAY = 3
DUE = timedelta(days=30)
"""One month to answer: UK GDPR, Article 12(3); Data (Use and Access) Act 2025, section 103: receipt within 30 days."""
WARN_AFTER = timedelta(days=21)
BETWEEN_WARNINGS = timedelta(days=6, hours=12)
"""So that the daily duty warns on days 21 and 28, and each week after."""


async def make(tx: Transaction, visitor: Visitor, typed: str, now: datetime, *, by_mail: bool) -> str:
    """Keep a complaint; its reference. Without a mail server the team is told that there is one, not by whom.

    Raises:
        NotFound: nobody is known behind this chat.
        TooManyComplaints: three within a day; the contact's address is the way then.
        Unusable: "complaint" is missing or too_long.
    """
    if visitor.person is None:
        raise NotFound
    text = clean(typed, "complaint", LIMIT)
    if await store.count_since(tx, visitor.person.id, now - timedelta(days=1)) >= A_DAY:
        raise TooManyComplaints
    reference = new_id()
    await store.insert_complaint(tx, Complaint(reference, text, now), visitor.person.id)
    if not by_mail:
        await notices.tell_team(tx, f"complaint:{reference}", now)
    return reference


async def received(reading: Reading, visitor: Visitor, reference: str) -> Complaint:
    """The visitor's own complaint of that reference.

    Raises:
        NotFound: there is none.
    """
    person_id = visitor.person.id if visitor.person else ""
    return found(await store.select_own(reading, reference, person_id))


async def find(reading: Reading, reference: str) -> Complaint:
    """Raises: NotFound."""
    return found(await store.select_complaint(reading, reference))


def found(complaint: Complaint | None) -> Complaint:
    if complaint is None:
        raise NotFound
    return complaint


async def open_ones(reading: Reading) -> tuple[Complaint, ...]:
    """Not yet closed, the oldest first."""
    return await store.select_open(reading)


async def close(tx: Transaction, reference: str, actor: str, now: datetime) -> None:
    """It has been answered. Closing again changes nothing.

    Raises:
        NotFound: there is none of that reference.
    """
    await find(tx, reference)
    if await store.mark_closed(tx, reference, now):
        await audit.record(tx, actor, "complaint closed", reference, now)


async def to_mail(reading: Reading) -> Complaint | None:
    """The oldest that has not been mailed to whoever answers them."""
    return await store.select_unmailed(reading)


async def mark_mailed(tx: Transaction, reference: str, now: datetime) -> None:
    await store.mark_mailed(tx, reference, now)


async def warn(database: Database, now: datetime) -> int:
    """Tell the team of every complaint that has waited three weeks, and again each week; how many."""
    async with database.transaction() as tx:
        late = await store.claim_late(tx, now - WARN_AFTER, now - BETWEEN_WARNINGS, now)
        for reference in late:
            await notices.tell_team(tx, f"complaint_due:{reference}", now)
    return len(late)
