"""People: who is behind a chat, how they join, move and leave."""

from __future__ import annotations

from datetime import datetime

from programme import audit, bookings, consent, drafts, invitations, notices, waiting
from programme.bookings import member
from programme.errors import NotAllowed
from programme.ids import new_id
from programme.model import Employer, Grant, Invitation, NewNotice, Purpose, Role, Visitor
from programme.store import bookings as booking_store
from programme.store import contacts, memberships, rhythms, roles, series_bookings
from programme.store import notices as notice_store
from programme.store import people as store
from programme.store import wishes as wish_store
from programme.store.engine import Reading, Transaction
from programme.text import clean

NAME_LIMIT = 60
NAMED = frozenset({Role.INSTRUCTOR, Role.HR, Role.TEAM})
"""Who may type a display name."""


async def visitor(reading: Reading, chat_id: int) -> Visitor:
    """Who is behind a chat, with roles, workplace and consents as they are now; a stranger has no person."""
    return await store.select_visitor(reading, chat_id)


async def join(tx: Transaction, visitor: Visitor, invitation: Invitation, now: datetime) -> None:
    """Take up an invitation and agree to joining. Who has what it gives already uses nothing up.

    Somebody who belongs to another workplace stays there; see `move_workplace`.

    Raises:
        CodeNotValid: it was used up, revoked or ran out meanwhile.
    """
    if is_in(visitor, invitation):
        return
    await invitations.claim(tx, invitation, now)
    await take_in(tx, visitor, grant_of(invitation), invitation.employer, now)


def grant_of(invitation: Invitation) -> Grant:
    """Only HR's role belongs to one workplace; an employee's workplace is their membership."""
    employer_id = invitation.employer.id if invitation.employer and invitation.role is Role.HR else None
    return Grant(invitation.role, employer_id)


def is_in(visitor: Visitor, invitation: Invitation) -> bool:
    has_role = Purpose.JOINING in visitor.consents and grant_of(invitation) in visitor.grants
    return has_role and (invitation.role is not Role.EMPLOYEE or visitor.employer is not None)


async def join_by_id(tx: Transaction, visitor: Visitor, role: Role, now: datetime) -> None:
    """Give a role to somebody whom the settings name by their Telegram id; no invitation is used."""
    grant = Grant(role)
    if Purpose.JOINING not in visitor.consents or grant not in visitor.grants:
        await take_in(tx, visitor, grant, None, now)


async def take_in(tx: Transaction, visitor: Visitor, grant: Grant, employer: Employer | None, now: datetime) -> None:
    """Person, contact, consent, role and workplace, each only where it is missing."""
    person_id, contact_id = await known(tx, visitor, now)
    await consent.keep(tx, person_id, Purpose.JOINING, now)
    if await roles.insert_grant(tx, new_id(), person_id, grant, now):
        await audit.record(tx, person_id, "role granted", person_id, now, grant.role)
    if employer and grant.role is Role.EMPLOYEE:
        await begin_membership(tx, person_id, employer, now)
    await notices.tell(tx, [NewNotice("menu", contact_id, now)], now)


async def known(tx: Transaction, visitor: Visitor, now: datetime) -> tuple[str, str]:
    """The ids of the person and the contact, made if this chat is a stranger's."""
    if visitor.person and visitor.contact_id:
        return visitor.person.id, visitor.contact_id
    person_id, contact_id = new_id(), new_id()
    await store.insert_person(tx, person_id, now)
    await contacts.insert_telegram(tx, contact_id, person_id, visitor.chat_id, now)
    return person_id, contact_id


async def begin_membership(tx: Transaction, person_id: str, employer: Employer, now: datetime) -> None:
    if await memberships.insert_membership(tx, new_id(), person_id, employer.id, now):
        await booking_store.mark_employer(tx, person_id, employer.id, now)
        await audit.record(tx, person_id, "membership begun", employer.id, now)


async def end_membership(tx: Transaction, person_id: str, now: datetime) -> None:
    if await memberships.mark_ended(tx, person_id, now):
        await audit.record(tx, person_id, "membership ended", person_id, now)


async def move_workplace(tx: Transaction, visitor: Visitor, invitation: Invitation, now: datetime) -> None:
    """Belong to another workplace from now on. Places at sessions that it may not come to are freed.

    Raises:
        CodeNotValid: the invitation was used up, revoked or ran out meanwhile.
        NotAllowed: they are not a member, or the invitation is not an employee's.
    """
    person, _ = member(visitor)
    if invitation.role is not Role.EMPLOYEE or invitation.employer is None:
        raise NotAllowed
    if visitor.employer_id == invitation.employer.id:
        return
    await invitations.claim(tx, invitation, now)
    await release_closed_to(tx, person.id, invitation.employer.id, now)
    await end_membership(tx, person.id, now)
    await take_in(tx, visitor, Grant(Role.EMPLOYEE), invitation.employer, now)


async def leave_workplace(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """Take part as an individual from now on. Places at sessions for that workplace alone are freed.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if visitor.employer is None:
        return
    await release_closed_to(tx, person.id, None, now)
    await end_membership(tx, person.id, now)
    await booking_store.mark_employer(tx, person.id, None, now)


async def release_closed_to(tx: Transaction, person_id: str, employer_id: str | None, now: datetime) -> None:
    closed = await booking_store.select_closed_to(tx, person_id, employer_id, now)
    await bookings.release(tx, person_id, closed, now)


async def leave(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """Withdraw every consent and give up every place, role and workplace; leaving twice changes nothing.

    The chat's menu is put back to what strangers see.
    """
    if visitor.person is None or visitor.contact_id is None or Purpose.JOINING not in visitor.consents:
        return
    person_id = visitor.person.id
    await series_bookings.mark_all_stopped(tx, person_id, now)
    await bookings.release(tx, person_id, await booking_store.select_to_come(tx, person_id, now), now)
    for purpose in Purpose:
        await consent.withdraw(tx, person_id, purpose, now)
    await end_membership(tx, person_id, now)
    await roles.mark_all_revoked(tx, person_id, now)
    await store.mark_named(tx, person_id, None)
    await wish_store.mark_forgotten(tx, person_id)
    await rhythms.delete_rhythm(tx, person_id)
    await notice_store.mark_dropped_for_person(tx, person_id, "left", now)
    await drafts.clear_all(tx, visitor.chat_id)
    await notices.tell(tx, [NewNotice("menu", visitor.contact_id, now)], now)
    await audit.record(tx, person_id, "left", person_id, now)


async def name_yourself(tx: Transaction, visitor: Visitor, typed: str, now: datetime) -> None:
    """Take a display name; people who only take part have none.

    Raises:
        Unusable: "name" is missing or too_long.
        NotAllowed: they are not a member, or hold no role that has a name.
    """
    person, _ = member(visitor)
    if not any(visitor.holds(role) for role in NAMED):
        raise NotAllowed
    await store.mark_named(tx, person.id, clean(typed, "name", NAME_LIMIT))
    await audit.record(tx, person.id, "named", person.id, now)


async def has_team(reading: Reading) -> bool:
    """Whether anybody holds the team's role; if nobody does, `run` prints a one-time link."""
    return await roles.exists(reading, Role.TEAM)


async def note_reachable(tx: Transaction, chat_id: int, *, reachable: bool, now: datetime) -> None:
    """Whether the chat can be written to, as Telegram says when somebody blocks or unblocks the bot.

    Whoever can be told again may have a place that came free meanwhile.
    """
    if not reachable:
        await contacts.mark_chat(tx, chat_id, now)
        return
    person_id = await contacts.mark_reachable(tx, chat_id)
    if person_id:
        await waiting.reachable_again(tx, person_id, now)
