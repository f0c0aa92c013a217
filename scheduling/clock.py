"""The time: the machine's, or (for demo and tests) the machine's plus an offset kept in a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""Gives the present as aware UTC."""


def real_clock() -> datetime:
    return datetime.now(UTC)


class MovedClock:
    """The machine's clock plus the seconds in *file*, which may be rewritten at any time; it never goes back."""

    __slots__ = ("_file", "_offset")

    def __init__(self, file: Path) -> None:
        self._file = file
        self._offset = timedelta()

    def __call__(self) -> datetime:
        self._offset = max(self._offset, self._read())
        return real_clock() + self._offset

    def _read(self) -> timedelta:
        """The offset in the file; none while the file is missing, empty or half written."""
        try:
            return timedelta(seconds=float(self._file.read_text("ascii").strip() or 0))
        except (OSError, ValueError, OverflowError):
            return self._offset


def clock_from(file: Path | None) -> Clock:
    return MovedClock(file) if file else real_clock
