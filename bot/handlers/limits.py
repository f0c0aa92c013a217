"""How many places to come one person may hold, for the team: read and set."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.programme import actor
from bot.tap import Tap
from content import limits as scene
from content.screen import Screen
from programme import limits as rules
from programme.errors import Unusable
from programme.store.engine import Reading, Transaction


async def most(reading: Reading, tap: Tap) -> Screen:
    """`most:<saved, or what was wrong>`."""
    return scene.screen(tap.words, await rules.most_bookings(reading), tap.address.argument(0))


async def keep(tx: Transaction, tap: Tap) -> Address:
    try:
        await rules.keep(tx, tap.typed, actor(tap), tap.now)
    except Unusable as refusal:
        return to("most", refusal.problem)
    return to("most", "saved")
