"""`challenges`: what there is, begun and ended in one tap, how far somebody is, and about how many take part."""

from __future__ import annotations

from datetime import date, timedelta

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

DIGITS = 5
"""Fewer are enough for the days of any challenge."""


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
    """Where it was is in the next address alone, so that it can go on from there."""
    described = await wanted(tx, tap)
    started = await challenges.end(tx, tap.visitor, described.rules.id)
    if started is None:
        return to("challenge", described.rules.id)
    days = (today(tap) - started).days
    return to("challengeover", described.rules.id, str(days), f"{today(tap):%d}")


async def stopped(reading: Reading, tap: Tap) -> Screen:
    """`challengeover:<id>:<days it went on>:<day of the month on which it was stopped>`."""
    described = await wanted(reading, tap)
    days = days_gone(tap)
    goes_on = days is not None and days < described.rules.days
    return scene.stopped(tap.words, described, str(to("challengeback", *tap.address.arguments)) if goes_on else None)


async def carry_on(tx: Transaction, tap: Tap) -> Address:
    """`challengeback:<id>:<days it went on>:<day of the month>`, on the same day."""
    described, days = await wanted(tx, tap), days_gone(tap)
    if days is None:
        raise NotFound
    await challenges.carry_on(tx, tap.visitor, described.rules, today(tap) - timedelta(days=days), today(tap))
    return to("challenge", described.rules.id)


def days_gone(tap: Tap) -> int | None:
    """None: it was stopped on another day, or never."""
    days = tap.address.argument(1)
    known = days.isascii() and days.isdigit() and len(days) < DIGITS
    return int(days) if known and tap.address.argument(2) == f"{today(tap):%d}" else None
