"""The programme's figures, for the team: what was frozen, read and never made here."""

from __future__ import annotations

from bot.handlers.programme import skipped
from bot.tap import Tap
from content import overall as scene
from content.screen import Screen
from programme import overall, periods
from programme.store.engine import Reading


async def figures(reading: Reading, tap: Tap) -> Screen:
    """`overall`: the latest; `overall:2026-F12`: of that period."""
    published, period = await overall.published(reading), tap.address.argument(0)
    if not period:
        return scene.latest(tap.words, published)
    return scene.one(tap.words, published, overall.by_name(published, period))


async def reach(reading: Reading, tap: Tap) -> Screen:
    """`overallreach`: workplaces by size, and how active people say they are."""
    quarter = periods.quarter(periods.local_date(tap.now, tap.house.zone))
    return scene.reached(tap.words, await overall.published(reading), periods.monday_from(quarter.ends_before))


async def earlier(reading: Reading, tap: Tap) -> Screen:
    """`overallearlier:<skipped>`."""
    return scene.earlier(tap.words, await overall.published(reading), skipped(tap, 0))


async def workbook(reading: Reading, tap: Tap) -> Screen:
    """`overallbook`: every period that was published."""
    return scene.as_workbook(tap.words, await overall.published(reading))
