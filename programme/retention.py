"""How long things are kept: one frozen value, read from `retention.toml` beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Retention:
    """Each period by its name in `retention.toml`, which says what it is for."""

    activity: timedelta
    left: timedelta
    silent: timedelta
    answered: timedelta
    quarantined: timedelta
    notices: timedelta
    forms: timedelta
    screens: timedelta
    attempts: timedelta
    complaints: timedelta
    backups: timedelta

    def days(self) -> tuple[tuple[str, int], ...]:
        """Name and whole days of each, for the screen that tells people."""
        return tuple((one.name, getattr(self, one.name).days) for one in fields(self))


@cache
def retention() -> Retention:
    """The periods in force.

    Raises:
        TypeError, ValueError: a period is missing, unknown, or not a whole number of days from 1.
    """
    return read(files("programme").joinpath("retention.toml").read_text("utf-8"))


def read(text: str) -> Retention:
    return Retention(**{name: period(days) for name, days in tomllib.loads(text).items()})


def period(days: object) -> timedelta:
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise ValueError("a period is a whole number of days from 1")
    return timedelta(days=days)
