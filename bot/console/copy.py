"""`copy --to URL`: move the programme from SQLite to PostgreSQL, or back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.console.bar import bar
from bot.console.grammar import Subparsers, add
from bot.console.run import guarded
from bot.settings import Settings
from programme import copying
from programme.copying import Copied, Ends
from programme.erasures import SQLITE, ledger_of
from programme.record import opened_record
from scheduling.clock import clock_from

WORDS = "move the programme to another, empty database: from SQLite to PostgreSQL, or back"
WHERE = "postgresql://user@host/name (its password also as PGPASSWORD or in ~/.pgpass) or sqlite:///path"
THE_SAME = "That is the database in use already; give another one with --to."
NOTHING_THERE = "There is nothing to copy: {source} does not exist. DATABASE_URL says where the programme is."
TARGET_IN_USE = (
    "Nothing was copied: there is something in {target} already, and it is never written over. Give an empty database"
    " (with PostgreSQL: createdb NAME)."
)
SOURCE_IN_USE = (
    "Nothing was copied: a bot is at work on {source}, and what it writes meanwhile would be left behind. Stop every"
    " process of it, wait ten seconds, and try again."
)
LEDGER_IN_THE_WAY = (
    "Nothing was copied: {what} is the erasure ledger of another programme. Move it away (keep it with that"
    " programme's back-ups) and try again."
)
DIFFERS = (
    "Nothing was copied: read back, the table {what} was not the same. Please report this; the programme is"
    " unchanged where it is."
)
NEXT = """Everything is there, read back and the same. Next:
1. Set DATABASE_URL={target} (in .env, or where you keep it; with the password).
2. Start the bot.
3. Keep {ledger} with your back-ups: it says who has been erased.
4. Once all is well, delete {source}: it still holds everybody's data. Back-ups of it go as /privacy says."""


def add_to(commands: Subparsers) -> None:
    add(commands, "copy", WORDS, copy).add_argument("--to", metavar="URL", required=True, help=WHERE)


HOLDS_NUL = (
    "The table {what} holds a text with a NUL character, which PostgreSQL cannot keep. Nothing was copied. Take the"
    " character out of that row in the old database (`UPDATE … SET … = replace(…, char(0), '')`), then copy again."
)


WORDS_FOR: Mapping[type[Exception], str] = MappingProxyType(
    {
        copying.TargetInUse: TARGET_IN_USE,
        copying.SourceInUse: SOURCE_IN_USE,
        copying.LedgerInTheWay: LEDGER_IN_THE_WAY,
        copying.NotStorable: HOLDS_NUL,
        copying.CopyDiffers: DIFFERS,
    }
)
REFUSALS = tuple(WORDS_FOR)


async def copy(asked: argparse.Namespace, settings: Settings) -> int:
    source, target = settings.database_url.get_secret_value(), str(asked.to)
    if source == target:
        return refused(THE_SAME)
    if is_missing(source):
        return refused(NOTHING_THERE.format(source=shown(source)))
    try:
        copied = await copy_between(source, target, settings)
    except REFUSALS as refusal:
        words = WORDS_FOR[type(refusal)]
        return refused(words.format(source=shown(source), target=shown(target), what=refusal))
    print(*lines_of(copied), sep="\n")
    print(NEXT.format(target=shown(target), source=shown(source), ledger=ledger_of(target).path))
    return 0


def is_missing(url: str) -> bool:
    """Opening a file that is not there would make one."""
    return url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists()


def refused(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


async def copy_between(source: str, target: str, settings: Settings) -> tuple[Copied, ...]:
    """With both locked, where they are files."""
    now = clock_from(settings.clock_file)()
    aimed = settings.model_copy(update={"database_url": SecretStr(target)})
    async with AsyncExitStack() as stack:
        stack.enter_context(guarded(settings))
        stack.enter_context(guarded(aimed))
        origin = await stack.enter_async_context(opened_record(source, now))
        copy = await stack.enter_async_context(opened_record(target, now))
        return await copying.copy(Ends(origin, source, copy, target), bar("rows"))


def lines_of(copied: tuple[Copied, ...]) -> list[str]:
    """A table of tables; the checksums are of all rows, in any order."""
    width = max(len(one.table) for one in copied)
    rows = [f"{one.table:<{width}} {one.rows:>10,}  {one.checksum[:16]}" for one in copied]
    total = f"{'all':<{width}} {sum(one.rows for one in copied):>10,}"
    return [f"{'table':<{width}} {'rows':>10}  checksum", *rows, total, ""]


def shown(url: str) -> str:
    """An address without its password."""
    parts = urlsplit(url)
    if not parts.password:
        return url
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()
