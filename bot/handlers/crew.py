"""Instructors, HR contacts and the team itself, for the team: listed, invited, removed."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.links import fresh
from bot.handlers.programme import YES, actor, skipped, workplace
from bot.tap import Tap
from content import crew as scene
from content.screen import Screen
from programme import crew, invitations
from programme.errors import NotFound
from programme.model import Employer, Holder, Role
from programme.store.engine import Reading, Transaction

LISTED = {role.value: role for role in (Role.INSTRUCTOR, Role.HR, Role.TEAM)}
"""Never employees: no screen of the team shows who takes part."""


async def people(reading: Reading, tap: Tap) -> Screen:
    """`crew:<role>:<workplace, for HR>:<how many came before>`."""
    role, employer = await part(reading, tap)
    at = employer.id if employer else None
    holders = await crew.of_role(reading, role, at)
    waiting = await invitations.open_of(reading, role, at, tap.now)
    shown = scene.Part(role, employer, holders, len(waiting), actor(tap))
    return scene.screen(tap.words, shown, skipped(tap, 2))


async def part(reading: Reading, tap: Tap) -> tuple[Role, Employer | None]:
    """Which part of the crew the address is about.

    Raises:
        NotFound: no such role is listed, or its workplace is closed.
    """
    role = LISTED.get(tap.address.argument(0))
    if role is None:
        raise NotFound
    return role, await workplace(reading, tap.address.argument(1)) if role is Role.HR else None


async def invite(tx: Transaction, tap: Tap) -> Address:
    """`crewmake:<role>:<workplace>`: for one person, within fourteen days."""
    role, employer = await part(tx, tap)
    at = employer.id if employer else None
    return fresh(await invitations.make(tx, role, at, tap.now, actor=actor(tap)))


async def take_back(tx: Transaction, tap: Tap) -> Address:
    """`crewstop:<role>:<workplace>`: what nobody has used yet ends."""
    role, employer = await part(tx, tap)
    await invitations.revoke(tx, role, employer.id if employer else None, tap.now, actor=actor(tap))
    return to("crew", role.value, *((employer.id,) if employer else ()))


async def ask_to_remove(reading: Reading, tap: Tap) -> Screen:
    """`crewout:<role as it was given>`: nothing happens until it is confirmed."""
    holder = await crew.holder(reading, tap.address.argument(0))
    if holder.ended_at:
        return scene.removed(tap.words, holder, 0)
    leads = await crew.leads(reading, holder.person_id, tap.now) if holder.role is Role.INSTRUCTOR else 0
    number = await number_of(reading, holder)
    is_self = holder.role is Role.TEAM and holder.person_id == actor(tap)
    return scene.ask_to_remove(tap.words, holder, number, leads, is_self=is_self)


async def number_of(reading: Reading, holder: Holder) -> int:
    """The number that the list shows beside them."""
    holders = await crew.of_role(reading, holder.role, holder.employer.id if holder.employer else None)
    return [one.id for one in holders].index(holder.id) + 1


async def remove(tx: Transaction, tap: Tap) -> Address:
    """`crewend:<role as it was given>:yes`. Who has removed themselves is shown what they may still do."""
    grant_id = tap.address.argument(0)
    if tap.address.argument(1) != YES:
        return to("crewout", grant_id)
    removed = await crew.remove(tx, grant_id, actor(tap), tap.now)
    if removed.holder.role is Role.TEAM and removed.holder.person_id == actor(tap):
        return to("help")
    return to("crewgone", grant_id, str(removed.leaderless))


async def gone(reading: Reading, tap: Tap) -> Screen:
    """`crewgone:<role as it was given>:<sessions that nobody leads now>`."""
    holder = await crew.holder(reading, tap.address.argument(0))
    return scene.removed(tap.words, holder, skipped(tap, 1))
