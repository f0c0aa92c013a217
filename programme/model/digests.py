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
class Times:
    """How many people came mostly in the morning, over lunch, in the afternoon; noisy and rounded to 5."""

    morning: int
    lunch: int
    afternoon: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What HR may see of a period. None: too few to show. Every number about people is noisy and rounded to 5.

    Visits and mean minutes are None too where that noise would be large against them.

    "Distinct people" are people using the bot, never "the staff"; those who asked not to be counted are in none.
    """

    offered: int
    """Sessions on the timetable, webinars among them; exact: everybody may count them there."""
    webinars: int = 0
    """The webinars among them, exact as well."""
    using: int | None = None
    """Distinct people who belonged to the workplace on the period's last day."""
    took_part: int | None = None
    """Distinct people."""
    first_timers: int | None = None
    """Those of them who had never taken part before."""
    at_webinars: int | None = None
    """Those of them who came to a webinar; None also where there were too few webinars to hide a topic among."""
    attended: int | None = None
    """Sessions and webinars attended by all of them together, each person's capped."""
    logged: int | None = None
    """Distinct people who logged minutes."""
    mean_minutes: int | None = None
    """Minutes moved a week by each of those, on average."""
    reached_30: int | None = None
    """Those of them who moved 30 moderate-equivalent minutes a week or more."""
    reached_150: int | None = None
    """Those of them who moved 150 moderate-equivalent minutes a week or more."""
    in_challenges: int | None = None
    """Those of them who had a challenge going on any day of the period; any at all, since one may be about health."""
    times: Times | None = None
    """When people who took part like to come."""
    rated: int | None = None
    """Distinct people who said how a session was."""
    just_right: int | None = None
    """Those of them who said "just right" last."""


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
    history: tuple[Digest, ...] = ()
    """All that the workplace's HR may read, oldest first; trends are read from it."""
    is_four_weekly: bool = False
    """Whether figures of its own come every four weeks (and every quarter), not every week."""
