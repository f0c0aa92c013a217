"""`role list|remove`: instructors, HR contacts and the team, at the command line; never who takes part."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add, group
from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import crew
from programme.model import Holder


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "role", "instructors, HR contacts and the team")
    add(actions, "list", "who holds which role", list_holders)
    parser = add(actions, "remove", "end a role; it counts no more from the next tap on", remove)
    parser.add_argument("id", metavar="ID", help="as `role list` shows it")


async def list_holders(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        found = await crew.everybody(reading)
    print(*([line(holder) for holder in found] or ["Nobody yet."]), sep="\n")
    return 0


def line(holder: Holder) -> str:
    where = f", {holder.employer.name}" if holder.employer else ""
    return f"{holder.id}  {holder.role.value}{where}  {holder.name or '(no name given)'}"


async def remove(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        removed = await crew.remove(tx, asked.id, ACTOR, house.now)
    print(f"Removed: {line(removed.holder)}")
    if removed.leaderless:
        print(f"Sessions to come that stay on the timetable, with nobody to lead them: {removed.leaderless}.")
    return 0
