"""The cast and the props of the tests: Amira books, Dr Cole teaches, Holly from HR reads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from content.words import Words
from programme.model import (
    Audience,
    Booking,
    BookingState,
    Card,
    Category,
    Channel,
    Contact,
    Employer,
    Grant,
    Notice,
    Openness,
    Person,
    Purpose,
    Role,
    Sensitivity,
    Session,
    Visitor,
)

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STARTS = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
WORDS = Words()

COUNCIL = Employer("EmployerAAAA", "Essex County Council", 7500, NOW)
BAKERY = Employer("EmployerBBBB", "Basildon Bakery", 40, NOW)

DESK_RESET = Session(
    id="SessionAAAAA",
    title="Desk reset",
    kind="seated",
    category=Category.MOVEMENT,
    sensitivity=Sensitivity.ORDINARY,
    starts_at=STARTS,
    minutes=10,
    places=20,
    link="https://zoom.example/j/1234?pwd=abc",
    audience=Audience.ALL,
    revision=2,
    instructor_name="Sam Green",
)
MENOPAUSE = replace(
    DESK_RESET,
    id="SessionBBBBB",
    title="Menopause at work",
    kind="webinar",
    category=Category.WEBINAR,
    sensitivity=Sensitivity.HEALTH,
    minutes=60,
    link="https://zoom.example/menopause",
    speakers="Dr Katherine Cole and Sarah Tyler",
)

AMIRA = Person("PersonAAAAAA", NOW)
STRANGER = Visitor(101)


def member(person: Person = AMIRA, *roles: Role, employer: Employer | None = COUNCIL, health: bool = False) -> Visitor:
    grants = frozenset(Grant(role, COUNCIL.id if role is Role.HR else None) for role in (roles or (Role.EMPLOYEE,)))
    consents = frozenset({Purpose.JOINING, Purpose.HEALTH} if health else {Purpose.JOINING})
    return Visitor(101, person, "ContactAAAAA", grants, employer, consents)


def place(state: BookingState = BookingState.BOOKED, session: Session = DESK_RESET) -> Booking:
    return Booking("BookingAAAAA", session.id, AMIRA.id, COUNCIL.id, state, changes=1)


def card(
    session: Session = DESK_RESET,
    openness: Openness = Openness.PLACES,
    booking: Booking | None = None,
    ahead: int = 0,
) -> Card:
    return Card(session, openness, booking, ahead)


def told_of(kind: str, now: datetime) -> Notice:
    contact = Contact("ContactAAAAA", AMIRA.id, Channel.TELEGRAM, chat_id=101)
    return Notice("NoticeAAAAAA", kind, contact, due_at=now, expires_at=None, attempts=0)


def week(sessions_a_day: int = 3, days: int = 10) -> list[Card]:
    """A full timetable from tomorrow on."""
    return [
        card(
            replace(
                DESK_RESET,
                id=f"Session{day:02}{slot:03}",
                title=f"Desk reset {day} {slot}",
                starts_at=STARTS + timedelta(days=day, minutes=30 * slot),
                kind=("seated", "upbeat", "strength")[slot % 3],
            )
        )
        for day in range(days)
        for slot in range(sessions_a_day)
    ]
