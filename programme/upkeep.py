"""What is deleted because its time is over; the periods are those that /privacy names."""

from __future__ import annotations

from datetime import datetime

from programme import audit, drafts, emails, rights
from programme.erasures import Ledger
from programme.retention import Retention, retention
from programme.store import attempts, complaints, first_visits, inbox, notices, shown
from programme.store import rights as people
from programme.store.engine import Database

AT_ONCE = 500
"""People erased in one night; more wait for the next."""
TOGETHER = 500
"""People whose first visits are worked out in one transaction, so that nobody's tap waits for long."""


async def prune(database: Database, now: datetime, ledger: Ledger | None = None, keep: Retention | None = None) -> None:
    """Delete what is over, a table at a time, so that no transaction is long; then leave no trace in the files.

    *ledger*: where erasures are noted; without one nobody who left is erased. *keep*: other periods than usual.
    """
    keep = keep or retention()
    async with database.transaction() as tx:
        await inbox.delete_settled(tx, now - keep.answered, now - keep.quarantined)
    async with database.transaction() as tx:
        await notices.delete_settled(tx, now - keep.notices)
    async with database.transaction() as tx:
        await shown.delete_shown_before(tx, now - keep.screens)
        await drafts.prune(tx, now - keep.forms)
        await attempts.delete_before(tx, now - keep.attempts)
        await complaints.delete_closed(tx, now - keep.complaints)
    async with database.transaction() as tx:
        await emails.prune(tx, now)
    async with database.transaction() as tx:
        await people.delete_activity(tx, now - keep.activity)
    await work_out_first_visits(database)
    if ledger is not None:
        await erase_those_gone(database, now, ledger, keep)
    await database.scrub()


async def erase_those_gone(database: Database, now: datetime, ledger: Ledger, keep: Retention) -> None:
    """Who left, or could not be reached, so long ago that everything of theirs goes."""
    async with database.reading() as reading:
        gone = await people.select_over(reading, now - keep.left, now - keep.silent, AT_ONCE)
    for person_id in gone:
        async with database.transaction() as tx:
            who = await rights.subject(tx, person_id)
            await rights.erase(tx, who, audit.CLOCK, now, ledger)


async def work_out_first_visits(database: Database) -> None:
    """Of whoever is new or whose past has changed. Figures do not depend on it, only their speed."""
    last: str | None = ""
    while last is not None:
        async with database.transaction() as tx:
            worked_out = await first_visits.work_out(tx, last, TOGETHER)
        last = worked_out[-1] if worked_out else None
