"""`/progress`: this week's minutes, the last eight weeks, and bests."""

from __future__ import annotations

from bot.tap import Tap
from content import activities
from content import progress as scene
from content.screen import Screen
from programme import progress as noun
from programme import questions
from programme.store.engine import Reading


async def progress(reading: Reading, tap: Tap) -> Screen:
    today = tap.now.astimezone(tap.house.zone).date()
    found = await noun.of(reading, tap.visitor, today, activities.strengthening())
    may_answer = await questions.may_answer(reading, tap.visitor, today)
    return scene.screen(tap.words, found, may_answer=may_answer)
