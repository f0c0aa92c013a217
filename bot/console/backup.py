"""`backup` and `restore` of an SQLite programme, each with the ledger of who has been erased."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.console.bar import bar
from bot.console.grammar import Subparsers, add
from bot.console.record import ACTOR, record
from bot.console.run import guarded
from bot.settings import Settings
from programme import backups, erasures
from programme.erasures import SQLITE, ledger_of
from programme.retention import retention
from scheduling.clock import clock_from

POSTGRESQL = (
    "This programme is on PostgreSQL: use pg_dump and pg_restore, and then, before the bot starts again:"
    " find-your-active erase --again"
)
NO_LEDGER = (
    "Not restored: there is no erasure ledger of this programme beside the back-up or beside the database, so people"
    " who were erased since would come back. Put the file that ends with .erasures there (`backup` keeps a copy beside"
    " each back-up), or, only if nobody was ever erased, add --no-erasures."
)


def add_to(commands: Subparsers) -> None:
    words = "copy the programme, while it is used, to a file"
    add(commands, "backup", words, backup).add_argument("file", type=Path)
    parser = add(commands, "restore", "put a back-up where there is no programme yet", restore)
    parser.add_argument("file", type=Path)
    parser.add_argument("--no-erasures", action="store_true", help="restore although the erasure ledger is lost")


def own_file(settings: Settings) -> Path | None:
    """The SQLite file; None where the programme is on PostgreSQL, which is said."""
    url = settings.database_url.get_secret_value()
    if url.startswith(SQLITE):
        return Path(url.removeprefix(SQLITE))
    print(POSTGRESQL, file=sys.stderr)
    return None


async def backup(asked: argparse.Namespace, settings: Settings) -> int:
    own = own_file(settings)
    if own is None:
        return 1
    ledger = ledger_of(settings.database_url.get_secret_value())
    async with record(settings) as house:
        try:
            async with house.database.transaction() as tx:
                await erasures.secret_of(tx, house.now)
            backups.back_up(own, asked.file, bar("pages"))
        except backups.AlreadyThere as there:
            return refused(there)
        except backups.NotWritten as trouble:
            return not_written(trouble)
        async with house.database.transaction() as tx:
            await erasures.keep_beside(tx, ledger, asked.file, house.now)
    print(f"Backed up to {asked.file}, checked.")
    say_which_are_old(asked.file, house.now)
    return 0


def refused(there: backups.AlreadyThere) -> int:
    print(f"Nothing was overwritten: {there}. Choose another place.", file=sys.stderr)
    return 1


def not_written(trouble: backups.NotWritten) -> int:
    print(f"Nothing was made: {trouble}.", file=sys.stderr)
    return 1


def say_which_are_old(file: Path, now: datetime) -> None:
    """/privacy names the days after which back-ups are gone; deleting them is left to whoever keeps them."""
    oldest = now - retention().backups
    beside = (one for one in file.resolve().parent.glob(f"*{file.suffix}") if file.suffix and one.is_file())
    old = [one for one in beside if datetime.fromtimestamp(one.stat().st_mtime, UTC) < oldest]
    for one in sorted(old):
        print(f"Older than the {retention().backups.days} days that /privacy names, so delete it: {one}")


async def restore(asked: argparse.Namespace, settings: Settings) -> int:
    own = own_file(settings)
    if own is None:
        return 1
    now = clock_from(settings.clock_file)()
    with guarded(settings):
        try:
            number = await backups.restore(
                asked.file, own, bar("pages"), now, actor=ACTOR, without_ledger=asked.no_erasures
            )
        except backups.AlreadyThere as there:
            return refused(there)
        except backups.NotWritten as trouble:
            return not_written(trouble)
        except backups.NoLedger:
            print(NO_LEDGER, file=sys.stderr)
            return 1
    print(f"Restored {asked.file}. People erased since it was made, and now erased again: {number}.")
    return 0
