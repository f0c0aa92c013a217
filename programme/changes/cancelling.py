"""Calling off a session, or more of its series: everybody booked or waiting is told, and no new ones follow."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme import classes, sessions
from programme.changes.making import tell_leader
from programme.changes.reach import Reached, Scope, lock
from programme.model import Session, Visitor
from programme.series.rule import local_date
from programme.store import series as series_store
from programme.store.engine import Transaction

ONE_DAY = timedelta(days=1)


async def call_off(
    tx: Transaction, visitor: Visitor, session_id: str, scope: Scope, note: str, now: datetime
) -> tuple[Session, ...]:
    """What was called off now; doing it again changes nothing.

    Raises:
        NotFound: there never was one, somebody else leads it, or for more than one: they do not lead its series.
        TooLate: it has begun; or none of the series is to come.
        Unusable: "note" is too long.
    """
    if scope is Scope.ONE:
        return (await classes.call_off(tx, visitor, session_id, note, now),)
    reached = await lock(tx, visitor, session_id, scope, now)
    actor = classes.leader(visitor)
    done = [await sessions.cancel(tx, one.id, note, actor, now) for one in reached.sessions]
    for one in done:
        await tell_leader(tx, one, actor, now)
    await end(tx, reached, scope, now)
    return tuple(done)


async def end(tx: Transaction, reached: Reached, scope: Scope, now: datetime) -> None:
    """What comes before is on the timetable already, so nothing is left to be put there."""
    if reached.series:
        until = last_on(reached, scope, now)
        await series_store.delete_added_after(tx, reached.series.id, until)
        await series_store.mark_ended(tx, reached.series.id, until, now)


def last_on(reached: Reached, scope: Scope, now: datetime) -> date:
    """The local date of the last that may still be: the day before the first that is called off."""
    assert reached.series is not None
    if scope is Scope.LATER and reached.this.slot:
        return date.fromisoformat(reached.this.slot) - ONE_DAY
    return local_date(reached.series.rule, now)
