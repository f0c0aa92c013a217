"""Sessions as the team looks after them: the health flag, and recordings of past webinars."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers.programme import actor, skipped
from bot.tap import Tap
from content import oversight as scene
from content.screen import Screen
from programme import corrections
from programme.errors import NotFound, Unusable
from programme.model import Sensitivity
from programme.store.engine import Reading, Transaction

FLAGS = {flag.value: flag for flag in Sensitivity}


async def sessions(reading: Reading, tap: Tap) -> Screen:
    """`allsessions:<how many came before>`."""
    found = await corrections.to_come(reading, tap.now)
    return scene.screen(tap.words, found, skipped(tap, 0), tap.house.zone)


async def recordings(reading: Reading, tap: Tap) -> Screen:
    """`recordings:<how many came before>`: webinars that are over."""
    found = await corrections.past_webinars(reading, tap.now)
    return scene.past(tap.words, found, skipped(tap, 0), tap.house.zone)


async def one(reading: Reading, tap: Tap) -> Screen:
    """`ts:<session>:<what was just done>`."""
    found = await corrections.session(reading, tap.address.argument(0))
    audience = await corrections.audience(reading, found.id)
    return scene.one(tap.words, found, audience, tap.now, tap.house.zone, tap.address.argument(1))


async def ask_about_health(reading: Reading, tap: Tap) -> Screen:
    """`tshealth:<session>`: places may be lost by it, so it is asked first."""
    return scene.ask_about_health(tap.words, await corrections.session(reading, tap.address.argument(0)))


async def flag(tx: Transaction, tap: Tap) -> Address:
    """`tsflag:<session>:health` or `…:ordinary`."""
    session_id, wanted = tap.address.argument(0), FLAGS.get(tap.address.argument(1))
    if wanted is None:
        raise NotFound
    await corrections.set_sensitivity(tx, session_id, wanted, actor(tap), tap.now)
    return to("ts", session_id, "health")


async def ask_recording(reading: Reading, tap: Tap) -> Screen:
    """`tsrec:<session>:<what was wrong>`."""
    found = await corrections.session(reading, tap.address.argument(0))
    return scene.ask_recording(tap.words, found, tap.address.argument(1))


async def keep_recording(tx: Transaction, tap: Tap) -> Address:
    """The link that was typed; it is checked, and never fetched."""
    session_id = tap.address.argument(0)
    try:
        await corrections.keep_recording(tx, session_id, tap.typed, actor(tap), tap.now)
    except Unusable as refusal:
        return to("tsrec", session_id, refusal.problem)
    return to("ts", session_id, "recording")


async def remove_recording(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await corrections.remove_recording(tx, session_id, actor(tap), tap.now)
    return to("ts", session_id, "gone")
