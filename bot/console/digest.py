"""`digest show`: what HR was given, word for word."""

from __future__ import annotations

import argparse
import sys

from bot.console.record import record
from bot.settings import Settings
from content import digest as scene
from content.mail import plain
from content.words import Words
from programme import digests, employers, periods
from programme.errors import NotFound


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    """Reads only; 1 if nothing was published (for that period)."""
    period = periods.by_name(asked.period).name if asked.period else None
    async with record(settings) as house, house.database.reading() as reading:
        employer = await employers.find(reading, asked.employer)
        try:
            frozen = (
                (await digests.of_period(reading, employer, period),)
                if period
                else tuple(await digests.published(reading, employer))[-1:]
            )
        except NotFound:
            frozen = ()
    if not frozen:
        print(nothing(period), file=sys.stderr)
        return 1
    print(plain(scene.figures(Words(), frozen[0])))
    return 0


def nothing(period: str | None) -> str:
    return (
        f"Nothing was published for {period}."
        if period
        else "Nothing has been published yet; the bot does it on Mondays at 08:00, once a period has closed."
    )
