"""HR: the frozen figures, all that there ever were, and a link for colleagues. Nothing here is about one person."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from bot.address import Address, to
from bot.tap import Tap
from content import digest as scene
from content import digest_wishes as wishes_scene
from content import earlier_figures as earlier_scene
from content import hr as words_for_hr
from content import posters
from content import readers as readers_scene
from content.screen import Choice, Screen
from programme import digest_wishes, digests, invitations, period_text, periods, summaries
from programme.errors import EmployerUnknown, NotFound, Unusable
from programme.model import Digest, Employer, Role
from programme.store.engine import Reading, Transaction

TOKEN = re.compile(r"[0-9A-Za-z_-]{16,64}")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
PAGE = re.compile(r"[0-9]{1,4}")


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
    if not period:
        return await latest(reading, tap, employer, await ways_on(reading, tap, employer))
    frozen = await digests.of_period(reading, employer, period)
    return await figures(reading, tap, employer, frozen)


async def figures(reading: Reading, tap: Tap, employer: Employer, frozen: Digest) -> Screen:
    """One that was published."""
    summary = await summaries.summary(reading, employer, (frozen,), tap.now, next_on=None)
    return scene.latest(tap.words, summary, await ways_on(reading, tap, employer))


async def latest(reading: Reading, tap: Tap, employer: Employer, rows: tuple[tuple[Choice, ...], ...]) -> Screen:
    """The last that was published: the one screen for HR, and for employees who ask what HR sees."""
    frozen = tuple(await digests.published(reading, employer))[-1:]
    next_on = digests.next_on(employer, tap.now, tap.house.zone)
    summary = await summaries.summary(reading, employer, frozen, tap.now, next_on=next_on)
    return scene.latest(tap.words, summary, rows)


async def ways_on(reading: Reading, tap: Tap, employer: Employer) -> tuple[tuple[Choice, ...], ...]:
    words = tap.words
    others = [one for one in await summaries.workplaces(reading, tap.visitor) if one.id != employer.id]
    has_past = bool(await digests.published(reading, employer))
    who_else = (readers_scene.choice(words, employer.id),) if tap.house.sends_mail else ()
    note = Choice(words.plain("A note for colleagues"), f"staffnote:{employer.id}")
    link = Choice(words.plain("A link for colleagues"), "invite")
    past = (
        (Choice(words.plain("Earlier ones"), f"earlier:{employer.id}"), scene.see_workbook(words, employer.id))
        if has_past
        else ()
    )
    return (
        *((past,) if past else ()),
        (note, link),
        (wishes_scene.choice(words, employer.id), *who_else),
        *((Choice(one.name[:40], f"digest:{one.id}"),) for one in others[:5]),
    )


async def first(reading: Reading, tap: Tap) -> Screen:
    """`hrfirst:<workplace>`: right after joining, and true whenever it is shown again."""
    employer = await workplace(reading, tap, 0)
    wish = await digest_wishes.of(reading, person_id(tap), employer.id)
    comes = digest_wishes.first_message(wish, tap.now, tap.house.zone)
    return words_for_hr.first(tap.words, (employer.id, employer.name), comes, tap.house.zone)


async def earlier(reading: Reading, tap: Tap) -> Screen:
    """`earlier:<workplace>:<page>`: all that was published, the newest first."""
    employer = await workplace(reading, tap, 0)
    frozen = await digests.published(reading, employer)
    page = tap.address.argument(1) or "0"
    if not PAGE.fullmatch(page):
        raise NotFound
    return earlier_scene.screen(tap.words, employer.id, frozen, int(page))


async def find_earlier(reading: Reading, tap: Tap) -> Screen:
    """`earlierfind:<workplace>`: when it was, typed."""
    employer = await workplace(reading, tap, 0)
    frozen = await digests.published(reading, employer)
    try:
        found = period_text.find(tap.typed, frozen, periods.local_date(tap.now, tap.house.zone))
    except Unusable:
        return earlier_scene.not_found(tap.words, employer.id, understood=False)
    if len(found) == 1:
        return await figures(reading, tap, employer, found[0])
    if found:
        return earlier_scene.found(tap.words, employer.id, found)
    return earlier_scene.not_found(tap.words, employer.id, understood=True)


async def staff_note(reading: Reading, tap: Tap) -> Screen:
    employer = await workplace(reading, tap, 0)
    summary = await summaries.summary(reading, employer, (), tap.now, next_on=None)
    named = replace(summary, bot_username=tap.house.bot_username)
    return scene.note_alone(tap.words, named, tap.house.zone, words_for_hr.back(tap.words))


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
    url = f"https://t.me/{tap.house.bot_username}?start={token}"
    drawn = await asyncio.to_thread(posters.files, tap.words, posters.Poster(url, code, tap.house.bot_username))
    return words_for_hr.link(tap.words, url, code, drawn)
