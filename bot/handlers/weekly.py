"""Booking a weekday of a weekly series, and giving single dates of it up."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import weekly as scene
from content.screen import Screen
from programme import bookings, series_bookings
from programme.errors import ConsentNeeded
from programme.store.engine import Reading, Transaction


async def every(tx: Transaction, tap: Tap) -> Address:
    """ "Book every Tuesday"; consent is asked first where the session is about health."""
    session_id = tap.address.argument(0)
    try:
        await series_bookings.start(tx, tap.visitor, session_id, tap.now)
    except ConsentNeeded:
        return to("consent", session_id)
    return to("weeks", session_id)


async def stop(tx: Transaction, tap: Tap) -> Address:
    """ "Stop booking every Tuesday": what is booked stays booked."""
    session_id = tap.address.argument(0)
    await series_bookings.stop(tx, tap.visitor, session_id, tap.now)
    return to("weeks", session_id)


async def weeks(reading: Reading, tap: Tap) -> Screen:
    found = await series_bookings.weeks_of(reading, tap.visitor, tap.address.argument(0), tap.now)
    return scene.screen(tap.words, found, tap.house.zone)


async def give_up(tx: Transaction, tap: Tap) -> Address:
    """`weekout:<session>:<the session of the screen>`"""
    await bookings.cancel(tx, tap.visitor, tap.address.argument(0), tap.now)
    return to("weeks", tap.address.argument(1))


async def book_one(tx: Transaction, tap: Tap) -> Address:
    """`weekin:<session>:<the session of the screen>`"""
    await bookings.book(tx, tap.visitor, tap.address.argument(0), tap.now)
    return to("weeks", tap.address.argument(1))
