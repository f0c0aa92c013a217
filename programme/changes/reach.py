"""How far a change reaches: one session, this and later ones of its series, or all that are to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programme import classes
from programme.errors import NotFound, SessionGone, TooLate
from programme.model import Series, Session, Visitor
from programme.series.dates import owned
from programme.store import changes, leading, oversight
from programme.store import series as series_store
from programme.store.engine import Reading, Transaction


class Scope(StrEnum):
    ONE = "one"
    LATER = "later"
    ALL = "all"
    """That are to come: what has begun never changes."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What a change is made to; every row is locked, the series first, then the sessions in the order of their ids."""

    this: Session
    sessions: tuple[Session, ...]
    series: Series | None = None
    """None where only one is changed."""


async def lock(
    tx: Transaction, visitor: Visitor, session_id: str, scope: Scope, now: datetime, *, while_on: bool = False
) -> Reached:
    """*while_on*: one that has begun and is not over is reached too.

    Raises:
        NotFound: there never was one, somebody else leads it, or for more than one: they do not lead its series.
        SessionGone: it is cancelled.
        TooLate: it has begun; or none of the series is to come.
    """
    if scope is Scope.ONE:
        this = await lock_one(tx, visitor, session_id, now, while_on=while_on)
        return Reached(this, (this,))
    this, series = await lock_series(tx, visitor, session_id)
    since = this.starts_at if scope is Scope.LATER else now
    found = await lock_all(tx, await changes.select_to_come(tx, series.id, since, now), now)
    if not found:
        raise TooLate
    return Reached(this, found, series)


async def lock_one(tx: Transaction, visitor: Visitor, session_id: str, now: datetime, *, while_on: bool) -> Session:
    found = await leading.lock_led(tx, classes.leader(visitor), session_id)
    if found is None:
        raise NotFound
    if found.cancelled_at:
        raise SessionGone
    if now >= (found.ends_at if while_on else found.starts_at):
        raise TooLate
    return found


async def lock_series(tx: Transaction, visitor: Visitor, session_id: str) -> tuple[Session, Series]:
    this = (await classes.one(tx, visitor, session_id)).session
    series = await series_store.lock_series(tx, this.series_id) if this.series_id else None
    return this, owned(series, visitor)


async def lock_all(tx: Transaction, ids: tuple[str, ...], now: datetime) -> tuple[Session, ...]:
    """Looked at again under the lock: one may have been cancelled meanwhile."""
    found = [await oversight.lock(tx, session_id) for session_id in ids]
    return tuple(one for one in found if one and one.cancelled_at is None and one.starts_at > now)


async def owns_series(reading: Reading, visitor: Visitor, session: Session) -> bool:
    """Whether they may change more than this one session."""
    found = await series_store.select_series(reading, session.series_id) if session.series_id else None
    return found is not None and visitor.person is not None and found.instructor_id == visitor.person.id


async def how_many(reading: Reading, session: Session, now: datetime) -> tuple[int, int]:
    """How many sessions of its series "This and later" and "All" reach."""
    if session.series_id is None:
        return 1, 1
    later = await changes.select_to_come(reading, session.series_id, session.starts_at, now)
    return len(later), len(await changes.select_to_come(reading, session.series_id, now, now))
