"""A copy of an SQLite database, taken while it is used, and checked."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from programme.store.engine import StoreDamaged, StoreUnavailable
from programme.store.sqlite_errors import LOCKED, damage, is_damage, is_temporary, reason

PAGES_AT_ONCE = 500
ALL_PAGES = -1
RESTARTS = 3
"""How often a copy may begin again because somebody wrote meanwhile, before it is made in one go."""

LOOK_SECONDS = 5.0
"""How long a lock is waited for before the copy begins."""
REFUSALS = 40
"""How often a lock of somebody else's is waited for: a quarter of a second each time, ten seconds together."""


Progress = Callable[[int, int], None]
"""Hears how many pages are done, and of how many."""


class AlreadyThere(Exception):
    """There is a file where the copy should go; nothing was overwritten."""


class NotWritten(Exception):
    """The copy could not be written where it was to go; the text says why. Temporary, or another place is needed."""


class BeganAgain(Exception):
    """The copy begins again and again, since the database is written to all the time."""


def unwatched(_done: int, _total: int) -> None:
    """Nobody watches."""


def copy_database(source: Path, target: Path, progress: Progress = unwatched) -> None:
    """A consistent copy of *source* at *target*, readable by its owner only, there only once it is whole and checked.

    Raises:
        AlreadyThere: there is something at *target*.
        NotWritten: there can be no copy at *target* (no room, no right).
        StoreDamaged: *source* is malformed, or is not a database.
        StoreUnavailable: *source* cannot be read now.
    """
    if target.exists():
        raise AlreadyThere(f"{target} is there already")
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        copy_pages(source, unfinished, progress)
        check(unfinished, source)
        put_in_place(unfinished, target)
    except OSError as error:
        if isinstance(error, FileExistsError) and target.exists():
            raise AlreadyThere(f"{target} is there already") from None
        raise NotWritten(f"{target} cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def put_in_place(unfinished: Path, target: Path) -> None:
    """Under its own name, and safe on the disk.

    Raises:
        FileExistsError: there is something by now.
        OSError: it cannot be done.
    """
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:  # some file systems, such as those of memory sticks, have no second names
        unfinished.rename(target)
    sync(target)
    sync(target.parent)


def copy_pages(source: Path, target: Path, progress: Progress) -> None:
    """Some pages at a time, so that writers need not wait; in one go if they write so much that it never ends.

    SQLite begins again when another connection has written: https://sqlite.org/backup.html.
    """
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=LOOK_SECONDS)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        look_at(origin, source)
        watch = Watch(source, progress)
        try:
            try:
                origin.backup(copy, pages=PAGES_AT_ONCE, progress=watch)
            except BeganAgain:
                origin.backup(copy, pages=ALL_PAGES, progress=watch)
        except sqlite3.Error as error:
            raise of_copy(error, source, target) from error


class Watch:
    """Passes progress on, and gives up where there is none."""

    def __init__(self, source: Path, progress: Progress) -> None:
        self._source = source
        self._progress = progress
        self._left: int | None = None
        self._restarts = 0
        self._refusals = 0

    def __call__(self, status: int, left: int, total: int) -> None:
        """Hear what came of one step.

        Raises:
            BeganAgain: the copy has begun again more than `RESTARTS` times.
            StoreUnavailable: another program holds *source* locked.
        """
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            self._refused()
            return
        if self._left is not None and left >= self._left > 0:
            self._begun_again()
        self._left = left
        self._progress(total - left, total)

    def _refused(self) -> None:
        self._refusals += 1
        if self._refusals > REFUSALS:
            raise StoreUnavailable(LOCKED.format(file=self._source))

    def _begun_again(self) -> None:
        self._restarts += 1
        if self._restarts == RESTARTS:
            raise BeganAgain


def look_at(origin: sqlite3.Connection, source: Path) -> None:
    """Read its first page, so that what is wrong with *source* is not taken for trouble with the copy."""
    try:
        origin.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if is_temporary(error):
            raise StoreUnavailable(reason(error, source)) from error
        raise StoreDamaged(damage(error, source)) from error


def of_copy(error: sqlite3.Error, source: Path, target: Path) -> Exception:
    if is_damage(error):
        return StoreDamaged(damage(error, source))
    return NotWritten(f"{target} cannot be written: {reason(error, target)}")


def check(database: Path, source: Path | None = None) -> None:
    """Read every page and index, and see that every row points at one that exists.

    Raises:
        StoreDamaged: something is damaged, in *source* if *database* is a copy of it.
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as error:
            found, orphan = str(error), None
    if found != "ok":
        raise StoreDamaged(damage(found, source or database))
    if orphan:
        raise StoreDamaged(damage(f"a row of {orphan[0]} points at none of {orphan[2]}", source or database))


def sync(path: Path) -> None:
    """To the disk, so that a power cut does not take it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
