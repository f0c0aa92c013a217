"""Resources, webinars and challenges, for the team: a workbook out and back, a preview, and earlier versions."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.fetching import Unfetched
from bot.handlers.programme import actor
from bot.tap import Tap
from content import built_in
from content import catalogues as scene
from content.screen import Screen
from content.workbooks import catalogue as writing
from content.workbooks import catalogue_read as reading_back
from programme.catalogue import body, changes, proposing, published
from programme.errors import CatalogueMoved, NotFound
from programme.model import Catalogue, SheetProblem, WorkbookRead
from programme.store.engine import Reading, Transaction

TROUBLES = {Unfetched.TOO_LARGE: "too_large", Unfetched.GONE: "gone"}
MOST_DIGITS = 9


def read(content: bytes | Unfetched) -> WorkbookRead:
    """What is made of a file before its transaction, beside the event loop."""
    if isinstance(content, Unfetched):
        return WorkbookRead(problems=(SheetProblem(TROUBLES[content]),))
    return reading_back.read(content, built_in.catalogue().topics)


async def catalogue(reading: Reading, tap: Tap) -> Screen:
    """The workbook, and the question for it."""
    found = await published.standing(reading, built_in.catalogue())
    now = found.catalogue
    workbook = writing.workbook(tap.words, now.topics, body.rows(now), found.latest)
    return scene.screen(tap.words, now, found.problem, workbook, tap.house.zone)


async def back(tx: Transaction, tap: Tap) -> Address:
    """A file that was sent, or words in its place."""
    if tap.brought is None:
        return to("catfile")
    await proposing.propose(tx, tap.visitor.chat_id, tap.brought, built_in.catalogue(), tap.now)
    return to("catseen")


async def ask_again(_reading: Reading, tap: Tap) -> Screen:
    return scene.ask_again(tap.words)


async def seen(reading: Reading, tap: Tap) -> Screen:
    """What the file would change, or what is wrong with it."""
    proposal = await proposing.proposed(reading, tap.visitor.chat_id, built_in.catalogue())
    if proposal is None:
        return scene.ask_again(tap.words)
    if proposal.catalogue is None:
        return scene.problems(tap.words, proposal.problems, proposal.more)
    standing = await published.standing(reading, built_in.catalogue())
    shown = await effect(reading, standing, proposal.catalogue)
    is_outdated = proposal.made_from is not None and proposal.made_from < standing.latest
    return scene.preview(tap.words, replace(shown, is_outdated=is_outdated), proposal.seal, standing.latest)


async def effect(reading: Reading, standing: published.Standing, after: Catalogue) -> scene.Effect:
    """What *after* would change about what people see."""
    before = standing.catalogue
    about_health = changes.newly_about_health(before, after)
    flagged = await published.about_to_be_flagged(reading, about_health)
    found = changes.changes(before, after)
    kept = {one.rules.id for one in after.challenges}
    return scene.Effect(
        found,
        tuple(one.title for one in about_health),
        len(flagged),
        tuple(one.title for one in changes.no_longer_about_health(before, after)),
        loses_challenge=any(one.rules.id not in kept for one in before.challenges),
        is_repair=standing.problem is not None,
    )


async def go(tx: Transaction, tap: Tap) -> Address:
    """`catgo:<the latest version when it was shown>:<seal of what was shown>`."""
    after, seal = number(tap, 0), tap.address.argument(1)
    try:
        await proposing.decide(tx, tap.visitor.chat_id, seal, after, built_in.catalogue(), actor(tap), tap.now)
    except CatalogueMoved:
        return to("catmoved")
    return to("catdone")


async def moved(_reading: Reading, tap: Tap) -> Screen:
    return scene.moved(tap.words)


async def done(reading: Reading, tap: Tap) -> Screen:
    now = await published.current(reading, built_in.catalogue())
    return scene.published(tap.words, now, tap.house.zone)


async def drop(tx: Transaction, tap: Tap) -> Address:
    await proposing.drop(tx, tap.visitor.chat_id)
    return to("catdropped")


async def dropped(_reading: Reading, tap: Tap) -> Screen:
    return scene.dropped(tap.words)


async def older(reading: Reading, tap: Tap) -> Screen:
    kept = await published.versions(reading)
    now = await published.current(reading, built_in.catalogue())
    return scene.older(tap.words, kept, now, tap.house.zone)


async def version(reading: Reading, tap: Tap) -> Screen:
    """`catversion:<number>`; 0 is what came with the bot."""
    standing = await published.standing(reading, built_in.catalogue())
    wanted = number(tap, 0)
    earlier = await published.version(reading, wanted, built_in.catalogue())
    shown = await effect(reading, standing, earlier)
    return scene.version(tap.words, wanted, shown, standing.latest)


async def put_back(tx: Transaction, tap: Tap) -> Address:
    """`catput:<number>:<the latest version when it was shown>`: it becomes a new version."""
    wanted, after = number(tap, 0), number(tap, 1)
    earlier = await published.version(tx, wanted, built_in.catalogue())
    try:
        await published.publish(tx, earlier, built_in.catalogue(), after, actor(tap), tap.now)
    except CatalogueMoved:
        return to("catolder")
    return to("catdone")


def number(tap: Tap, index: int) -> int:
    """Raises: NotFound: the address holds no number there."""
    text = tap.address.argument(index)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise NotFound
    return int(text)
