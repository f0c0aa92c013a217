"""The values that the whole house passes around, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

JOIN_OPENS = timedelta(minutes=30)
"""How long before its start a session's link is shown (OpenActive asks brokers for no earlier)."""

LONDON = "Europe/London"


class Role(StrEnum):
    EMPLOYEE = "employee"
    INSTRUCTOR = "instructor"
    HR = "hr"
    TEAM = "team"


class Purpose(StrEnum):
    """What somebody has agreed to; each is asked for, versioned and withdrawn on its own."""

    JOINING = "joining"
    HEALTH = "health"


class Audience(StrEnum):
    ALL = "all"
    CHOSEN = "chosen"


class Sensitivity(StrEnum):
    ORDINARY = "ordinary"
    HEALTH = "health"


class Category(StrEnum):
    MOVEMENT = "movement"
    WEBINAR = "webinar"


class Intensity(StrEnum):
    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


class BookingState(StrEnum):
    BOOKED = "booked"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"


class Channel(StrEnum):
    TELEGRAM = "telegram"
    EMAIL = "email"


class Openness(StrEnum):
    """How much room a session has, as coarsely as disclosure control allows it to be said."""

    PLACES = "places"
    FEW = "few"
    OPEN = "open"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Employer:
    id: str
    name: str
    headcount: int
    created_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone who takes part. No Telegram name, username or phone is ever kept."""

    id: str
    created_at: datetime
    language: str = "en"
    display_name: str | None = None
    reminder_minutes: int = 10
    """Minutes before the start; 0 switches the near reminder off."""
    day_before_off_at: datetime | None = None
    safety_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that a person holds now, for one employer or (None) for the programme."""

    role: Role
    employer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is tapping: a chat, and the person, roles and workplace behind it, as they are now."""

    chat_id: int
    person: Person | None = None
    contact_id: str | None = None
    grants: frozenset[Grant] = frozenset()
    employer: Employer | None = None
    consents: frozenset[Purpose] = frozenset()

    def holds(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.grants)

    @property
    def employer_id(self) -> str | None:
        return self.employer.id if self.employer else None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a valid link or code opens: a role, at a workplace unless it is for the programme as a whole."""

    id: str
    role: Role
    employer: Employer | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that may be used now. Its uses are for the team's eyes only (DESIGN §2)."""

    id: str
    role: Role
    uses: int
    uses_allowed: int | None
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds, or held, a role that runs the programme: never an employee's."""

    id: str
    """Of the role they were given."""
    role: Role
    person_id: str
    contact_id: str | None
    name: str | None
    """As they typed it, if they have."""
    employer: Employer | None
    since: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    person_id: str
    channel: Channel
    chat_id: int | None = None
    email: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of session it is; its words are in the catalogue, its rules here."""

    id: str
    category: Category
    intensity: Intensity
    sensitivity: Sensitivity = Sensitivity.ORDINARY


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


class DayPart(StrEnum):
    """When somebody would rather move."""

    MORNING = "morning"
    LUNCH = "lunch"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has chosen to tell; nothing, at first."""

    name: str | None = None
    shown_to_instructors_at: datetime | None = None
    best_time: DayPart | None = None


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
class Booking:
    """One person's place, or place in the queue, at one session; one row for the pair, ever."""

    id: str
    session_id: str
    person_id: str
    employer_id: str | None
    state: BookingState
    changes: int
    queue_no: int | None = None
    joined_at: datetime | None = None
    attended_at: datetime | None = None
    missed_at: datetime | None = None
    calendar_at: datetime | None = None
    """When they first asked for the calendar file; changes are sent to it from then on."""
    offered_until: datetime | None = None
    """Until when a place is kept for them, while it is on offer."""

    @property
    def is_live(self) -> bool:
        return self.state is not BookingState.CANCELLED


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


@dataclass(frozen=True, slots=True)
class Delivered:
    """A session that is over, as whoever led it may invoice it: how many came, never who."""

    session: Session
    people: int
    is_counted: bool
    """By whoever led it; otherwise these are they who joined by the bot's link or said that they made it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A local date on the timetable and how many sessions it has for one visitor."""

    date: date
    sessions: int


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What somebody is to be told; not yet kept. Times are aware UTC."""

    kind: str
    contact_id: str
    due_at: datetime
    expires_at: datetime | None = None
    session_id: str | None = None
    booking_id: str | None = None
    revision: int | None = None
    facts: str = ""


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


@dataclass(frozen=True, slots=True)
class Facts:
    """What a notice needs to be worded, as it is at the moment of sending."""

    visitor: Visitor
    """Whom it is for; chat 0 where they have none."""
    card: Card | None = None
    word: str = ""
    """The notice's own facts."""
    summary: Summary | None = None
    """What a Monday message says."""
    similar: tuple[Card, ...] = ()
    """What they may book instead of a session that was cancelled."""
    quiet: Quiet | None = None
    """Their quiet hours, in which it makes no sound; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that somebody must be told at a time. Times are aware UTC."""

    id: str
    kind: str
    contact: Contact
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    session_id: str | None = None
    booking_id: str | None = None
    revision: int | None = None
    facts: str = ""
    """What cannot be read afresh when it is sent; canonical JSON or a plain word, never a title."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The choices a chat was last shown, so that typing one is the same as pressing it."""

    chat_id: int
    message_id: int | None = None
    choices: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of label and address, in the order shown."""
    asks: str = ""
    """The address that free text goes to next; empty where the screen asked for none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-finished form; it survives a restart."""

    chat_id: int
    form: str
    step: str
    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        return dict(self.fields).get(name)

    def with_field(self, name: str, value: str, step: str) -> Draft:
        return replace(self, step=step, fields=tuple({**dict(self.fields), name: value}.items()))


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One update: `new → applied → answered | quarantined`. *raw* is Telegram's JSON, kept until answered."""

    bot_id: int
    update_id: int
    arrival: int
    chat_id: int
    raw: str
    state: str = "new"
    attempts: int = 0
    next_address: str | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.bot_id, self.update_id


@dataclass(frozen=True, slots=True)
class Activity:
    """One way of moving: what people call it and how hard it usually is. From the catalogue."""

    id: str
    words: tuple[str, ...]
    intensity: Intensity
    is_general: bool = False
    """Gives way to a more exact one in the same sentence, as in "weights at the gym"."""
    is_counted: bool = False
    """A number without a unit counts repetitions, as in "20 squats"."""
    goes_far: bool = False
    """A number without a unit after it may be a distance, as in "run 5"."""
    strengthens: bool = False
    """Whether a day with it is a strength day (see `programme.progress`)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Minutes of one activity on one local day, logged or about to be."""

    id: str
    minutes: int
    activity: str
    """An id of the catalogue, ``session-<kind>`` for one of ours, or ``moving`` where nothing was named."""
    intensity: Intensity
    on: date
    booking_id: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes by intensity, and the two honest counters made of them.

    Source: UK Chief Medical Officers' physical activity guidelines (2019): 150 minutes of moderate activity a week,
    or 75 of vigorous, or a mix of both: so one vigorous minute counts as two. Light activity is worth doing
    ("every minute counts") but is not part of the 150. Sport England's Active Lives survey counts the same way and
    draws its lines at 30 and 150 moderate-equivalent minutes.
    """

    light: int = 0
    moderate: int = 0
    vigorous: int = 0

    @property
    def moved(self) -> int:
        """Minutes of any intensity."""
        return self.light + self.moderate + self.vigorous

    @property
    def moderate_equivalent(self) -> int:
        """Moderate minutes once, vigorous ones twice, light ones not at all."""
        return self.moderate + 2 * self.vigorous


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody logged from a Monday to its Sunday."""

    monday: date
    totals: Totals = Totals()
    strength_days: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How it has been going, for the reader's own eyes."""

    weeks: tuple[Week, ...]
    """The last eight, oldest first; the last one is this week."""
    best: Week | None = None
    """The week with the most minutes moved, ever; None while there are not two to compare."""
    streak: int = 0
    """Weeks with something logged, in a row up to now."""
    longest_streak: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """What one table holds about somebody: rows of values, in the order of *columns*."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about one person (or, with an empty id, about a chat that is nobody's yet)."""

    person_id: str
    at: datetime
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains of. Who they are is not part of it."""

    reference: str
    text: str
    made_at: datetime
    mailed_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours, on the local clock, in which nothing makes a sound and no nudge comes; they may go past midnight."""

    since: time = time(20, 0)
    until: time = time(7, 0)

    def covers(self, clock: time) -> bool:
        if self.since < self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until


@dataclass(frozen=True, slots=True)
class Away:
    """Local dates on which somebody is off, both included."""

    since: date
    until: date

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody wants to hear from the bot besides what is about their bookings. Nothing, unless they choose."""

    quiet: Quiet = Quiet()
    away: Away | None = None
    breaks: tuple[tuple[int, time], ...] = ()
    """Movement breaks: weekday (Monday is 0) and local time, at most one for each weekday."""
    looks_back: bool = False
    """Whether they want a look back at their week."""
    questions_off: bool = False
    """Whether they want to be asked no more how active they are."""

    @property
    def is_nudged(self) -> bool:
        return bool(self.breaks) or self.looks_back

    def break_at(self, weekday: int) -> time | None:
        return dict(self.breaks).get(weekday)


@dataclass(frozen=True, slots=True)
class Answer:
    """One asking of the activity question: wave 0 is the baseline, and each further wave is twelve weeks on."""

    wave: int
    asked_on: date
    days: int | None = None
    """On how many of the last seven days; None: not answered (yet)."""
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What may be said of one quarter. None: too few to show. Everything is noisy and rounded to 5 people."""

    asked_again: int | None = None
    """People who answered in the quarter and had answered at the start."""
    under_30_before: int | None = None
    """Of these, how many said "none" at the start."""
    under_30_now: int | None = None
    lifted: int | None = None
    """Of those under 30 before, how many are not any more."""
    rated: int | None = None
    just_right: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """The frozen figures of the whole programme for one closed quarter."""

    period: Period
    rules: str
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Challenge:
    """So many minutes a day on each of so many days, from whenever somebody begins."""

    id: str
    minutes: int
    days: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at a challenge: which day it is for them, and on how many they have reached the minutes."""

    challenge: Challenge
    started_on: date
    today: date
    reached: tuple[date, ...] = ()

    @property
    def day(self) -> int:
        """Counted from 1; one more than the challenge has days when it is over."""
        return min((self.today - self.started_on).days + 1, self.challenge.days + 1)

    @property
    def is_over(self) -> bool:
        return self.day > self.challenge.days
