"""What the team reads of the whole programme: exact where sessions are open to all, else by the disclosure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.model.digests import Period
from programme.model.wishes import Outcomes


class CountedBy(StrEnum):
    """Whose number of people present it is."""

    INSTRUCTOR = "instructor"
    """Heads, everybody who was there."""
    BOT = "bot"
    """Distinct people who joined through its link or said "Yes", without those who asked not to be counted."""
    RULES = "rules"
    """The bot's, blurred and rounded to 5, or withheld: for webinars of chosen workplaces."""


class Size(StrEnum):
    """How many people work at a workplace."""

    SMALL = "small"
    """Under 25."""
    MIDDLE = "middle"
    """25 to 249."""
    LARGE = "large"
    """250 and more."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Move and Stretch sessions that were open to all; exact."""

    sessions: int = 0
    people: int = 0
    """Who came to them, added up; somebody who came to two counts twice."""
    head_counts: int = 0
    """At how many of them the instructor's number was used; at the others the bot's."""


@dataclass(frozen=True, slots=True)
class WebinarTurnout:
    title: str
    on: date
    """Local."""
    counted_by: CountedBy
    people: int | None
    """None: too few to show, which is never so where it was open to all."""


@dataclass(frozen=True, slots=True)
class Band:
    """The workplaces of one size, when the period ended."""

    size: Size
    workplaces: int
    with_people: int
    """At how many somebody uses the bot."""
    people: int | None = None
    """Who belong to these; noisy and rounded to 5, None: too few to show."""


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    open_to_all: Turnout = Turnout()
    webinars: tuple[WebinarTurnout, ...] = ()
    """In the order in which they began."""
    chosen_sessions: int = 0
    """Move and Stretch sessions for chosen workplaces only."""
    chosen_visits: int | None = None
    """How often people came to those, by the rules; None also in weeks, which say nothing by the rules."""
    year: int = 0
    """The calendar year in which the period's last day is."""
    signed_up: int = 0
    """Workplaces that signed up in that year, up to the period's last day."""
    bands: tuple[Band, ...] = ()
    """Empty in weeks."""
    outcomes: Outcomes | None = None
    """What was published of the same quarter (`programme.outcomes`)."""


@dataclass(frozen=True, slots=True)
class ProgrammeDigest:
    """The frozen figures of the whole programme for one closed period."""

    period: Period
    rules: str
    """The version of the rules by which the figures were made."""
    figures: ProgrammeFigures
