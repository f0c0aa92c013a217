"""What SQLite's errors mean: temporary, damaged, or a mistake of ours; and what an operator can do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

from programme.store.engine import StoreUnavailable
from programme.store.troubles import Troubles

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
OURS = frozenset(
    {
        sqlite3.SQLITE_ERROR,  # bad SQL, no such table
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_MISUSE,
        sqlite3.SQLITE_RANGE,
        sqlite3.SQLITE_TOOBIG,
    }
)
"""Source of both: https://sqlite.org/rescode.html. Whatever else goes wrong lies outside and may pass."""

LOCKED = "another program holds {file} locked; close it (`fuser -v {file}` names it)"
ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; make room where {folder} is (`df -h {folder}`)",
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: "{file} cannot be written; the bot's user needs the right to write it and its folder,"
    " and the file system must not be mounted read-only (`ls -ld {folder} {file}`, `findmnt -T {folder}`)",
    sqlite3.SQLITE_CANTOPEN: "no file can be opened or made in {folder}; the bot's user needs the right to read and"
    " write there (`ls -ld {folder}`), and the disk must have room (`df -h {folder}`)",
    sqlite3.SQLITE_IOERR: "the disk under {folder} cannot be read or written; look for a failing disk (`dmesg`) and"
    " for a limit on the size of files (`ulimit -f`)",
}
MOVED = "{file} was moved or deleted while the bot has it open; stop the bot, put the file back, start again"
DAMAGE = (
    "{file} is damaged ({error}); the bot has stopped so that nothing more is written into it. Move the file and its"
    " -journal or -wal aside, bring the newest back-up back with `find-your-active restore FILE`, and start again;"
    " see “When the disk is full, the file locked or broken” in docs/operations.md"
)


def code_of(error: sqlite3.Error) -> int | None:
    """The primary result code; None for what Python's own module raises."""
    extended: int | None = getattr(error, "sqlite_errorcode", None)
    return None if extended is None else extended & 0xFF


def is_temporary(error: sqlite3.Error) -> bool:
    code = code_of(error)
    return code is not None and code not in OURS and code not in DAMAGED


def is_damage(error: sqlite3.Error) -> bool:
    return code_of(error) in DAMAGED


def reason(error: sqlite3.Error, path: Path) -> str:
    """What has gone wrong and what to do, without a full stop."""
    moved = getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED"
    text = MOVED if moved else ADVICE.get(code_of(error) or 0, str(error))
    return text.format(file=path, folder=path.absolute().parent)


def damage(error: object, path: Path) -> str:
    return DAMAGE.format(file=path, error=error)


class Explained:
    """Turn SQLite's errors into the store's, and have them said once.

    Raises:
        StoreUnavailable: it may pass (full, locked, read-only, …).
        StoreDamaged: the file is malformed.
    """

    __slots__ = ("_act", "_path", "_troubles")

    def __init__(self, troubles: Troubles, path: Path, act: str) -> None:
        self._troubles = troubles
        self._path = path
        self._act = act

    def __enter__(self) -> None:
        self._troubles.check()

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if error is None:
            self._troubles.worked(self._act)
        elif isinstance(error, sqlite3.Error) and is_damage(error):
            raise self._troubles.condemn(damage(error, self._path)) from error
        elif isinstance(error, sqlite3.Error) and is_temporary(error):
            why = reason(error, self._path)
            self._troubles.failed(self._act, why)
            raise StoreUnavailable(why) from error
