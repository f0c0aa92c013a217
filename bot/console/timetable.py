"""`timetable`: what is planned, at the terminal; never a link, never who."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from bot.console.grammar import Subparsers, add
from bot.console.record import record
from bot.settings import Settings
from content.sessions import OPENNESS
from programme import outlook
from programme.outlook import Planned

MOST_WEEKS = 53


def add_to(commands: Subparsers) -> None:
    parser = add(commands, "timetable", "print what is planned", show)
    parser.add_argument("--weeks", type=int, default=4, metavar="N", help="how far ahead; 4, unless given")


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    if not 1 <= asked.weeks <= MOST_WEEKS:
        print(f"The number of weeks must be between 1 and {MOST_WEEKS}.", file=sys.stderr)
        return 2
    async with record(settings) as house, house.database.reading() as reading:
        found = await outlook.planned(reading, house.now, house.now + timedelta(weeks=asked.weeks))
    print(*(lines(found, settings) if found else ("Nothing is planned.",)), sep="\n")
    return 0


def lines(found: Iterable[Planned], settings: Settings) -> Iterator[str]:
    """A heading for each local day, and a line for each session."""
    for day, of_day in groupby(found, key=lambda one: one.card.session.starts_at.astimezone(settings.zone).date()):
        yield f"{day:%a %d %b %Y}"
        for one in of_day:
            yield f"  {line(one, settings)}"


def line(one: Planned, settings: Settings) -> str:
    session = one.card.session
    notes = [
        f"{session.kind}, {session.minutes} min",
        OPENNESS[one.card.openness],
        f"only {', '.join(one.employers)}" if one.employers else "",
    ]
    said = "; ".join(note for note in notes if note)
    return f"{session.starts_at.astimezone(settings.zone):%H:%M}  {session.title}  ({said})  {session.id}"
