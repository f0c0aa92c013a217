"""What is on: the timetable by day and filter, and a session's card."""

from __future__ import annotations

from bot.tap import Tap
from content import card as card_scene
from content import timetable as scene
from content.screen import Screen
from programme import safety, sessions
from programme.store.engine import Reading


async def timetable(reading: Reading, tap: Tap) -> Screen:
    """One read for the list, its days and its filters."""
    page = scene.page_at(*(tap.address.argument(index) for index in range(3)))
    upcoming = await sessions.upcoming(reading, tap.visitor, tap.now)
    return scene.screen(tap.words, page, upcoming, tap.now, tap.house.zone)


async def card(reading: Reading, tap: Tap) -> Screen:
    """`s:<session>:<what was just done>`; the second only says what the record agrees to."""
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    person = tap.visitor.person
    is_new = person is not None and person.safety_seen_at is None
    return card_scene.screen(
        tap.words,
        found,
        tap.now,
        tap.house.zone,
        done=tap.address.argument(1),
        safety=await safety.line(reading) or card_scene.SAFETY if is_new else None,
    )
