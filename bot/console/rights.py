"""`export PERSON` and `erase PERSON`: what people may ask for, at the command line. PERSON is their number."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot.console.grammar import Subparsers, add
from bot.console.record import ACTOR, record
from bot.settings import Settings
from content.my_data import as_json, as_page
from content.words import Words
from programme import erasures, rights
from programme.erasures import ledger_of
from programme.errors import NotFound

WHERE_NUMBERS_ARE = "There is nobody of that number. People see their own in /privacy."


def add_to(commands: Subparsers) -> None:
    parser = add(commands, "export", "write everything about one person to two files", export)
    parser.add_argument("person", metavar="PERSON", help="their number, which /privacy shows them")
    parser.add_argument("--to", type=Path, default=Path("exports"), metavar="FOLDER", help="exports, unless given")
    parser = add(commands, "erase", "delete everything about one person, for ever", erase)
    parser.add_argument("person", metavar="PERSON", nargs="?", help="their number, which /privacy shows them")
    parser.add_argument(
        "--again", action="store_true", help="erase whoever came back with a back-up (after pg_restore)"
    )


async def export(asked: argparse.Namespace, settings: Settings) -> int:
    try:
        async with record(settings) as house, house.database.reading() as reading:
            found = await rights.data(reading, await rights.subject(reading, asked.person), house.now)
    except NotFound:
        print(WHERE_NUMBERS_ARE, file=sys.stderr)
        return 1
    files = {"json": as_json(found), "html": as_page(Words(), found, settings.controller, settings.zone)}
    asked.to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for ending, text in files.items():
        write_private(asked.to / f"{found.person_id}.{ending}", text)
    print(f"Written: {asked.to / found.person_id}.json and .html. Delete them once they are handed over.")
    return 0


def write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


async def erase(asked: argparse.Namespace, settings: Settings) -> int:
    if asked.again == bool(asked.person):
        print("Give a person's number, or --again.", file=sys.stderr)
        return 2
    return await (erase_again(settings) if asked.again else erase_one(asked.person, settings))


async def erase_one(person: str, settings: Settings) -> int:
    ledger = ledger_of(settings.database_url.get_secret_value())
    try:
        async with record(settings) as house:
            async with house.database.transaction() as tx:
                await rights.erase(tx, await rights.subject(tx, person), ACTOR, house.now, ledger, open_too=True)
            await house.database.scrub()
    except NotFound:
        print(WHERE_NUMBERS_ARE, file=sys.stderr)
        return 1
    print("Erased, and noted in the erasure ledger, so that a restored back-up does not bring them back.")
    return 0


async def erase_again(settings: Settings) -> int:
    ledger = ledger_of(settings.database_url.get_secret_value())
    async with record(settings) as house:
        async with house.database.transaction() as tx:
            secret = await erasures.secret_of(tx, house.now)
        hashes = erasures.gathered(secret, [ledger.path.parent])
        if hashes is None:
            print(f"There is no erasure ledger of this database in {ledger.path.parent}.", file=sys.stderr)
            return 1
        number = await rights.erase_again(house.database, hashes, ACTOR, house.now, ledger)
        await house.database.scrub()
    print(f"Erased again: {number}.")
    return 0
