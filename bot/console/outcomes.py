"""`outcomes`: the programme's evaluation table, of closed quarters only, as frozen and suppressed as any digest."""

from __future__ import annotations

import argparse
import sys

from bot.console.grammar import Subparsers, add
from bot.console.record import record
from bot.settings import Settings
from content import outcomes as scene
from programme import outcomes

NOTHING = "Nothing has been published yet: a quarter is published once it is over, if anybody answered in it."


def add_to(commands: Subparsers) -> None:
    parser = add(commands, "outcomes", "how active people say they are, in totals, by closed quarters", show)
    parser.add_argument("--csv", action="store_true", help="as a table for a spreadsheet or statistics program")


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    """What has closed is frozen first, as the bot's clock does every night; it is published once and stays."""
    async with record(settings) as house:
        await outcomes.run(house.database, settings.noise_key, house.now, settings.zone)
        async with house.database.reading() as reading:
            tables = await outcomes.published(reading)
    if not tables:
        print(NOTHING, file=sys.stderr)
    if asked.csv:
        print(scene.as_csv(tables), end="")
    elif tables:
        print(scene.as_text(tables))
    return 0
