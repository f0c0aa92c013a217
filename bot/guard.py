"""One bot on one database: a lock on the file that dies with its process, or the worker's heartbeat."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO

from programme.store.engine import StoreUnavailable


class AnotherPoller(Exception):
    """Somebody else takes updates with this token."""


class DatabaseInUse(Exception):
    """Another bot is running on this database."""


class FileGuard:
    """An exclusive lock beside an SQLite file; the system lifts it when the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.lock")
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        """Take the lock.

        Raises:
            DatabaseInUse: another process holds it.
            StoreUnavailable: there can be no lock, since nothing can be written there.
        """
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600), "w")
        except OSError as error:
            folder = self._path.absolute().parent
            raise StoreUnavailable(
                f"{self._path} cannot be written ({error.strerror}); the bot's user needs the right to write in"
                f" {folder} (`ls -ld {folder}`), and the disk must have room (`df -h {folder}`)"
            ) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise DatabaseInUse(f"another bot is running on {self._path.with_suffix('')}") from None

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
