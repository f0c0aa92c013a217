"""Which back-ups are kept: the newest days, the end of earlier weeks, and none beyond what /privacy names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

NIGHTLY = re.compile(r"\.nightly-(\d{4}-\d{2}-\d{2})\.db")
BEFORE = re.compile(r"\.before-\d{4}-(\d{4}-\d{2}-\d{2})T\d{6}Z\.db")
"""Both behind the database's own name, so that several may share a folder."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of the newest nightly ones stay, and of how many earlier weeks the last one does."""

    daily: int = 7
    weekly: int = 4

    def __str__(self) -> str:
        return f"{self.daily}+{self.weekly}"

    @property
    def is_nothing(self) -> bool:
        return self.daily + self.weekly == 0


def kept_from(text: str) -> Kept:
    """`7+4` as it is set.

    Raises:
        ValueError: it is not two numbers.
    """
    daily, plus, weekly = text.replace(" ", "").partition("+")
    if not (plus and daily.isdecimal() and weekly.isdecimal()):
        raise ValueError("use two numbers such as 7+4: of how many days, and of how many weeks before")
    return Kept(int(daily), int(weekly))


def nightly_name(database: str, day: date) -> str:
    """*database*: the file's name without its ending."""
    return f"{database}.nightly-{day.isoformat()}.db"


def before_name(database: str, version: int, now: datetime) -> str:
    """For what a database was before version *version* changed its form; *now* is aware UTC."""
    return f"{database}.before-{version:04}-{now:%Y-%m-%dT%H%M%SZ}.db"


def over(names: Collection[str], database: str, today: date, kept: Kept, oldest: timedelta) -> frozenset[str]:
    """Those of *names* that are to be deleted; a file that is not named so for *database* is none of ours."""
    nightly = {name: day for name in names if (day := day_in(NIGHTLY, database, name))}
    ours = nightly | {name: day for name in names if (day := day_in(BEFORE, database, name))}
    stay = days_kept(nightly.values(), today, kept)
    surplus = {name for name, day in nightly.items() if day not in stay}
    return frozenset(surplus | {name for name, day in ours.items() if today - day >= oldest})


def days_kept(days: Collection[date], today: date, kept: Kept) -> frozenset[date]:
    """The newest days, and the newest of each of the newest weeks (Monday to Sunday) before this one."""
    newest_first = sorted(days, reverse=True)
    last_of_week = {monday_of(day): day for day in sorted(days) if monday_of(day) < monday_of(today)}
    weeks = sorted(last_of_week, reverse=True)[: kept.weekly]
    return frozenset({*newest_first[: kept.daily], *(last_of_week[week] for week in weeks)})


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def day_in(pattern: re.Pattern[str], database: str, name: str) -> date | None:
    found = pattern.fullmatch(name.removeprefix(database)) if name.startswith(database) else None
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None
