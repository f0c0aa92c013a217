"""What HR contacts read: periods, figures and Monday's message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from programme.model.kinds import Category


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of local dates that one digest is about, such as ``2026-W47`` (see `programme.periods`)."""

    name: str
    starts_on: date
    ends_before: date
    """The first day after it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What HR may see of a period. None: too few to show. Every number about people is noisy and rounded to 5."""

    offered: int
    """Sessions on the timetable, exact: everybody may count them there."""
    took_part: int | None = None
    """Distinct people."""
    first_timers: int | None = None
    """Those of them who had never taken part before."""
    logged: int | None = None
    """Distinct people who logged minutes."""
    mean_minutes: int | None = None
    """Minutes moved a week by each of those, on average."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The frozen figures of one workplace, or (None) of all together, for one closed period."""

    employer_id: str | None
    period: Period
    rules: str
    """The version of the rules by which the figures were made."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Coming:
    """A session to come, as HR is told of it: never its title, and of one about health not even its kind."""

    starts_at: datetime
    minutes: int
    category: Category
    kind: str | None = None
    """None where it is about health."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What HR's Monday message says."""

    digests: tuple[Digest, ...]
    """Those published since the last message, oldest first; mostly one or none."""
    coming: tuple[Coming, ...]
    next_on: date | None
    """The local date on which the next figures come."""
    is_pooled: bool = False
    """Whether the workplace is too small for figures of its own."""
    bot_username: str = ""
    """Where colleagues book; empty while it is not known."""
