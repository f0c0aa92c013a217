"""`digest show`: what HR was given, word for word. `digest audit`: whether it shows too few people anywhere."""

from __future__ import annotations

import argparse
import sys

from bot.console.bar import bar
from bot.console.record import record
from bot.settings import Settings
from content import digest as scene
from content.mail import plain
from content.words import Words
from programme import digests, employers, periods
from programme.digests import auditing
from programme.digests.auditing import Verdict
from programme.errors import NotFound


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    """Reads only; 1 if nothing was published (for that period)."""
    period = periods.by_name(asked.period).name if asked.period else None
    async with record(settings) as house, house.database.reading() as reading:
        employer = await employers.find(reading, asked.employer)
        history = await digests.published(reading, employer)
        try:
            frozen = (await digests.of_period(reading, employer, period),) if period else tuple(history)[-1:]
        except NotFound:
            frozen = ()
    if not frozen:
        print(nothing(period), file=sys.stderr)
        return 1
    print(plain(scene.figures(Words(), frozen[0], history)))
    return 0


def nothing(period: str | None) -> str:
    return (
        f"Nothing was published for {period}."
        if period
        else "Nothing has been published yet; the bot does it on Mondays at 08:00, once a period has closed."
    )


async def audit(_asked: argparse.Namespace, settings: Settings) -> int:
    """Reads only; 1 if anything that was ever published shows a group of fewer than ten people."""
    async with record(settings) as house, house.database.reading() as reading:
        verdicts = await auditing.audit(reading, bar("workplaces"))
    if not verdicts:
        print(nothing(None))
    for verdict in verdicts:
        print(*lines(verdict), sep="\n")
    return 1 if any(verdict.pinned for verdict in verdicts) else 0


def lines(verdict: Verdict) -> list[str]:
    whose = verdict.name or "All workplaces together"
    many = f"{verdict.digests} digest" + ("" if verdict.digests == 1 else "s")
    if not verdict.pinned:
        return [f"{whose}: {many}. No group of 1 to 9 people can be worked out."]
    found = [
        f"    {one.cell.period}, {one.cell.name.replace('_', ' ')}: from {one.low} to {one.high} people"
        for one in verdict.pinned
    ]
    return [f"{whose}: {many}. These groups of fewer than 10 people can be worked out:", *found]
