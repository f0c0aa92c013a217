"""A weekly series of an instructor's own: its dates, one left out, one added."""

from __future__ import annotations

from datetime import date

from bot.address import Address, to
from bot.tap import Tap
from content import series as scene
from content.screen import Screen
from programme import post_text
from programme.errors import Unusable
from programme.series import dates
from programme.store.engine import Reading, Transaction


async def show(reading: Reading, tap: Tap) -> Screen:
    """`series:<session>:<what was just done>`."""
    session_id = tap.address.argument(0)
    found = await dates.of_session(reading, tap.visitor, session_id, tap.now)
    return scene.screen(tap.words, session_id, found.series, found.coming, tap.now, done=tap.address.argument(1))


async def ask_to_drop(reading: Reading, tap: Tap) -> Screen:
    return await ask(reading, tap, adds=False)


async def ask_to_add(reading: Reading, tap: Tap) -> Screen:
    return await ask(reading, tap, adds=True)


async def ask(reading: Reading, tap: Tap, *, adds: bool) -> Screen:
    """`datedrop:<session>:<problem>`."""
    session_id, problem = tap.address.argument(0), tap.address.argument(1)
    found = await dates.of_session(reading, tap.visitor, session_id, tap.now)
    return scene.ask_date(tap.words, session_id, found.series, found.coming, adds=adds, problem=problem)


async def drop(tx: Transaction, tap: Tap) -> Address:
    """`datedropped:<session>:<date>`, or what was typed."""
    session_id = tap.address.argument(0)
    try:
        await dates.drop(tx, tap.visitor, session_id, day_said(tap), tap.now)
    except Unusable as refusal:
        return to("datedrop", session_id, refusal.problem)
    return to("series", session_id, "done")


async def add(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    try:
        await dates.add(tx, tap.visitor, session_id, day_said(tap), tap.now)
    except Unusable as refusal:
        return to("dateadd", session_id, refusal.problem)
    return to("series", session_id, "done")


def day_said(tap: Tap) -> date:
    """Raises Unusable: "day" is none that is surely understood."""
    return post_text.day(tap.address.argument(1) or tap.typed, tap.now.astimezone(tap.house.zone).date())
