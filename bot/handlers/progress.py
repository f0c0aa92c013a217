"""`/progress`: this week's minutes."""

from __future__ import annotations

from bot.tap import Tap
from content import progress as scene
from content.screen import Screen
from programme import minutes
from programme.store.engine import Reading


async def progress(reading: Reading, tap: Tap) -> Screen:
    today = tap.now.astimezone(tap.house.zone).date()
    week = await minutes.week(reading, tap.visitor, today)
    return scene.screen(tap.words, week, minutes.week_begins(today))
