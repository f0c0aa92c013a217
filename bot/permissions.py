"""Files that hold people's data or secrets should be their owner's alone; no start on an open database."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings, secret_files

log = logging.getLogger(__name__)

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PRIVATE_FOLDER = 0o700
SQLITE = "sqlite:///"


class TooOpen(Exception):
    """Others on this machine could read people's data; the text names the file and says what to type."""


def check_private(settings: Settings) -> None:
    """Look at the database and what belongs to it, its folder, and the files that secrets are read from.

    A folder that holds nothing else is made private; one that is shared with other things is theirs too, and so is
    a file of secrets that somebody else has put there: of these it is only said.

    Raises:
        TooOpen: the database, its journal or the ledger of erasures can be read by others.
    """
    ours = tuple(record_files(settings))
    loose = [path for path in ours if is_open(path)]
    if loose:
        raise TooOpen("\n".join(map(advice, loose)))
    for path in secret_files():
        if is_open(path):
            log.warning("%s", advice(path))
    if ours and is_open(folder := ours[0].absolute().parent):
        close_or_say(folder, {path.name for path in ours})


def record_files(settings: Settings) -> Iterator[Path]:
    url = settings.database_url.get_secret_value()
    if url.startswith(SQLITE):
        database = Path(url.removeprefix(SQLITE))
        yield from (
            database.with_name(f"{database.name}{end}") for end in ("", "-journal", "-wal", "-shm", ".erasures")
        )
        yield database.with_name(f"{database.name}.lock")


def close_or_say(folder: Path, ours: set[str]) -> None:
    """Make a folder of our own private; of one that others use too, say that it is open."""
    try:
        if {path.name for path in folder.iterdir()} <= ours:
            folder.chmod(PRIVATE_FOLDER)
            return
    except OSError:
        log.warning("%s could not be looked at", folder)
    log.warning(
        "The folder %s is open to others on this machine; the database in it is not."
        " Better give it a folder of its own in DATABASE_URL.",
        folder,
    )


def is_open(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & OTHERS)


def advice(path: Path) -> str:
    return f"{path} can be read by others on this machine. Type: chmod 600 {path}"
