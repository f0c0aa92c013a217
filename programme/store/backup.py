"""A copy of an SQLite database, taken while it is used, and checked."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from programme.store.engine import StoreUnusable

PAGES_AT_ONCE = 500

Progress = Callable[[int, int], None]
"""Hears how many pages are done, and of how many."""


class AlreadyThere(Exception):
    """There is a file where the copy should go; nothing was overwritten."""


def copy_database(source: Path, target: Path, progress: Progress) -> None:
    """A consistent copy of *source* at *target*, readable by its owner only, there only once it is whole and checked.

    Raises:
        AlreadyThere: there is something at *target*.
        StoreUnusable: *source* is not a database, or is damaged.
    """
    if target.exists():
        raise AlreadyThere(f"{target} is there already")
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        copy_pages(source, unfinished, progress)
        check(unfinished)
        os.link(unfinished, target)
    except FileExistsError:
        raise AlreadyThere(f"{target} is there already") from None
    except sqlite3.DatabaseError as error:
        raise StoreUnusable(f"{source} cannot be copied: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy_pages(source: Path, target: Path, progress: Progress) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy, pages=PAGES_AT_ONCE, progress=lambda _status, left, total: progress(total - left, total))


def check(database: Path) -> None:
    """Read every page and index.

    Raises:
        StoreUnusable: something is damaged.
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise StoreUnusable(f"{database} is damaged: {found}")
