"""The safety line, for the team: read, written, and put back to the usual one."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.programme import actor
from bot.tap import Tap
from content import safety as scene
from content.screen import Screen
from programme import safety as rules
from programme.errors import Unusable
from programme.store.engine import Reading, Transaction


async def safety(reading: Reading, tap: Tap) -> Screen:
    """`safety:<saved, or what was wrong>`."""
    return scene.screen(tap.words, await rules.line(reading), tap.address.argument(0))


async def keep(tx: Transaction, tap: Tap) -> Address:
    try:
        await rules.keep(tx, tap.typed, actor(tap), tap.now)
    except Unusable as refusal:
        return to("safety", refusal.problem)
    return to("safety", "saved")


async def use_the_usual(tx: Transaction, tap: Tap) -> Address:
    await rules.use_the_usual(tx, actor(tap), tap.now)
    return to("safety", "saved")
