"""A place of your own: book, cancel, join, keep it in a calendar, and the list of them all."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.entries import ways_to
from bot.tap import Tap
from content import bookings as list_scene
from content import calendar, health_consent
from content.card import Done
from content.screen import Screen
from programme import bookings, consent, sessions
from programme.errors import ConsentNeeded, NotBooked
from programme.model import Purpose
from programme.store.engine import Reading, Transaction


async def book(tx: Transaction, tap: Tap) -> Address:
    """A place, or one on the waiting list; consent is asked first where the session is about health."""
    session_id = tap.address.argument(0)
    try:
        await bookings.book(tx, tap.visitor, session_id, tap.now)
    except ConsentNeeded:
        return to("consent", session_id)
    return to("s", session_id, Done.BOOKED)


async def ask_consent(reading: Reading, tap: Tap) -> Screen:
    """Asked only about a session that the visitor may see."""
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    return health_consent.ask(tap.words, found.session.id)


async def agree_and_book(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await consent.give(tx, tap.visitor, Purpose.HEALTH, tap.now)
    agreed = replace(tap.visitor, consents=tap.visitor.consents | {Purpose.HEALTH})
    await bookings.book(tx, agreed, session_id, tap.now)
    return to("s", session_id, Done.BOOKED)


async def cancel(tx: Transaction, tap: Tap) -> Address:
    session_id = tap.address.argument(0)
    await bookings.cancel(tx, tap.visitor, session_id, tap.now)
    return to("s", session_id, Done.CANCELLED)


async def join(tx: Transaction, tap: Tap) -> Address:
    """Records the joining; the card that follows shows the link."""
    session_id = tap.address.argument(0)
    await bookings.join(tx, tap.visitor, session_id, tap.now)
    return to("s", session_id, Done.JOINED)


async def mine(reading: Reading, tap: Tap) -> Screen:
    live = await bookings.mine(reading, tap.visitor, tap.now)
    after = tap.address.argument(0)
    skipped = int(after) if after.isascii() and after.isdigit() and len(after) <= 3 else 0
    return list_scene.screen(tap.words, live, tap.now, tap.house.zone, skipped=skipped)


async def keep_in_calendar(tx: Transaction, tap: Tap) -> Address:
    """`ics:<session>`: from now on changes come with a file too."""
    session_id = tap.address.argument(0)
    await bookings.keep_in_calendar(tx, tap.visitor, session_id, tap.now)
    return to("icsfile", session_id)


async def calendar_file(reading: Reading, tap: Tap) -> Screen:
    """The file, for those who have a place or wait for one."""
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    if found.booking is None or not found.booking.is_live:
        raise NotBooked
    person = tap.visitor.person
    file = calendar.calendar_file(
        tap.words,
        found.session,
        found.booking,
        tap.now,
        ways=ways_to(tap.house, found.booking),
        alarm_minutes=person.reminder_minutes if person else 0,
    )
    return calendar.screen(tap.words, found.session, file)
