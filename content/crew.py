"""Instructors, HR contacts and the team, for the team: who they are, inviting one, removing one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from content import programme, workplaces
from content.screen import Choice, Screen
from content.sessions import shortened
from content.words import Words, listed, paragraphs
from programme.model import Employer, Holder, Role

IN_LINE = 60
IN_BUTTON = 24
UNNAMED = {Role.INSTRUCTOR: "Instructor {n}", Role.HR: "HR contact {n}", Role.TEAM: "Team member {n}"}
NOBODY = {
    Role.INSTRUCTOR: "Nobody yet. Invite the first one:",
    Role.HR: "Nobody yet, so nobody gets its figures. Invite one:",
    Role.TEAM: "Nobody yet.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Everybody who holds one role, at one workplace where it is held at one."""

    role: Role
    workplace: Employer | None
    holders: tuple[Holder, ...]
    waiting: int = 0
    """Invitations that nobody has used yet."""
    reader_id: str = ""
    """The person who looks at it."""


def screen(words: Words, part: Part, skipped: int) -> Screen:
    where = place(part.role, part.workplace)
    shown = programme.page(part.holders, skipped)
    lines = listed(_line(words, number, one, is_self=one.person_id == part.reader_id) for number, one in shown)
    text = paragraphs(
        _title(words, part.role, part.workplace),
        lines or words.say(NOBODY[part.role]),
        _waiting(words, part.waiting),
    )
    rows = (
        *((_button(words, number, one),) for number, one in shown),
        *programme.pages(words, len(part.holders), skipped, _paged(where)),
        *_inviting(words, where, part.waiting),
        (_back(words, part.workplace),),
    )
    return Screen(text, rows)


def place(role: Role, workplace: Employer | None) -> str:
    """The arguments of an address that is about this part of the crew."""
    return f"{role.value}:{workplace.id}" if workplace else role.value


def named(words: Words, holder: Holder, number: int) -> str:
    """The name they typed, or what stands for it."""
    if holder.name:
        return shortened(holder.name, IN_LINE)
    return words.plain(UNNAMED[holder.role], n=number)


def ask_to_remove(words: Words, holder: Holder, number: int, leads: int, *, is_self: bool) -> Screen:
    """Nothing happens until it is confirmed. *leads*: sessions to come that they lead."""
    text = paragraphs(
        words.say("Remove <b>{name}</b>?", name=named(words, holder, number)),
        words.say("That's you. You'd leave this room at once.") if is_self else None,
        _what_ends(words, holder),
        _stays(words, leads),
    )
    back = place(holder.role, holder.employer)
    row = (
        Choice(words.plain("Yes, remove"), f"crewend:{holder.id}:yes"),
        Choice(words.plain("Keep"), f"crew:{back}"),
    )
    return Screen(text, (row,))


def removed(words: Words, holder: Holder, leaderless: int) -> Screen:
    text = paragraphs(
        words.say("Done: {name} is removed.", name=shortened(holder.name, IN_LINE))
        if holder.name
        else words.say("Done: removed."),
        _stays(words, leaderless),
        words.say("What they use for themselves, such as bookings, stays theirs."),
    )
    row = (Choice(words.plain("Back to the list"), f"crew:{place(holder.role, holder.employer)}"),)
    return Screen(text, (row, (Choice(words.plain("See all sessions"), "allsessions"),)))


def _title(words: Words, role: Role, workplace: Employer | None) -> Markup:
    if workplace:
        return words.say("<b>HR contacts of {name}</b>", name=workplace.name)
    return words.say("<b>Instructors</b>") if role is Role.INSTRUCTOR else words.say("<b>The programme team</b>")


def _line(words: Words, number: int, holder: Holder, *, is_self: bool) -> Markup:
    name = named(words, holder, number)
    if is_self:
        return words.say("{number}. {name} (you)", number=number, name=name)
    return words.say("{number}. {name}", number=number, name=name)


def _button(words: Words, number: int, holder: Holder) -> Choice:
    name = shortened(named(words, holder, number), IN_BUTTON)
    return Choice(words.plain("Remove {number} · {name}", number=number, name=name), f"crewout:{holder.id}")


def _waiting(words: Words, waiting: int) -> Markup | None:
    if not waiting:
        return None
    return words.count("{n} invitation is waiting to be used.", "{n} invitations are waiting to be used.", waiting)


def _inviting(words: Words, where: str, waiting: int) -> tuple[tuple[Choice, ...], ...]:
    invite = Choice(words.plain("Invite one"), f"crewmake:{where}")
    take_back = Choice(words.plain("Take back invitations"), f"crewstop:{where}")
    return ((invite, take_back),) if waiting else ((invite,),)


def _back(words: Words, workplace: Employer | None) -> Choice:
    return workplaces.back_to(words, workplace.id) if workplace else programme.back(words)


def _paged(where: str) -> str:
    """The address that takes the number of those skipped behind role and workplace."""
    return f"crew:{where}" if ":" in where else f"crew:{where}:"


def _what_ends(words: Words, holder: Holder) -> Markup:
    if holder.role is Role.INSTRUCTOR:
        return words.say("They can't post or change sessions any more.")
    if holder.role is Role.HR and holder.employer:
        return words.say("They get no more figures for {name}.", name=holder.employer.name)
    return words.say("They can't look after the programme any more.")


def _stays(words: Words, leads: int) -> Markup | None:
    if not leads:
        return None
    return words.count(
        "{n} session to come stays on the timetable, with nobody to lead it.",
        "{n} sessions to come stay on the timetable, with nobody to lead them.",
        leads,
    )
