"""`safety-line show|set|reset`: the line that is read before a first booking, at the command line."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add, group
from bot.console.record import ACTOR, record
from bot.settings import Settings
from content.card import SAFETY
from programme import safety


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "safety-line", "the line that is read before a first booking")
    add(actions, "show", "what it says", show)
    parser = add(actions, "set", "say it in other words", set_line)
    parser.add_argument("text", metavar="TEXT", help=f"at most {safety.LIMIT} characters")
    add(actions, "reset", "use the usual line again", reset)


async def show(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        print(await safety.line(reading) or SAFETY)
    return 0


async def set_line(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        await safety.keep(tx, asked.text, ACTOR, house.now)
    return await show(asked, settings)


async def reset(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        await safety.use_the_usual(tx, ACTOR, house.now)
    return await show(asked, settings)
