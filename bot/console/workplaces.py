"""`employer list|rename|headcount|close`: workplaces, at the command line."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add
from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import closing, employers


def add_to(actions: Subparsers) -> None:
    add(actions, "list", "every workplace that is open", list_employers)
    renaming = add(actions, "rename", "give a workplace another name", rename)
    renaming.add_argument("name", help="its name now")
    renaming.add_argument("new_name", help="its name from now on")
    counting = add(actions, "headcount", "say how many people work there now", recount)
    counting.add_argument("name")
    counting.add_argument("headcount", metavar="N", help="how many people work there")
    ending = add(actions, "close", "end a workplace: its people stay, as individuals; this cannot be undone", close)
    ending.add_argument("name")


async def list_employers(_asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        found = await employers.all_open(reading)
    for employer in found:
        print(f"{employer.name}  (headcount {employer.headcount:,})")
    if not found:
        print("There are no workplaces yet. Add one: find-your-active employer add NAME --headcount N")
    return 0


async def rename(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        employer = await employers.find(tx, asked.name)
        renamed = await employers.rename(tx, employer.id, asked.new_name, ACTOR, house.now)
    print(f"{employer.name} is now called {renamed.name}.")
    return 0


async def recount(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        employer = await employers.find(tx, asked.name)
        headcount = employers.headcount_of(asked.headcount)
        recounted = await employers.recount(tx, employer.id, headcount, ACTOR, house.now)
    print(f"{recounted.name} has a headcount of {recounted.headcount:,} now.")
    return 0


async def close(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.transaction() as tx:
        employer = await employers.find(tx, asked.name)
        orphans = await closing.sessions_only_for(tx, employer.id, house.now)
        await closing.close(tx, employer.id, ACTOR, house.now)
    print(f"Closed {employer.name}. Its people take part on their own now; its links and HR contacts have ended.")
    if orphans:
        print(f"Sessions to come that were only for it, and are still on the timetable: {orphans}.")
    return 0
