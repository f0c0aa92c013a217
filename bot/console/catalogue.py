"""`catalogue export|check|publish`: resources, webinars and challenges as a workbook, at the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.console.grammar import Subparsers, add, group
from bot.console.record import ACTOR, record
from bot.settings import Settings
from content import built_in
from content.catalogue_problems import sentence
from content.words import Words
from content.workbooks.catalogue import workbook
from content.workbooks.catalogue_read import read
from content.workbooks.opening import MOST_BYTES
from programme.catalogue.body import rows
from programme.catalogue.changes import changes
from programme.catalogue.proposing import examined, publish_checked
from programme.catalogue.published import standing
from programme.model import Catalogue, SheetChange

WORDS = "resources, webinars and challenges, as a workbook (.xlsx) that anybody can edit"
HELP = """export writes what people see now; edit it, then check says what is wrong or what would change,
and publish puts it in force at once. The bot need not be stopped. In the chat: /programme."""


def add_to(commands: Subparsers) -> None:
    actions = group(commands, "catalogue", WORDS)
    for name, words, command in (
        ("export", "write what people see now into a workbook", export),
        ("check", "say what is wrong with a workbook, or what it would change; changes nothing", check),
        ("publish", "check a workbook, and put it in the place of what people see now", publish),
    ):
        parser = add(actions, name, words, command)
        parser.epilog, parser.formatter_class = HELP, argparse.RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")


async def export(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings) as house, house.database.reading() as reading:
        found = await standing(reading, built_in.catalogue())
    now = found.catalogue
    try:
        asked.file.write_bytes(workbook(Words(), now.topics, rows(now), found.latest))
    except OSError as error:
        return failed(asked.file, "written", error)
    if found.problem:
        print(f"Version {found.latest} cannot be read: {sentence(Words(), found.problem)}", file=sys.stderr)
    print(f"Wrote {asked.file}: {named(now)}.")
    return 0


async def check(asked: argparse.Namespace, settings: Settings) -> int:
    """0 if it could be published, 1 if something is wrong with it."""
    wanted = catalogue_in(asked.file)
    if wanted is None:
        return 1
    async with record(settings) as house, house.database.reading() as reading:
        found = await standing(reading, built_in.catalogue())
    print(*lines(changes(found.catalogue, wanted)), sep="\n")
    return 0


async def publish(asked: argparse.Namespace, settings: Settings) -> int:
    wanted = catalogue_in(asked.file)
    if wanted is None:
        return 1
    async with record(settings) as house, house.database.transaction() as tx:
        found = await standing(tx, built_in.catalogue())
        number = await publish_checked(tx, wanted, built_in.catalogue(), ACTOR, house.now)
    print(*lines(changes(found.catalogue, wanted)), sep="\n")
    same = number == found.latest
    print("That is what people see already; nothing was published." if same else f"Published as version {number}.")
    return 0


def catalogue_in(file: Path) -> Catalogue | None:
    """What the file holds; None where it cannot be used, which is said."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        failed(file, "read", error)
        return None
    topics = built_in.catalogue().topics
    found = examined(read(content, topics), topics)
    for problem in found.problems:
        print(sentence(Words(), problem), file=sys.stderr)
    if found.problems:
        print(f"{len(found.problems)} to put right; nothing was changed.", file=sys.stderr)
    return found.catalogue


def failed(file: Path, what: str, error: OSError) -> int:
    print(f"{file} cannot be {what}: {error.strerror}.", file=sys.stderr)
    return 1


def named(now: Catalogue) -> str:
    which = f"version {now.version}" if now.version else "what came with the bot"
    counts = f"{len(now.resources)} resources, {len(now.webinars)} webinar series, {len(now.challenges)} challenges"
    return f"{which}, {counts}"


def lines(found: tuple[SheetChange, ...]) -> Iterator[str]:
    for change in found:
        yield f"{change.sheet}: {change.same} as now"
        for what, names in (("new", change.added), ("changed", change.changed), ("removed", change.removed)):
            if names:
                yield f"  {what}: {', '.join(names)}"
        if change.is_reordered:
            yield "  in another order"
