"""Watch again: recordings of past webinars, from `/webinars`."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import recordings as scene
from content.screen import Screen
from programme import consent, recordings
from programme.errors import ConsentNeeded
from programme.model import Purpose
from programme.store.engine import Reading, Transaction


async def watch(reading: Reading, tap: Tap) -> Screen:
    """`watch:<how many came before>`."""
    found = await recordings.listed(reading, tap.visitor, tap.now)
    after = tap.address.argument(0)
    skipped = int(after) if after.isascii() and after.isdigit() and len(after) <= 4 else 0
    return scene.screen(tap.words, found, skipped, tap.house.zone)


async def one(reading: Reading, tap: Tap) -> Screen:
    """`rec:<session>`; about health, it is asked first."""
    session_id = tap.address.argument(0)
    try:
        found = await recordings.find(reading, tap.visitor, session_id, tap.now)
    except ConsentNeeded:
        return scene.ask(tap.words, session_id)
    return scene.one(tap.words, found, tap.house.zone)


async def agree(tx: Transaction, tap: Tap) -> Address:
    """`watchhealth:<session>`: asked only about a recording that is about health and that they may see."""
    session_id = tap.address.argument(0)
    try:
        await recordings.find(tx, tap.visitor, session_id, tap.now)
    except ConsentNeeded:
        await consent.give(tx, tap.visitor, Purpose.HEALTH, tap.now)
    return to("rec", session_id)
