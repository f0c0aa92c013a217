"""What is on: the timetable by day and filter, and a session's card."""

from __future__ import annotations

from dataclasses import replace

from bot.entries import ways_to
from bot.tap import Tap
from content import calendar, joining, weekly
from content import card as card_scene
from content import timetable as scene
from content.screen import Choice, File, Screen
from programme import safety, series_bookings, sessions
from programme.model import Card, Session
from programme.store.engine import Reading


async def timetable(reading: Reading, tap: Tap) -> Screen:
    """One read for the list, its days and its filters. `timetable:all:::joined` is the first after joining."""
    page = scene.page_at(*(tap.address.argument(index) for index in range(3)))
    upcoming = await sessions.upcoming(reading, tap.visitor, tap.now)
    shown = scene.screen(tap.words, page, upcoming, tap.now, tap.house.zone)
    return joining.joined(tap.words, shown) if tap.address.argument(3) == "joined" else shown


async def card(reading: Reading, tap: Tap) -> Screen:
    """`s:<session>:<what was just done>`; the second only says what the record agrees to."""
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    person = tap.visitor.person
    is_new = person is not None and person.safety_seen_at is None
    shown = card_scene.screen(
        tap.words,
        found,
        tap.now,
        tap.house.zone,
        done=tap.address.argument(1),
        safety=await safety.line(reading) or card_scene.SAFETY if is_new else None,
        week=await every_week(reading, tap, found.session),
    )
    return replace(shown, files=taken_out(tap, found))


async def every_week(reading: Reading, tap: Tap, session: Session) -> Choice | None:
    """The way to book its weekday every week; None where it belongs to no series."""
    is_going_on = await series_bookings.is_booking(reading, tap.visitor, session)
    if is_going_on is None:
        return None
    return weekly.way(tap.words, session, series_bookings.weekday_of(session), is_going_on=is_going_on)


def taken_out(tap: Tap, found: Card) -> tuple[File, ...]:
    """What takes the session out of their calendar, where they have just given up a place that they keep there."""
    booking = found.booking
    if booking is None or booking.is_live or tap.address.argument(1) != card_scene.Done.CANCELLED:
        return ()
    return calendar.updates(tap.words, found, tap.now, ways=ways_to(tap.house, booking), alarm_minutes=0)
