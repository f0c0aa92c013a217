"""What is deleted because its time is over; the periods are those that /privacy names."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import drafts, emails, invitations
from programme.store import inbox, notices, shown
from programme.store.engine import Database

ANSWERED = timedelta(days=2)
"""How long an answered update's number is kept (its text is gone at once), so that a repeat is recognised."""
QUARANTINED = timedelta(days=7)
SETTLED_NOTICES = timedelta(days=35)
UNUSED_SCREENS = timedelta(days=90)
UNFINISHED_FORMS = timedelta(days=90)


async def prune(database: Database, now: datetime) -> None:
    """Delete what is over, a table at a time, so that no transaction is long."""
    async with database.transaction() as tx:
        await inbox.delete_settled(tx, now - ANSWERED, now - QUARANTINED)
    async with database.transaction() as tx:
        await notices.delete_settled(tx, now - SETTLED_NOTICES)
    async with database.transaction() as tx:
        await shown.delete_shown_before(tx, now - UNUSED_SCREENS)
        await drafts.prune(tx, now - UNFINISHED_FORMS)
        await invitations.forget_attempts(tx, now)
    async with database.transaction() as tx:
        await emails.prune(tx, now)
