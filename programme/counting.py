"""Whether somebody is counted: from the moment they ask not to be, they are in no figure that is made."""

from __future__ import annotations

from datetime import datetime

from programme.bookings import member
from programme.model import Visitor
from programme.store import people as store
from programme.store.engine import Reading, Transaction


async def is_counted(reading: Reading, visitor: Visitor) -> bool:
    """Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    return await store.select_uncounted(reading, person.id) is None


async def leave_out(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """Asking again changes nothing. What is frozen already stays: nobody could tell them in it.

    It is not audited: that somebody asked is nobody's business.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    await store.mark_uncounted(tx, person.id, now)


async def count_again(tx: Transaction, visitor: Visitor) -> None:
    """In figures that are made from now on.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    await store.mark_counted(tx, person.id)
