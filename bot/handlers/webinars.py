"""`/webinars`: what is coming, series by series, and the way to what has been."""

from __future__ import annotations

from datetime import timedelta

from bot.tap import Tap
from content import built_in
from content import webinars as scene
from content.screen import Screen
from programme import recordings, sessions
from programme.catalogue.published import current
from programme.model import Category
from programme.store.engine import Reading

AHEAD = timedelta(days=92)
"""Webinars are fewer than classes and planned further ahead."""


async def webinars(reading: Reading, tap: Tap) -> Screen:
    upcoming = await sessions.upcoming(reading, tap.visitor, tap.now, until=tap.now + AHEAD, category=Category.WEBINAR)
    recorded = await recordings.listed(reading, tap.visitor, tap.now)
    catalogue = await current(reading, built_in.catalogue())
    return scene.screen(tap.words, catalogue, upcoming, tap.house.zone, has_recordings=bool(recorded))
