"""`audit`: who changed what and when, the latest last. What people do about themselves is not listed."""

from __future__ import annotations

import argparse

from bot.console.grammar import Subparsers, add
from bot.console.record import record
from bot.settings import Settings
from programme import audit, local

USUAL = 50
MOST = 100_000


def add_to(commands: Subparsers) -> None:
    parser = add(commands, "audit", "who changed what and when, by internal ids; no names and no contents", show)
    parser.add_argument("--last", type=number, default=USUAL, metavar="N", help=f"how many; {USUAL} if not given")
    parser.add_argument("--since", default="", metavar="YYYY-MM-DD", help="only from that local day on")


def number(typed: str) -> int:
    """A whole number from 1."""
    found = int(typed)
    if not 1 <= found <= MOST:
        raise ValueError
    return found


async def show(asked: argparse.Namespace, settings: Settings) -> int:
    since = local.parse(f"{asked.since} 00:00", settings.zone) if asked.since else None
    async with record(settings) as house, house.database.reading() as reading:
        entries = await audit.latest(reading, asked.last, since)
    for entry in entries:
        at = entry.at.astimezone(settings.zone)
        print(
            f"{at:%Y-%m-%d %H:%M:%S}  {entry.actor}  {entry.action}  {entry.subject or '-'}  {entry.details}".rstrip()
        )
    if not entries:
        print("There are no entries.")
    return 0
