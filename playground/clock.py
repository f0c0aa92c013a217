"""The clock of this little world: real time plus an offset that only grows, kept in a file if given."""

import os
import tempfile
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
MONDAY_MORNING = time(8, 0)


class BackInTime(ValueError):
    """The clock was asked to go back; it goes forward only."""


class Clock:
    """`file` holds the offset in seconds (CLOCK_FILE); the bot reads the same file."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._offset = 0.0

    @property
    def offset(self) -> float:
        """Seconds ahead of real time."""
        if self._file is not None and self._file.exists():
            self._offset = float(self._file.read_text().strip() or 0)
        return self._offset

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    def advance(self, seconds: float) -> datetime:
        """Moves the clock; BackInTime for a negative number."""
        if seconds < 0:
            raise BackInTime(f"{seconds} seconds is backwards")
        self._offset = self.offset + seconds
        if self._file is not None:
            _replace(self._file, f"{self._offset:.3f}\n")
        return self.now()

    def advance_to(self, moment: datetime) -> datetime:
        """Moves the clock to an aware moment; BackInTime when that is past."""
        return self.advance((moment - self.now()).total_seconds())

    def next_monday(self) -> datetime:
        """The next Monday, 08:00 in London."""
        today = self.now().astimezone(LOCAL).date()
        monday = today + timedelta(days=(7 - today.weekday()) % 7)
        moment = datetime.combine(monday, MONDAY_MORNING, LOCAL)
        later = datetime.combine(monday + timedelta(days=7), MONDAY_MORNING, LOCAL)
        return (moment if moment > self.now() else later).astimezone(UTC)


def _replace(file: Path, content: str) -> None:
    """Writes the whole file at once, so that no reader ever sees half of it."""
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(handle, "w") as out:
        out.write(content)
    Path(draft).replace(file)
