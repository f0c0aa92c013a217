"""What those who are booked answer to the news of a change: "Keep my place", "Got it"."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.handlers import timetable
from bot.tap import Tap
from content.screen import Screen
from programme import sessions
from programme.changes import new_link
from programme.store.engine import Reading, Transaction


async def keep(reading: Reading, tap: Tap) -> Screen:
    """`keep:<session>`: the card says how things are; nothing needs to be written for a place to stay."""
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    shown = await timetable.card(reading, replace(tap, address=to("s", tap.address.argument(0))))
    is_kept = found.booking is not None and found.booking.is_live
    return replace(shown, toast=tap.words.plain("Thanks. Your place is kept.")) if is_kept else shown


async def got_it(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await new_link.got_it(tx, tap.visitor, session_id, tap.now)
    return to("s", session_id)
