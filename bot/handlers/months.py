"""An instructor's month: what they have led, with counts, on the screen and as a file."""

from __future__ import annotations

from datetime import date

from bot.tap import Tap
from content import months as scene
from content.screen import Screen
from content.times import local_date
from programme import months
from programme.store.engine import Reading

FIRST_DAYS = 7
"""Of a month: when the one before is what is wanted, for its invoice."""


async def month(reading: Reading, tap: Tap) -> Screen:
    """`month:2026-11`, or `month` for this one; in its first days, while it is empty, for the one before."""
    today = local_date(tap.now, tap.house.zone)
    shown, this = chosen(tap), months.month_in("", today)
    delivered = await months.delivered(reading, tap.visitor, shown, tap.house.zone, tap.now)
    if not (delivered or tap.address.argument(0)) and today.day <= FIRST_DAYS:
        shown = months.before(shown)
        delivered = await months.delivered(reading, tap.visitor, shown, tap.house.zone, tap.now)
    after = months.following(shown) if shown < this else None
    said = scene.Said(await months.ratings(reading, tap.visitor, shown), is_over=shown < this)
    return scene.screen(
        tap.words, shown, delivered, tap.house.zone, before=months.before(shown), after=after, said=said
    )


async def file(reading: Reading, tap: Tap) -> Screen:
    """`monthfile:2026-11`."""
    delivered = await months.delivered(reading, tap.visitor, chosen(tap), tap.house.zone, tap.now)
    return scene.file_screen(tap.words, chosen(tap), delivered, tap.house.zone)


def chosen(tap: Tap) -> date:
    return months.month_in(tap.address.argument(0), local_date(tap.now, tap.house.zone))
