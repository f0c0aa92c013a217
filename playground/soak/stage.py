"""Where the day is played: a night in which the clocks change, a timetable around it, and people who have joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playground.person import Person
from playground.serve import Telegram
from programme import employers, people, sessions
from programme.model import Grant, NewSession, Role, Visitor
from programme.record import opened_record

LONDON = ZoneInfo("Europe/London")
BEGINS, ENDS = time(22, 0), time(15, 0)
"""From the evening before until the afternoon after, UK time."""
SHORT_ENDS, SHORT = time(4, 0), 300.0
"""A night that is played in fewer seconds than that ends before dawn; faster, the clock would leap over everything."""
BETWEEN_SESSIONS = timedelta(minutes=20)
PLACES = (4, 8, 15, 40)
LEADERS = 3
EMPLOYER = "Essex County Council"
NIGHTS = ("spring", "autumn")


@dataclass(frozen=True, slots=True)
class Night:
    """One night and the day after it. Aware UTC."""

    name: str
    begins: datetime
    ends: datetime

    @classmethod
    def after(cls, name: str, now: datetime, ends: time = ENDS) -> Night:
        """The next night in which the clocks go forward ("spring") or back ("autumn")."""
        day = now.astimezone(LONDON).date() + timedelta(days=1)
        while change(day) != {"spring": 1, "autumn": -1}[name]:
            day += timedelta(days=1)
        begins = datetime.combine(day - timedelta(days=1), BEGINS, LONDON)
        return cls(name, begins.astimezone(UTC), datetime.combine(day, ends, LONDON).astimezone(UTC))

    @property
    def seconds(self) -> float:
        return (self.ends - self.begins).total_seconds()


def change(day: date) -> int:
    """By how many hours the clocks go forward on *day*."""
    offsets = [datetime.combine(one, time(), LONDON).utcoffset() for one in (day, day + timedelta(days=1))]
    assert offsets[0] is not None
    assert offsets[1] is not None
    return round((offsets[1] - offsets[0]) / timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Planned:
    """A session, and when it was to start at first (aware UTC)."""

    id: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Cast:
    members: Sequence[Person]
    leaders: Sequence[Person]
    sessions: Sequence[Planned]


async def plant(url: str, telegram: Telegram, night: Night, size: int) -> Cast:
    """Members and instructors who have joined already, and a session every 20 minutes, all through the night."""
    members = [arrived(telegram, f"P{number}") for number in range(size)]
    leaders = [arrived(telegram, f"Dr {number}") for number in range(LEADERS)]
    now = telegram.now
    made, starts = list[Planned](), night.begins + timedelta(minutes=45)
    async with opened_record(url, now) as database, database.transaction() as tx:
        council = await employers.find(tx, EMPLOYER)
        for person in members:
            await people.take_in(tx, await people.visitor(tx, person.id), Grant(Role.EMPLOYEE), council, now)
        for person in leaders:
            await people.take_in(tx, await people.visitor(tx, person.id), Grant(Role.INSTRUCTOR), None, now)
            await people.name_yourself(tx, await people.visitor(tx, person.id), person.name, now)
        leading = [await people.visitor(tx, person.id) for person in leaders]
        while starts < night.ends:
            added = await sessions.add(tx, session(len(made), starts, leading), "soak", now)
            made.append(Planned(added.id, starts))
            starts += BETWEEN_SESSIONS
    return Cast(members, leaders, made)


def arrived(telegram: Telegram, name: str) -> Person:
    person = telegram.user(name)
    telegram.world.accounts[person.id].started = True
    return person


def session(number: int, starts_at: datetime, leading: Sequence[Visitor]) -> NewSession:
    kind = ("seated", "upbeat")[number % 2]
    link = f"https://meet.example.org/{number}"
    places, leader = PLACES[number % len(PLACES)], leading[number % len(leading)].person
    leader_id = leader.id if leader else None
    return NewSession(f"Desk reset {number}", kind, starts_at, 10, places, link, instructor_id=leader_id)
