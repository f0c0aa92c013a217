"""Sessions and weekly series: what is on, as its readers may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from programme.model.bookings import Booking, BookingState
from programme.model.kinds import JOIN_OPENS, LONDON, Audience, Category, Sensitivity


class Openness(StrEnum):
    """How much room a session has, as coarsely as disclosure control allows it to be said."""

    PLACES = "places"
    FEW = "few"
    OPEN = "open"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Session:
    """One occurrence of a class or webinar (OpenActive ScheduledSession). Times are aware UTC."""

    id: str
    title: str
    kind: str
    category: Category
    sensitivity: Sensitivity
    starts_at: datetime
    minutes: int
    places: int
    link: str
    """Empty on the cards of those who may not see it (yet)."""
    audience: Audience
    revision: int
    zone: str = LONDON
    """Where its local time is, e.g. for the afternoon before."""
    instructor_id: str | None = None
    instructor_name: str | None = None
    series_id: str | None = None
    slot: str | None = None
    description: str | None = None
    speakers: str | None = None
    webinar_series: str | None = None
    recording_url: str | None = None
    cancelled_at: datetime | None = None
    cancel_note: str | None = None
    head_count: int | None = None
    cover_asked_at: datetime | None = None
    """Since when whoever leads it would like somebody else to."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def link_opens_at(self) -> datetime:
        return self.starts_at - JOIN_OPENS

    @property
    def is_health_related(self) -> bool:
        return self.sensitivity is Sensitivity.HEALTH

    def link_is_open(self, now: datetime) -> bool:
        """Whether people who are booked may see the join link at *now* (aware UTC)."""
        return self.cancelled_at is None and self.link_opens_at <= now < self.ends_at


class Gap(StrEnum):
    """Why a weekly series leaves out a date of its weekdays."""

    HOLIDAY = "holiday"
    DROPPED = "dropped"
    SKIPPED = "skipped"
    """The clocks go forward over its time."""
    DOUBLED = "doubled"
    """The clocks go back over its time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """On which local dates a weekly series has a session, and at what time on the clocks of its zone."""

    weekdays: frozenset[int]
    """Monday is 0."""
    at: time
    first_on: date
    last_on: date | None = None
    keeps_holidays: bool = False
    """Whether it goes on on England's bank holidays."""
    zone: str = LONDON
    dropped: frozenset[date] = frozenset()
    added: frozenset[date] = frozenset()
    """Single dates besides its weekdays; these stand whatever else the rule says."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A date of a series: when its session starts (aware UTC), or why there is none."""

    on: date
    starts_at: datetime | None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A weekly series (OpenActive SessionSeries): its rule, and what its sessions to be are like."""

    id: str
    rule: Rule
    title: str
    kind: str
    sensitivity: Sensitivity
    minutes: int
    places: int
    link: str
    audience: Audience
    instructor_id: str | None = None
    speakers: str | None = None
    webinar_series: str | None = None
    ended_at: datetime | None = None
    """Since when it brings no new sessions."""


@dataclass(frozen=True, slots=True)
class OneWeek:
    """One date of a weekday that somebody books every week."""

    on: date
    session_id: str = ""
    """Empty where there is no session on that date."""
    starts_at: datetime | None = None
    state: BookingState | None = None
    """None: they have no place there."""
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class EveryWeek:
    """A weekday of a series as one visitor has it."""

    session: Session
    """The one that they came from."""
    weekday: int
    """Monday is 0."""
    weeks: tuple[OneWeek, ...]
    is_going_on: bool
    """Whether new weeks are booked as they come."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """What somebody wants to put on the timetable; not yet checked, not yet kept."""

    title: str
    kind: str
    starts_at: datetime
    minutes: int
    places: int
    link: str
    sensitivity: Sensitivity | None = None
    """None: as its kind usually is."""
    employer_ids: tuple[str, ...] = ()
    """The workplaces that may come; none means all."""
    instructor_id: str | None = None
    description: str | None = None
    speakers: str | None = None
    webinar_series: str | None = None
    zone: str = LONDON


@dataclass(frozen=True, slots=True)
class Card:
    """A session as one visitor may see it: how much room, and their own booking if there is one."""

    session: Session
    openness: Openness
    booking: Booking | None = None
    ahead: int = 0
    """How many wait before this visitor; said in words only."""


@dataclass(frozen=True, slots=True)
class Led:
    """A session as whoever leads it sees it: how many come, never who. Their own place is not counted."""

    session: Session
    booked: int
    waiting: int
    employers: tuple[tuple[str, str], ...] = ()
    """The open workplaces it was chosen for, as pairs of id and name; only where one session is looked at."""
    names: tuple[str, ...] = ()
    """Of those booked who have chosen that instructors see their names; only where one session is looked at."""
    openness: Openness | None = None
    """In place of all numbers and names, which are 0 and none then: whoever leads it is HR of everybody it is for."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A session that is over, as whoever led it may invoice it: how many came, never who."""

    session: Session
    people: int
    is_counted: bool
    """By whoever led it; otherwise these are they who joined by the bot's link or said that they made it."""
    booked: int = 0
    """Places that were taken when it began, as on the class's own card."""
    is_for_their_hr: bool = False
    """Whoever led it is HR of every workplace that it was for: then all numbers are 0, and none is shown."""


@dataclass(frozen=True, slots=True)
class MonthRatings:
    """What people said of one instructor's sessions in a calendar month, by the disclosure rules. None: too few."""

    rated: int | None = None
    """Distinct people."""
    just_right: int | None = None
    """Those of them who said "just right" last."""


@dataclass(frozen=True, slots=True)
class Day:
    """A local date on the timetable and how many sessions it has for one visitor."""

    date: date
    sessions: int
