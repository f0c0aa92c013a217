"""Back-ups of the record, and bringing one back."""

from __future__ import annotations

from pathlib import Path

from programme.store.backup import AlreadyThere as AlreadyThere
from programme.store.backup import Progress as Progress
from programme.store.backup import copy_database


def back_up(database: Path, target: Path, progress: Progress) -> None:
    """A checked copy of *database*, which may be in use, at *target* (0600).

    Raises:
        AlreadyThere: *target* exists.
        StoreUnusable: the database cannot be read or is damaged.
    """
    copy_database(database, target, progress)


def restore(backup: Path, database: Path, progress: Progress) -> None:
    """Put *backup* where *database* is to be; never over one that exists.

    Raises:
        AlreadyThere: there is a database.
        StoreUnusable: the back-up cannot be read or is damaged.
    """
    copy_database(backup, database, progress)
