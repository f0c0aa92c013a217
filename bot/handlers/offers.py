"""The answers to an offered place, and to "Still coming?"."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.handlers.timetable import card
from bot.tap import Tap
from content.card import Done
from content.screen import Screen
from programme import bookings
from programme.errors import ConsentNeeded
from programme.store.engine import Reading, Transaction


async def still_coming(reading: Reading, tap: Tap) -> Screen:
    """ "Still coming": nothing changes, and nothing is kept of it; the card says whether the place is theirs."""
    coming = to("s", tap.address.argument(0), Done.COMING)
    return await card(reading, replace(tap, address=coming))


async def take(tx: Transaction, tap: Tap) -> Address:
    """ "Take the place"; the card says whether it was still there."""
    session_id = tap.address.argument(0)
    try:
        await bookings.take(tx, tap.visitor, session_id, tap.now)
    except ConsentNeeded:
        return to("consent", session_id)
    return to("s", session_id, Done.TAKEN)


async def decline(tx: Transaction, tap: Tap) -> Address:
    """ "No thanks"; pressed after taking the place, it changes nothing."""
    session_id = tap.address.argument(0)
    await bookings.decline(tx, tap.visitor, session_id, tap.now)
    return to("s", session_id, Done.DECLINED)
