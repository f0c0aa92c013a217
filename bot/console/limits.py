"""`most-bookings show|set`: how many places to come one person may hold, at the command line."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add, group
from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import limits


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "most-bookings", "how many places to come one person may hold")
    add(actions, "show", "how many it is now", show)
    parser = add(actions, "set", "let it be another number", set_most)
    parser.add_argument("number", metavar="N", help=f"from {limits.FEWEST} to {limits.MOST}")


async def show(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        print(await limits.most_bookings(reading))
    return 0


async def set_most(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        await limits.keep(tx, asked.number, ACTOR, house.now)
    return await show(asked, settings)
