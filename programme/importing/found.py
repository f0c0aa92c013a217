"""What a file holds, line by line, before anything of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from programme.errors import Refusal
from programme.model import NewSession

MOST_BYTES = 2_000_000
MOST_SESSIONS = 2_000
"""In one file. A year of Move and Stretch, four days a week, three times a day, is about 600."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a sheet, or one entry of a calendar: the sessions it makes, or why it makes none."""

    row: int
    """The line's number in the file, or the entry's, from 1."""
    title: str
    """As the file has it, for the report."""
    sessions: tuple[NewSession, ...] = ()
    employers: tuple[str, ...] = ()
    """The names of the workplaces that may come; none means all."""
    left_out: int = 0
    """Repeats that are over already, or further than a year away."""
    refusal: Refusal | None = None
