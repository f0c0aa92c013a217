"""The erasure ledger: who has been erased, as keyed hashes in a file beside the database and beside its back-ups.

A back-up still holds people who were erased after it was made. The ledger names nobody, and lets `restore` find them
and erase them again. The key is in the database (and so in its back-ups), never in the ledger: either of the two
alone says nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from programme.keys import keep_value, key, value_of
from programme.store.engine import Reading, StoreUnavailable, Transaction

log = logging.getLogger(__name__)

KEY = "erasure_key"
FOLDER = "backup_folder"
"""The setting that says where back-ups went, a folder a line, the latest first: a ledger is kept in each."""
FOLDERS = 5
"""How many such folders are remembered."""
SQLITE = "sqlite:///"
SUFFIX = ".erasures"
ELSEWHERE = Path("data", "postgresql.erasures")
FIRST_LINE = "find-your-active erasures, key "


@dataclass(frozen=True, slots=True)
class Ledger:
    """One file: a first line that says which key it needs, then a day and a hash for each erasure."""

    path: Path

    def add(self, secret: bytes, lines: Iterable[str]) -> None:
        """Append what is not there yet, safe on the disk before this returns.

        Raises:
            OSError: it cannot be written.
        """
        held = self.lines(secret) or ()
        first = () if self.lines(secret) is not None else (FIRST_LINE + fingerprint(secret),)
        fresh = [*first, *(line for line in lines if line not in held)]
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.writelines(f"{line}\n" for line in fresh)
            file.flush()
            os.fsync(file.fileno())

    def lines(self, secret: bytes) -> tuple[str, ...] | None:
        """Its entries; None if there is no file, or it belongs to another key."""
        try:
            first, *entries = self.path.read_text("ascii").splitlines() or [""]
        except (OSError, UnicodeDecodeError):
            return None
        return tuple(entries) if first == FIRST_LINE + fingerprint(secret) else None


def ledger_of(database_url: str) -> Ledger:
    """The one beside the database; for PostgreSQL in the folder `data`."""
    if not database_url.startswith(SQLITE):
        return Ledger(ELSEWHERE)
    database = Path(database_url.removeprefix(SQLITE))
    return Ledger(database.with_name(f"{database.name}{SUFFIX}"))


def fingerprint(secret: bytes) -> str:
    return hmac.new(secret, b"which key", hashlib.sha256).hexdigest()[:16]


def hash_of(secret: bytes, person_id: str) -> str:
    return hmac.new(secret, f"erased:{person_id}".encode(), hashlib.sha256).hexdigest()


async def secret_of(tx: Transaction, now: datetime) -> bytes:
    return await key(tx, KEY, now)


async def existing_secret(reading: Reading) -> bytes | None:
    kept = await value_of(reading, KEY)
    return bytes.fromhex(kept) if kept else None


async def note(tx: Transaction, ledger: Ledger | None, person_id: str, now: datetime) -> None:
    """Write an erasure down before it is committed: one that is noted and then fails does no harm.

    Raises:
        StoreUnavailable: it could not be written, so nothing may be erased.
    """
    if ledger is None:
        raise StoreUnavailable("there is no erasure ledger")
    secret = await secret_of(tx, now)
    line = f"{now:%Y-%m-%d} {hash_of(secret, person_id)}"
    try:
        ledger.add(secret, [line])
    except OSError as error:
        log.error("nobody can be erased: the ledger %s cannot be written (%s)", ledger.path, error.strerror)
        raise StoreUnavailable(f"the erasure ledger cannot be written ({error.strerror})") from error
    for folder in await folders(tx):
        note_beside_backups(folder, ledger, secret, line)


async def folders(reading: Reading) -> list[Path]:
    """Where back-ups went, the latest first."""
    return [Path(line) for line in (await value_of(reading, FOLDER) or "").splitlines()]


def note_beside_backups(folder: Path, ledger: Ledger, secret: bytes, line: str) -> None:
    """The copy beside the back-ups catches up with the next one if it cannot be written now.

    A folder that is not there (a disk that is not plugged in) is not made: nobody would look for a ledger in it.
    """
    try:
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        Ledger(folder / ledger.path.name).add(secret, [line])
    except OSError:
        log.error("the erasure ledger in %s, beside back-ups, could not be written; make a back-up there soon", folder)


async def keep_beside(tx: Transaction, ledger: Ledger, backup: Path, now: datetime) -> None:
    """Make the ledger beside the database and the one beside *backup* the same, and remember the folder."""
    secret = await secret_of(tx, now)
    folder = folder_of(backup)
    other = Ledger(folder / ledger.path.name)
    ledger.add(secret, other.lines(secret) or ())
    other.add(secret, ledger.lines(secret) or ())
    others = [str(other) for other in await folders(tx) if other != folder]
    await keep_value(tx, FOLDER, "\n".join([str(folder), *others][:FOLDERS]), now)


def folder_of(file: Path) -> Path:
    return file.resolve().parent


def gathered(secret: bytes, folders: Iterable[Path]) -> frozenset[str] | None:
    """The hashes in every ledger of that key in *folders*; None where there is none."""
    files = {file.resolve() for folder in folders for file in folder.glob(f"*{SUFFIX}")}
    found = [lines for file in files if (lines := Ledger(file).lines(secret)) is not None]
    return frozenset(line.rpartition(" ")[2] for lines in found for line in lines) if found else None
