"""Workplaces, for the team: a list, a form for a new one, and what may change about each."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.programme import YES, actor, skipped, workplace
from bot.tap import Tap
from content import workplaces as scene
from content.screen import Screen
from programme import closing, drafts, employers
from programme.errors import EmployerExists, EmployerUnknown, NotFound, Unusable
from programme.model import Draft
from programme.store.engine import Reading, Transaction

FORM = "workplace"
NAME, HEADCOUNT = "name", "headcount"
EXISTS = "exists"


async def workplaces(reading: Reading, tap: Tap) -> Screen:
    """`workplaces:<how many came before>`."""
    return scene.screen(tap.words, await employers.all_open(reading), skipped(tap, 0))


async def one(reading: Reading, tap: Tap) -> Screen:
    """`wp:<workplace>:<what was just done>`; one that has closed says so."""
    try:
        found = await employers.open_or_closed(reading, tap.address.argument(0))
    except EmployerUnknown:
        raise NotFound from None
    done = tap.address.argument(1)
    if found.closed_at:
        orphans = await closing.sessions_only_for(reading, found.id, tap.now)
        return scene.closed(tap.words, found, orphans, done)
    return scene.one(tap.words, found, done)


# a new one


async def new(tx: Transaction, tap: Tap) -> Address:
    """The form begins, from its first question."""
    await drafts.put(tx, Draft(tap.visitor.chat_id, FORM, NAME), tap.now)
    return to("wpform")


async def form(reading: Reading, tap: Tap) -> Screen:
    """`wpform:<what was wrong>`: the question that the form has come to."""
    draft = await begun(reading, tap)
    if draft is None:
        return scene.screen(tap.words, await employers.all_open(reading), 0)
    problem = tap.address.argument(0)
    if draft.step == HEADCOUNT:
        return scene.ask_headcount(tap.words, draft.get(NAME) or "", problem)
    return scene.ask_name(tap.words, problem)


async def typed(tx: Transaction, tap: Tap) -> Address:
    """The answer. What cannot be used is asked for again, and nothing is kept of it."""
    draft = await begun(tx, tap)
    if draft is None:
        return to("workplaces")
    try:
        return await (add if draft.step == HEADCOUNT else take_name)(tx, tap, draft)
    except Unusable as refusal:
        return to("wpform", refusal.problem)
    except EmployerExists:
        await drafts.put(tx, Draft(tap.visitor.chat_id, FORM, NAME), tap.now)
        return to("wpform", EXISTS)


async def take_name(tx: Transaction, tap: Tap, draft: Draft) -> Address:
    name = await employers.free_name(tx, tap.typed)
    await drafts.put(tx, draft.with_field(NAME, name, HEADCOUNT), tap.now)
    return to("wpform")


async def add(tx: Transaction, tap: Tap, draft: Draft) -> Address:
    headcount = employers.headcount_of(tap.typed)
    added = await employers.add(tx, draft.get(NAME) or "", headcount, actor(tap), tap.now)
    await drafts.clear(tx, tap.visitor.chat_id, FORM)
    return to("wp", added.id, "added")


async def begun(reading: Reading, tap: Tap) -> Draft | None:
    draft = await drafts.get(reading, tap.visitor.chat_id, FORM)
    return draft if draft and draft.form == FORM else None


# what may change


async def rename(reading: Reading, tap: Tap) -> Screen:
    """`wprename:<workplace>:<what was wrong>`."""
    found = await workplace(reading, tap.address.argument(0))
    return scene.ask_new_name(tap.words, found, tap.address.argument(1))


async def renamed(tx: Transaction, tap: Tap) -> Address:
    at = tap.address.argument(0)
    try:
        await employers.rename(tx, at, tap.typed, actor(tap), tap.now)
    except Unusable as refusal:
        return to("wprename", at, refusal.problem)
    except EmployerExists:
        return to("wprename", at, EXISTS)
    except EmployerUnknown:
        raise NotFound from None
    return to("wp", at, "renamed")


async def recount(reading: Reading, tap: Tap) -> Screen:
    """`wpheads:<workplace>:<what was wrong>`."""
    found = await workplace(reading, tap.address.argument(0))
    return scene.ask_new_headcount(tap.words, found, tap.address.argument(1))


async def recounted(tx: Transaction, tap: Tap) -> Address:
    at = tap.address.argument(0)
    try:
        await employers.recount(tx, at, employers.headcount_of(tap.typed), actor(tap), tap.now)
    except Unusable as refusal:
        return to("wpheads", at, refusal.problem)
    except EmployerUnknown:
        raise NotFound from None
    return to("wp", at, "counted")


async def ask_to_close(reading: Reading, tap: Tap) -> Screen:
    """`wpclose:<workplace>`: nothing happens until it is confirmed."""
    try:
        found = await workplace(reading, tap.address.argument(0))
    except NotFound:
        return await one(reading, tap)
    orphans = await closing.sessions_only_for(reading, found.id, tap.now)
    return scene.ask_to_close(tap.words, found, orphans)


async def close(tx: Transaction, tap: Tap) -> Address:
    """`wpclosed:<workplace>:yes`; pressed again, or by two at once, it says that it is closed."""
    at = tap.address.argument(0)
    if tap.address.argument(1) != YES:
        return to("wpclose", at)
    try:
        await closing.close(tx, at, actor(tap), tap.now)
    except EmployerUnknown:
        raise NotFound from None
    return to("wp", at, "closed")
