"""HR's figures as a file: what was frozen, as a workbook; read and never made here."""

from __future__ import annotations

from bot.handlers.hr import workplace
from bot.tap import Tap
from content import digest as scene
from content import hr as words_for_hr
from content.screen import Screen
from programme import digests
from programme.store.engine import Reading


async def workbook(reading: Reading, tap: Tap) -> Screen:
    """`workbook:<workplace>`: every period that was published to it."""
    employer = await workplace(reading, tap, 0)
    frozen = await digests.published(reading, employer)
    return scene.as_workbook(tap.words, frozen, words_for_hr.back(tap.words))
