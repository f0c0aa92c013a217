"""`challenges`: what there is, begun and ended in one tap, how far somebody is, and about how many take part."""

from __future__ import annotations

from datetime import date

from bot.address import Address, to
from bot.tap import Tap
from content import built_in
from content import challenges as scene
from content.challenges import Others
from content.screen import Screen
from programme import challenges, counting, digests
from programme.catalogue.published import current
from programme.errors import NotFound
from programme.model import DescribedChallenge
from programme.store.engine import Reading, Transaction


async def wanted(reading: Reading, tap: Tap) -> DescribedChallenge:
    """Raises: NotFound: there is none of that id now."""
    found = (await current(reading, built_in.catalogue())).challenge(tap.address.argument(0))
    if found is None:
        raise NotFound
    return found


def today(tap: Tap) -> date:
    return tap.now.astimezone(tap.house.zone).date()


async def others(reading: Reading, tap: Tap) -> Others:
    """What is frozen: nothing here changes with what anybody does."""
    employer = tap.visitor.employer
    last = await digests.last(reading, employer)
    return Others(last, employer is not None, await counting.is_counted(reading, tap.visitor))


async def offered(reading: Reading, tap: Tap) -> Screen:
    catalogue = await current(reading, built_in.catalogue())
    begun = await challenges.begun(reading, tap.visitor)
    return scene.screen(tap.words, catalogue, begun, await others(reading, tap))


async def one(reading: Reading, tap: Tap) -> Screen:
    """`challenge:<id>`."""
    described = await wanted(reading, tap)
    attempt = await challenges.attempt(reading, tap.visitor, described.rules, today(tap))
    return scene.one(tap.words, described, attempt, await others(reading, tap))


async def begin(tx: Transaction, tap: Tap) -> Address:
    described = await wanted(tx, tap)
    await challenges.begin(tx, tap.visitor, described.rules, today(tap))
    return to("challenge", described.rules.id)


async def end(tx: Transaction, tap: Tap) -> Address:
    described = await wanted(tx, tap)
    await challenges.end(tx, tap.visitor, described.rules)
    return to("challenge", described.rules.id)
