"""Recordings: webinars of the past, for those who might have come. Who watches what is not kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from programme.errors import ConsentNeeded, NotFound
from programme.model import Purpose, Session, Visitor
from programme.store import recordings as store
from programme.store.engine import Reading


async def listed(reading: Reading, visitor: Visitor, now: datetime) -> tuple[Session, ...]:
    """Those that *visitor* may see, the latest first; where they are is told by `find`, one at a time."""
    return tuple(replace(one, recording_url=None) for one in await seen(reading, visitor, now))


async def find(reading: Reading, visitor: Visitor, session_id: str, now: datetime) -> Session:
    """One of them, with its address.

    Raises:
        NotFound: there is none, or it is not for them.
        ConsentNeeded: it is about health, and they have not agreed to that.
    """
    found = next((one for one in await seen(reading, visitor, now) if one.id == session_id), None)
    if found is None:
        raise NotFound
    if found.is_health_related and Purpose.HEALTH not in visitor.consents:
        raise ConsentNeeded
    return found


async def seen(reading: Reading, visitor: Visitor, now: datetime) -> tuple[Session, ...]:
    person_id = visitor.person.id if visitor.person else None
    return await store.select_recorded(reading, person_id, visitor.employer_id, now)
