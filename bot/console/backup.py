"""`backup` and `restore` of an SQLite programme."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bot.console.bar import bar
from bot.console.grammar import Subparsers, add
from bot.console.record import record
from bot.console.run import guarded
from bot.settings import Settings
from programme import backups
from programme.backups import Progress

SQLITE = "sqlite:///"
POSTGRESQL = "This programme is on PostgreSQL: use pg_dump and pg_restore."


async def backup(asked: argparse.Namespace, settings: Settings) -> int:
    async with record(settings):
        return copied(settings, asked.file, backups.back_up, "Backed up to {file}, checked.")


async def restore(asked: argparse.Namespace, settings: Settings) -> int:
    with guarded(settings):
        return copied(
            settings, asked.file, lambda own, file, progress: backups.restore(file, own, progress), "Restored {file}."
        )


def copied(settings: Settings, file: Path, copy: Callable[[Path, Path, Progress], None], done: str) -> int:
    url = settings.database_url.get_secret_value()
    if not url.startswith(SQLITE):
        print(POSTGRESQL, file=sys.stderr)
        return 1
    try:
        copy(Path(url.removeprefix(SQLITE)), file, bar("pages"))
    except backups.AlreadyThere as there:
        print(f"Nothing was overwritten: {there}. Choose another place.", file=sys.stderr)
        return 1
    print(done.format(file=file))
    return 0


def add_to(commands: Subparsers) -> None:
    for name, words, command in (
        ("backup", "copy the programme, while it is used, to a file", backup),
        ("restore", "put a back-up where there is no programme yet", restore),
    ):
        add(commands, name, words, command).add_argument("file", type=Path)
