"""Invitations: a link and a typed code that give a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme import audit, codes, notices
from programme.employers import by_id as employer_by_id
from programme.errors import CodeNotValid, EmployerUnknown, Unusable
from programme.ids import new_id
from programme.keys import key
from programme.model import Employer, Invitation, OpenInvitation, Role
from programme.store import attempts
from programme.store import invitations as store
from programme.store.engine import Reading, Transaction
from programme.store.invitations import NewInvitation, Terms

KEY = "invitation_key"
AT_A_WORKPLACE = frozenset({Role.EMPLOYEE, Role.HR})
SINGLE_USE_DAYS = 14
USES = range(1, 100_001)
DAYS = range(1, 367)
ALARMING = 30
"""Wrong codes within an hour, over all chats, that the team is told of."""
ATTEMPTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A new invitation, with the only copy there will ever be of its link token and code."""

    invitation: Invitation
    link_token: str
    code: str
    """As people read it: ``ABCD-EFGH``."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed opens nothing now; which of the reasons it is, is not told."""

    paused: bool


async def make(  # noqa: PLR0913 - the options of `invite`, all by name
    tx: Transaction,
    role: Role,
    employer_id: str | None,
    now: datetime,
    *,
    uses: int | None = None,
    days: int | None = None,
    rotate: bool = False,
    actor: str,
) -> Made:
    """An invitation; without *uses* and *days* the workplace's own is many-use and does not expire, and all
    others are for one person within fourteen days. *rotate* revokes those there were.

    Raises:
        EmployerUnknown: the role is held at a workplace and no open one has that id.
        Unusable: "uses" or "days".
    """
    check("uses", uses, USES)
    check("days", days, DAYS)
    if rotate:
        await revoke(tx, role, employer_id, now, actor=actor)
    employer = await workplace_of(tx, role, employer_id)
    terms = terms_of(role, uses, days, now)
    made = await keep(tx, Invitation(new_id(), role, employer), terms, now)
    await audit.record(tx, actor, "invitation made", made.invitation.id, now, role)
    return made


def check(field: str, number: int | None, allowed: range) -> None:
    if number is not None and number not in allowed:
        raise Unusable(field, "range", lowest=allowed[0], highest=allowed[-1])


async def workplace_of(tx: Transaction, role: Role, employer_id: str | None) -> Employer | None:
    if role not in AT_A_WORKPLACE:
        return None
    if employer_id is None:
        raise EmployerUnknown
    return await employer_by_id(tx, employer_id)


def terms_of(role: Role, uses: int | None, days: int | None, now: datetime) -> Terms:
    if role is Role.EMPLOYEE:
        return Terms(uses, now + timedelta(days=days) if days else None)
    return Terms(uses or 1, now + timedelta(days=days or SINGLE_USE_DAYS))


async def keep(tx: Transaction, invitation: Invitation, terms: Terms, now: datetime) -> Made:
    """Make a link and a code that were never given out, and keep their hashes."""
    secret = await key(tx, KEY, now)
    employer_id = invitation.employer.id if invitation.employer else None
    while True:
        link, code = codes.new_link(), codes.new_code()
        hashes = codes.link_hash(secret, link), codes.code_hash(secret, code)
        new = NewInvitation(invitation.id, invitation.role, employer_id, *hashes, terms, now)
        if await store.insert_invitation(tx, new):
            return Made(invitation, link, codes.displayed(code))


async def present(tx: Transaction, chat_id: int, typed: str, now: datetime) -> Invitation | Wrong:
    """What the link token or code opens for this chat; a wrong one is counted, and five in an hour pause it.

    A value and not a refusal, since the count must be kept. While a chat pauses, right ones are wrong too.
    """
    earlier = await attempts.select_latest(tx, chat_id, codes.WRONG_ALLOWED)
    if codes.is_paused(earlier, now):
        return Wrong(paused=True)
    secret = await key(tx, KEY, now)
    token = typed.strip()
    hashes = codes.link_hash(secret, token), codes.code_hash(secret, token)
    found = await store.select_valid_by_hash(tx, *hashes, now)
    if found is not None:
        return found
    await attempts.insert_attempt(tx, new_id(), chat_id, now)
    await alert_of_guessing(tx, now)
    return Wrong(paused=codes.is_paused((now, *earlier), now))


async def alert_of_guessing(tx: Transaction, now: datetime) -> None:
    """Many wrong codes over all chats may be somebody who guesses; the team is told once an hour."""
    if await attempts.count_since(tx, now - codes.WINDOW) >= ALARMING:
        await notices.alert_team(tx, "codes", now)


async def by_id(reading: Reading, invitation_id: str, now: datetime) -> Invitation:
    """The invitation of that id, if it may still be used.

    Raises:
        CodeNotValid: it may not, or never was.
    """
    found = await store.select_valid_by_id(reading, invitation_id, now)
    if found is None:
        raise CodeNotValid
    return found


async def claim(tx: Transaction, invitation: Invitation, now: datetime) -> None:
    """Count one use.

    Raises:
        CodeNotValid: it was used up, revoked or ran out meanwhile.
    """
    if not await store.claim_use(tx, invitation.id, now):
        raise CodeNotValid


async def revoke(tx: Transaction, role: Role, employer_id: str | None, now: datetime, *, actor: str) -> int:
    """Revoke all open invitations of a role at a workplace (None: of the programme); how many."""
    revoked = await store.mark_revoked(tx, role, employer_id, now)
    if revoked:
        await audit.record(tx, actor, "invitations revoked", employer_id, now, role)
    return revoked


async def open_of(reading: Reading, role: Role, employer_id: str | None, now: datetime) -> tuple[OpenInvitation, ...]:
    """What may be used now of a role at a workplace (None: of the programme), the latest first; for the team."""
    return await store.select_open(reading, role, employer_id, now)


async def forget_attempts(tx: Transaction, now: datetime) -> int:
    """Delete wrong attempts that no rule looks at any more; how many."""
    return await attempts.delete_before(tx, now - ATTEMPTS_KEPT)
