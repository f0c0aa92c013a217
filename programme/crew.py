"""Those who run the programme: instructors, HR contacts and the team; who they are, and how a role ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme import audit, notices
from programme.errors import LastOfTeam, NotFound
from programme.keys import keep_value
from programme.model import Holder, NewNotice, Role
from programme.store import crew as store
from programme.store import oversight
from programme.store.engine import Reading, Transaction

LOCK = "team_changed"
"""The setting whose row is written first, so that two of the team who remove each other take turns."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What the end of a role has led to."""

    holder: Holder
    leaderless: int
    """Sessions to come that have nobody to lead them now."""


async def of_role(reading: Reading, role: Role, employer_id: str | None = None) -> tuple[Holder, ...]:
    """Who holds an instructor's, HR's or the team's role now, the longest first; employees are never listed."""
    return await store.select_holders(reading, role, employer_id)


async def everybody(reading: Reading) -> tuple[Holder, ...]:
    """All who hold one of these roles now, by role."""
    return await store.select_all_holders(reading)


async def holder(reading: Reading, grant_id: str) -> Holder:
    """Who holds, or held, the role of that id.

    Raises:
        NotFound: there is no such role, or it is an employee's.
    """
    found = await store.select_holder(reading, grant_id)
    if found is None:
        raise NotFound
    return found


async def leads(reading: Reading, person_id: str, now: datetime) -> int:
    """How many sessions to come that person leads."""
    return await oversight.count_led_by(reading, person_id, now)


async def remove(tx: Transaction, grant_id: str, actor: str, now: datetime) -> Removed:
    """End a role; it counts no more from the next tap on. Ending it again changes nothing.

    An instructor's sessions to come stay on the timetable, with nobody to lead them.

    Raises:
        LastOfTeam: the team would be empty.
        NotFound: there is no such role, or it is an employee's.
    """
    await keep_value(tx, LOCK, "", now)
    found = await holder(tx, grant_id)
    if found.ended_at:
        return Removed(found, 0)
    if found.role is Role.TEAM and len(await of_role(tx, Role.TEAM)) == 1:
        raise LastOfTeam
    await store.mark_ended(tx, grant_id, now)
    leaderless = 0
    if found.role is Role.INSTRUCTOR:
        leaderless = await oversight.mark_leaderless(tx, found.person_id, now)
        await oversight.mark_series_leaderless(tx, found.person_id)
    if found.contact_id:
        await notices.tell(tx, [NewNotice("menu", found.contact_id, now)], now)
    await audit.record(tx, actor, "role removed", found.person_id, now, found.role)
    return Removed(found, leaderless)
