"""HR: the frozen figures, the summary by e-mail too, and a link for colleagues. Nothing here is about one person."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.address import Address, to
from bot.tap import Tap
from content import digest as scene
from content import hr as words_for_hr
from content.screen import Choice, Screen
from programme import digests, emails, invitations, periods, summaries
from programme.errors import EmployerUnknown, NotFound, Unusable
from programme.model import Employer, Role
from programme.store.engine import Reading, Transaction

TOKEN = re.compile(r"[0-9A-Za-z_-]{16,64}")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


async def workplace(reading: Reading, tap: Tap, argument: int) -> Employer:
    """The workplace that the address names, or the first whose HR the visitor is.

    Raises:
        NotFound: they are not HR there now, or it has closed.
    """
    wanted = tap.address.argument(argument)
    try:
        mine = await summaries.workplaces(reading, tap.visitor)
    except EmployerUnknown:
        raise NotFound from None
    found = next((one for one in mine if wanted in ("", one.id)), None)
    if found is None:
        raise NotFound
    return found


async def digest(reading: Reading, tap: Tap) -> Screen:
    """`digest:<workplace>:<period>`: what was frozen, read and never made here."""
    employer = await workplace(reading, tap, 0)
    period = tap.address.argument(1)
    frozen = (
        (await digests.of_period(reading, employer, period),)
        if period
        else tuple(await digests.published(reading, employer))[-1:]
    )
    today = periods.local_date(tap.now, tap.house.zone)
    next_on = None if period else periods.next_figures_on(employer.headcount, today)
    summary = await summaries.summary(reading, employer, frozen, tap.now, next_on=next_on)
    return scene.latest(tap.words, summary, await ways_on(reading, tap, employer))


async def ways_on(reading: Reading, tap: Tap, employer: Employer) -> tuple[tuple[Choice, ...], ...]:
    words = tap.words
    others = [one for one in await summaries.workplaces(reading, tap.visitor) if one.id != employer.id]
    by_mail = Choice(words.plain("Send it by e-mail too"), "mailto")
    return (
        (
            Choice(words.plain("Earlier ones"), f"earlier:{employer.id}"),
            Choice(words.plain("A note for colleagues"), f"staffnote:{employer.id}"),
        ),
        (Choice(words.plain("A link for colleagues"), "invite"),),
        *(((by_mail,),) if tap.house.sends_mail else ()),
        *((Choice(one.name[:40], f"digest:{one.id}"),) for one in others[:5]),
    )


async def earlier(reading: Reading, tap: Tap) -> Screen:
    employer = await workplace(reading, tap, 0)
    frozen = await digests.published(reading, employer)
    return scene.earlier(tap.words, frozen, words_for_hr.back(tap.words), f"digest:{employer.id}")


async def staff_note(reading: Reading, tap: Tap) -> Screen:
    employer = await workplace(reading, tap, 0)
    summary = await summaries.summary(reading, employer, (), tap.now, next_on=None)
    named = replace(summary, bot_username=tap.house.bot_username)
    return scene.note_alone(tap.words, named, tap.house.zone, words_for_hr.back(tap.words))


# by e-mail too


async def mail_to(reading: Reading, tap: Tap) -> Screen:
    """`mailto:<new, or a problem>`: ask for an address, or say what there is."""
    if not tap.house.sends_mail:
        return words_for_hr.no_mail(tap.words)
    asked = tap.address.argument(0)
    held = await emails.of(reading, person_id(tap))
    if held is None or asked:
        return words_for_hr.ask_address(tap.words, asked)
    if held.is_confirmed:
        return words_for_hr.has_address(tap.words, held.email)
    return words_for_hr.ask_code(tap.words, held.email)


async def mail_typed(tx: Transaction, tap: Tap) -> Address:
    if not tap.house.sends_mail:
        return to("mailto")
    try:
        await emails.request(tx, person_id(tap), tap.typed, tap.now)
    except Unusable as refusal:
        return to("mailto", refusal.problem)
    return to("mailcode")


async def mail_again(tx: Transaction, tap: Tap) -> Address:
    """A new code to the same address."""
    held = await emails.of(tx, person_id(tap))
    if held is None or held.is_confirmed:
        return to("mailto")
    try:
        await emails.request(tx, held.person_id, held.email, tap.now)
    except Unusable as refusal:
        return to("mailto", refusal.problem)
    return to("mailcode")


async def mail_code(reading: Reading, tap: Tap) -> Screen:
    """`mailcode:<wrong or over>`."""
    held = await emails.of(reading, person_id(tap))
    if held is None:
        return words_for_hr.ask_address(tap.words)
    if held.is_confirmed:
        return words_for_hr.confirmed(tap.words, held.email)
    return words_for_hr.ask_code(tap.words, held.email, tap.address.argument(0))


async def mail_confirm(tx: Transaction, tap: Tap) -> Address:
    """The code that was typed; a wrong one is counted."""
    wrong = await emails.confirm(tx, person_id(tap), tap.typed, tap.now)
    if wrong is None:
        return to("mailcode")
    return to("mailcode", "over" if wrong.is_over else "wrong")


async def mail_off(tx: Transaction, tap: Tap) -> Address:
    await emails.stop(tx, person_id(tap), tap.now)
    return to("mailstopped")


async def mail_stopped(_reading: Reading, tap: Tap) -> Screen:
    return words_for_hr.stopped(tap.words)


def person_id(tap: Tap) -> str:
    if tap.visitor.person is None:
        raise NotFound
    return tap.visitor.person.id


# a link for colleagues


async def invite(reading: Reading, tap: Tap) -> Screen:
    """`invite:<workplace>`; which one is asked where there are several."""
    employer = await workplace(reading, tap, 0)
    mine = await summaries.workplaces(reading, tap.visitor)
    if len(mine) > 1 and not tap.address.argument(0):
        names = tuple((one.id, one.name) for one in mine)
        return words_for_hr.which_workplace(tap.words, names, "invite")
    return words_for_hr.invite(tap.words, employer.id)


async def new_link(tx: Transaction, tap: Tap) -> Address:
    """Always one for everybody: a link for one person would say who joined."""
    employer = await workplace(tx, tap, 0)
    made = await invitations.make(tx, Role.EMPLOYEE, employer.id, tap.now, actor=person_id(tap))
    return to("hrlink", made.link_token, made.code)


async def link(_reading: Reading, tap: Tap) -> Screen:
    """`hrlink:<token>:<code>`; there is no other copy of either."""
    token, code = tap.address.argument(0), tap.address.argument(1)
    if not (TOKEN.fullmatch(token) and CODE.fullmatch(code)):
        raise NotFound
    return words_for_hr.link(tap.words, f"https://t.me/{tap.house.bot_username}?start={token}", code)
