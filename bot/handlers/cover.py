"""Cover: asked for, offered to the other instructors, taken by the first."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import classes as class_scene
from content import cover as scene
from content.screen import Screen
from programme import cover
from programme.store.engine import Reading, Transaction


async def ask(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await cover.ask(tx, tap.visitor, session_id, tap.now)
    return to("class", session_id, class_scene.ASKED)


async def stop(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await cover.withdraw(tx, tap.visitor, session_id, tap.now)
    return to("class", session_id)


async def offer(reading: Reading, tap: Tap) -> Screen:
    found = await cover.offered(reading, tap.visitor, tap.address.argument(0))
    return scene.offer(tap.words, found, tap.house.zone)


async def take(tx: Transaction, tap: Tap) -> Address:
    """Whoever is second is thanked (`content.refusals`)."""
    session_id = tap.address.argument(0)
    await cover.accept(tx, tap.visitor, session_id, tap.now)
    return to("class", session_id, class_scene.COVERING)
