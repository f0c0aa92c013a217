"""Coming in: a link or code, the privacy screen, the role, and moving between workplaces."""

from __future__ import annotations

import re

from bot.address import Address, to
from bot.handlers import minutes
from bot.handlers.help import TYPED
from bot.tap import Tap
from content import joining as scene
from content.screen import Screen
from programme import drafts, invitations, people
from programme.invitations import Wrong
from programme.model import Draft, Invitation, Purpose, Role, Visitor
from programme.store.engine import Reading, Transaction

FORM = "joining"
DEEP_LINK = re.compile(r"s_([0-9A-Za-z]{1,16})")
"""The deep link to a session's card; an invitation's token is longer, whatever it begins with."""
CODE_INSIDE = re.compile(r"(?<!\w)([0-9A-Za-z]{4}\s*[.\-\u2010-\u2015\u2212]\s*[0-9A-Za-z]{4})(?!\w)")
"""A code with its dash, wherever it stands: "my code is ABCD-EFGH"."""
LINK_INSIDE = re.compile(r"[?&]start=([0-9A-Za-z_\-]{9,64})")
"""An invitation's link that was copied as text."""
CODE_SHAPE, TOKEN_SHAPE = re.compile(r"[0-9A-Za-z]{4}[\s_]*[0-9A-Za-z]{4}"), re.compile(r"[0-9A-Za-z]{24}")
PERHAPS, UNKNOWN = "perhaps", "unknown"
NAMED = (Role.INSTRUCTOR, Role.HR, Role.TEAM)


def is_member(visitor: Visitor) -> bool:
    return Purpose.JOINING in visitor.consents


async def start(tx: Transaction, tap: Tap) -> Address:
    """`/start`, alone or with what an invitation's or a session's link put behind it."""
    await people.note_reachable(tx, tap.visitor.chat_id, reachable=True, now=tap.now)
    deep_link = DEEP_LINK.fullmatch(tap.typed)
    if deep_link:
        return to("s", deep_link.group(1)) if is_member(tap.visitor) else to("hello")
    if tap.typed:
        return await present(tx, tap, tap.typed)
    if offers_team(tap):
        await drafts.clear(tx, tap.visitor.chat_id, FORM)
        return to("welcome")
    return to("timetable") if is_member(tap.visitor) else to("hello")


async def code(tx: Transaction, tap: Tap) -> Address:
    """`code`, or `code:perhaps` where none was asked for: what was typed, if it has a code's shape.

    Ordinary words have it too. A member's are no code, unless one was asked for; a stranger's are tried, and where they
    open nothing the answer is the one that all other words get.
    """
    token, sure = code_in(tap.typed)
    asked = tap.address.argument(0) != PERHAPS
    if is_member(tap.visitor) and not asked:
        following = await minutes.unasked(tx, tap)
        if following.name != UNKNOWN or not sure:
            return following
    if token is None:
        return await minutes.unasked(tx, tap)
    presented = await present(tx, tap, token)
    return to(UNKNOWN, TYPED) if presented == to("wrong") and not sure else presented


def code_in(typed: str) -> tuple[str | None, bool]:
    """What may be a link's token or a code in *typed*, and whether it can hardly be anything else."""
    inside = LINK_INSIDE.search(typed) or CODE_INSIDE.search(typed)
    if inside:
        return inside[1], True
    token = typed.strip(" .,!“”\"'")
    sure = any(character.isdigit() for character in token)
    return (token, sure) if CODE_SHAPE.fullmatch(token) or TOKEN_SHAPE.fullmatch(token) else (None, False)


async def present(tx: Transaction, tap: Tap, token: str) -> Address:
    """The attempt counts even where it is wrong."""
    presented = await invitations.present(tx, tap.visitor.chat_id, token, tap.now)
    if isinstance(presented, Wrong):
        return to("wrong", "paused") if presented.paused else to("wrong")
    if has_already(tap.visitor, presented):
        return to("already")
    fields = (("invitation", presented.id),)
    await drafts.put(tx, Draft(tap.visitor.chat_id, FORM, "asked", fields), tap.now)
    return to("moving") if is_move(tap.visitor, presented) else to("welcome")


async def hello(_reading: Reading, tap: Tap) -> Screen:
    return scene.hello(tap.words)


async def wrong(_reading: Reading, tap: Tap) -> Screen:
    return scene.wrong_code(tap.words, paused=tap.address.argument(0) == "paused")


async def already(_reading: Reading, tap: Tap) -> Screen:
    return scene.already_in(tap.words)


async def welcome(reading: Reading, tap: Tap) -> Screen:
    offered = await offer(reading, tap)
    if offered is None:
        return scene.already_in(tap.words) if is_member(tap.visitor) else scene.hello(tap.words)
    role, workplace = offered
    return scene.welcome(tap.words, role, tap.house.controller, workplace)


async def more(reading: Reading, tap: Tap) -> Screen:
    offered = await offer(reading, tap)
    if offered is None:
        return scene.already_in(tap.words) if is_member(tap.visitor) else scene.hello(tap.words)
    house = tap.house
    return scene.more(tap.words, offered[0], house.controller, house.privacy_contact, house.privacy_url)


async def agree(tx: Transaction, tap: Tap) -> Address:
    """The consent, and with it the role; an employee sees the timetable at once."""
    invitation = await pending(tx, tap)
    if invitation is not None:
        if is_move(tap.visitor, invitation):
            return to("moving")
        await people.join(tx, tap.visitor, invitation, tap.now)
        await drafts.clear(tx, tap.visitor.chat_id, FORM)
        return after_joining(tap.visitor, invitation)
    if offers_team(tap):
        await people.join_by_id(tx, tap.visitor, Role.TEAM, tap.now)
        return to("help")
    return to("timetable") if is_member(tap.visitor) else to("hello")


async def decline(tx: Transaction, tap: Tap) -> Address:
    await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("declined")


async def declined(_reading: Reading, tap: Tap) -> Screen:
    return scene.declined(tap.words, member=is_member(tap.visitor))


async def moving(reading: Reading, tap: Tap) -> Screen:
    invitation = await pending(reading, tap)
    employer = tap.visitor.employer
    if invitation is None or invitation.employer is None or employer is None:
        return scene.already_in(tap.words)
    return scene.moving(tap.words, employer.name, invitation.employer.name)


async def moved(tx: Transaction, tap: Tap) -> Address:
    invitation = await pending(tx, tap)
    if invitation is None or not is_move(tap.visitor, invitation):
        return to("already")
    await people.move_workplace(tx, tap.visitor, invitation, tap.now)
    await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("workplace", "moved")


async def stay(tx: Transaction, tap: Tap) -> Address:
    await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("workplace", "stayed")


async def workplace(_reading: Reading, tap: Tap) -> Screen:
    """What a move has led to, as the record has it."""
    employer = tap.visitor.employer
    if tap.address.argument(0) == "moved" and employer:
        return scene.moved(tap.words, employer.name)
    return scene.stayed(tap.words)


async def naming(_reading: Reading, tap: Tap) -> Screen:
    role = next((role for role in NAMED if tap.visitor.holds(role)), Role.TEAM)
    return scene.naming(tap.words, role)


async def name(tx: Transaction, tap: Tap) -> Address:
    if not any(tap.visitor.holds(role) for role in NAMED):
        return to("settings")
    await people.name_yourself(tx, tap.visitor, tap.typed, tap.now)
    return to("help")


async def pending(reading: Reading, tap: Tap) -> Invitation | None:
    """The invitation that this chat was last shown the privacy screen for.

    Raises:
        CodeNotValid: it has been used up, has expired or was revoked meanwhile.
    """
    draft = await drafts.get(reading, tap.visitor.chat_id, FORM)
    invitation_id = draft.get("invitation") if draft and draft.form == FORM else None
    return None if invitation_id is None else await invitations.by_id(reading, invitation_id, tap.now)


async def offer(reading: Reading, tap: Tap) -> tuple[Role, str | None] | None:
    """The role and the workplace's name that the visitor may agree to now; None where there is nothing."""
    invitation = await pending(reading, tap)
    if invitation is not None:
        return invitation.role, invitation.employer.name if invitation.employer else None
    return (Role.TEAM, None) if offers_team(tap) else None


def offers_team(tap: Tap) -> bool:
    """Whether the operator has named this chat in TEAM_IDS, and it has not joined the team yet."""
    on_team = is_member(tap.visitor) and tap.visitor.holds(Role.TEAM)
    return tap.visitor.chat_id in tap.house.team_ids and not on_team


def is_move(visitor: Visitor, invitation: Invitation) -> bool:
    """Whether the invitation would make a second workplace of the visitor's."""
    if invitation.role is not Role.EMPLOYEE or not is_member(visitor) or visitor.employer is None:
        return False
    return invitation.employer is not None and invitation.employer.id != visitor.employer.id


def has_already(visitor: Visitor, invitation: Invitation) -> bool:
    """Whether the invitation gives nothing that the visitor does not have."""
    if not is_member(visitor):
        return False
    offered_by = invitation.employer.id if invitation.employer else None
    if invitation.role is Role.EMPLOYEE:
        return visitor.employer_id == offered_by
    of_employer = offered_by if invitation.role is Role.HR else None
    return any(grant.role is invitation.role and grant.employer_id == of_employer for grant in visitor.grants)


def after_joining(visitor: Visitor, invitation: Invitation) -> Address:
    """Each role's first screen, which says that they are in."""
    if invitation.role is Role.EMPLOYEE:
        return to("timetable", "all", "", "", "joined")
    if invitation.role is Role.HR and invitation.employer:
        return to("hrfirst", invitation.employer.id)
    has_name = visitor.person is not None and visitor.person.display_name is not None
    return to("naming") if invitation.role is Role.INSTRUCTOR and not has_name else to("help")
