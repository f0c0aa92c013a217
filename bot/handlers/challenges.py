"""`challenges`: what there is, begun and ended in one tap, and how far somebody is."""

from __future__ import annotations

from datetime import date

from bot.address import Address, to
from bot.tap import Tap
from content import challenges as scene
from content.challenges import DescribedChallenge
from content.screen import Screen
from programme import challenges
from programme.errors import NotFound
from programme.store.engine import Reading, Transaction


def wanted(tap: Tap) -> DescribedChallenge:
    found = scene.find(tap.address.argument(0))
    if found is None:
        raise NotFound
    return found


def today(tap: Tap) -> date:
    return tap.now.astimezone(tap.house.zone).date()


async def offered(reading: Reading, tap: Tap) -> Screen:
    return scene.screen(tap.words, await challenges.begun(reading, tap.visitor))


async def one(reading: Reading, tap: Tap) -> Screen:
    """`challenge:<id>`."""
    described = wanted(tap)
    attempt = await challenges.attempt(reading, tap.visitor, described.rules, today(tap))
    return scene.one(tap.words, described, attempt)


async def begin(tx: Transaction, tap: Tap) -> Address:
    described = wanted(tap)
    await challenges.begin(tx, tap.visitor, described.rules, today(tap))
    return to("challenge", described.rules.id)


async def end(tx: Transaction, tap: Tap) -> Address:
    described = wanted(tap)
    await challenges.end(tx, tap.visitor, described.rules)
    return to("challenge", described.rules.id)
