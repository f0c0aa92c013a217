"""Back-ups of the record, and bringing one back without those who have been erased since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from programme import erasures, rights
from programme.erasures import SQLITE, ledger_of
from programme.record import opened_record
from programme.store.backup import AlreadyThere as AlreadyThere  # noqa: PLC0414 - what both raise
from programme.store.backup import NotWritten as NotWritten  # noqa: PLC0414 - as above
from programme.store.backup import Progress, copy_database, put_in_place

BESIDE = ("", "-journal", "-wal", "-shm")
"""The file and what SQLite keeps beside it."""


class NoLedger(Exception):
    """No erasure ledger of this programme is beside the back-up or beside the database."""


def back_up(database: Path, target: Path, progress: Progress) -> None:
    """A checked copy of *database*, which may be in use, at *target* (0600).

    Raises:
        AlreadyThere: *target* exists.
        NotWritten: it cannot be written.
        StoreUnusable, StoreUnavailable: the database is damaged, or cannot be read now.
    """
    copy_database(database, target, progress)


async def restore(
    backup: Path, database: Path, progress: Progress, now: datetime, *, actor: str, without_ledger: bool = False
) -> int:
    """Put *backup* where *database* is to be, once those in the ledger are erased from it; how many those were.

    Raises:
        AlreadyThere: there is a database, or what is left of one; it is never written over.
        NoLedger: no ledger of the back-up's key was found, and *without_ledger* was not said.
        NotWritten: the database's place cannot be written.
        StoreUnusable: the back-up cannot be read or is damaged.
    """
    check_free(database)
    unfinished = database.with_name(f".{database.name}.restoring")
    remove(unfinished)
    try:
        copy_database(backup, unfinished, progress)
        number = await erase_those_since(unfinished, database, backup, now, actor, without_ledger=without_ledger)
        put_in_place(unfinished, database)
    except FileExistsError:
        raise AlreadyThere(f"{database} is there already") from None
    finally:
        remove(unfinished)
    return number


def check_free(database: Path) -> None:
    """Nothing of another database may be left: SQLite would take its journal for the restored one's and damage it.

    Source: https://sqlite.org/howtocorrupt.html, 1.4.

    Raises:
        AlreadyThere: something is.
    """
    for path in parts_of(database):
        if path.exists():
            raise AlreadyThere(f"{path} is there already")


def parts_of(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{end}") for end in BESIDE]


def folders_of(*files: Path) -> tuple[Path, ...]:
    return tuple(file.resolve().parent for file in files)


def remove(database: Path) -> None:
    for path in parts_of(database):
        path.unlink(missing_ok=True)


async def erase_those_since(
    copy: Path, database: Path, backup: Path, now: datetime, actor: str, *, without_ledger: bool
) -> int:
    ledger = ledger_of(f"{SQLITE}{database}")
    folders = folders_of(ledger.path, backup)
    async with opened_record(f"{SQLITE}{copy}", now, keeps_old=False) as restored:
        async with restored.reading() as reading:
            secret = await erasures.existing_secret(reading)
        hashes: Collection[str] | None = erasures.gathered(secret, folders) if secret else None
        if hashes is None and not without_ledger:
            raise NoLedger
        number = await rights.erase_again(restored, hashes or (), actor, now, ledger)
        await restored.scrub()
    return number
