"""`digest show`: what HR or the team was given, word for word. `digest audit`: if it shows too few people anywhere."""

from __future__ import annotations

import argparse
import sys
from zoneinfo import ZoneInfo

from bot.console.bar import bar
from bot.console.record import record
from bot.settings import Settings
from content import digest as scene
from content.mail import plain
from content.overall.text import several
from content.overall.trend import last_of_each_kind
from content.words import Words
from programme import digests, employers, overall, periods
from programme.digests import auditing
from programme.digests.auditing import Verdict
from programme.errors import NotFound
from programme.overall import auditing as programme_auditing
from programme.store.engine import Reading


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    """Reads only; 1 if nothing was published (for that period)."""
    period = periods.by_name(asked.period).name if asked.period else None
    if asked.programme:
        return await show_programme(period, settings)
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


async def show_programme(period: str | None, settings: Settings) -> int:
    """The programme's own figures, as the team reads them; 1 if nothing was published."""
    async with record(settings) as house, house.database.reading() as reading:
        published = await overall.published(reading)
    try:
        shown = (overall.by_name(published, period),) if period else last_of_each_kind(published)
    except NotFound:
        shown = ()
    if not shown:
        print(nothing(period), file=sys.stderr)
        return 1
    print(plain(several(Words(), shown)))
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
        verdicts += await of_programme(reading, settings.zone)
    if not verdicts:
        print(nothing(None))
    for verdict in verdicts:
        print(*lines(verdict), sep="\n")
    return 1 if any(verdict.pinned for verdict in verdicts) else 0


async def of_programme(reading: Reading, zone: ZoneInfo) -> tuple[Verdict, ...]:
    """One verdict, where the team has been given any figures."""
    many = len(await overall.published(reading))
    found = await programme_auditing.of_history(reading, zone)
    return (Verdict(None, "The programme's figures", many, found),) if many else ()


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
