"""What there is before the day begins: people who have joined, a timetable, and places that they have booked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from playground.person import Person
from playground.serve import Telegram
from playground.soak.stage import Night
from programme import bookings, employers, people, sessions
from programme.model import Grant, NewSession, Role, Visitor
from programme.record import opened_record
from programme.times import to_text

FIRST, EARLY = timedelta(minutes=20), 0.12
"""How long after the night begins the first class is; in a short one, after so large a share of it."""
BETWEEN, SHORT_BETWEEN = timedelta(minutes=11), timedelta(minutes=7)
"""Neither goes into an hour, so that no two classes show the same time, not even on the night that has one twice."""
PLACES = (4, 6, 10, 24)
WISHES = 9
"""How many ask for a place in each class beforehand: the small ones have a waiting list from the start."""
LENGTHS = (10, 30, 15)
"""Minutes; from thirty on people are reminded the working day before, too."""
REGULARS, OFTEN = 120, 0.7
"""The first of the people are regulars, and have so large a share of what was booked beforehand."""
LEADERS = 4
MENUS = "UPDATE notices SET state = 'sent', settled_at = $1 WHERE kind = 'menu'"
"""Whoever joined long ago has a menu; otherwise the first minutes would go by with two thousand of them."""
EMPLOYER = "Essex County Council"


@dataclass(frozen=True, slots=True)
class Planned:
    """A class, when it is to start at first (aware UTC), and the number of who leads it."""

    id: str
    starts_at: datetime
    leader: int


@dataclass(frozen=True, slots=True)
class Cast:
    members: Sequence[Person]
    leaders: Sequence[Person]
    classes: Sequence[Planned]


async def plant(url: str, telegram: Telegram, night: Night, size: int, chance: Random, *, is_short: bool) -> Cast:
    """Members and instructors who have joined already, classes all through the night, and places in them."""
    members = [arrived(telegram, f"P{number}") for number in range(size)]
    leaders = [arrived(telegram, f"Dr {number}") for number in range(LEADERS)]
    await join(url, members, leaders, telegram.now)
    starts = classes_between(night, SHORT_BETWEEN if is_short else BETWEEN)
    classes = await put_on(url, starts, leaders, telegram.now)
    await book_beforehand(url, classes, members, chance, telegram.now)
    return Cast(members, leaders, classes)


def arrived(telegram: Telegram, name: str) -> Person:
    person = telegram.user(name)
    telegram.world.accounts[person.id].started = True
    return person


async def join(url: str, members: Sequence[Person], leaders: Sequence[Person], now: datetime) -> None:
    async with opened_record(url, now) as database, database.transaction() as tx:
        council = await employers.find(tx, EMPLOYER)
        for person in members:
            await people.take_in(tx, await people.visitor(tx, person.id), Grant(Role.EMPLOYEE), council, now)
        for person in leaders:
            await people.take_in(tx, await people.visitor(tx, person.id), Grant(Role.INSTRUCTOR), None, now)
            await people.name_yourself(tx, await people.visitor(tx, person.id), person.name, now)
        await tx.run(MENUS, to_text(now))


def classes_between(night: Night, between: timedelta) -> list[datetime]:
    first = min(FIRST, (night.ends - night.begins) * EARLY)
    return [night.begins + first + between * one for one in range((night.ends - night.begins - first) // between)]


async def put_on(url: str, starts: Sequence[datetime], leaders: Sequence[Person], now: datetime) -> list[Planned]:
    """A class at each of these times, each led by the next of the instructors."""
    async with opened_record(url, now) as database, database.transaction() as tx:
        leading = [await people.visitor(tx, person.id) for person in leaders]
        return [
            Planned((await sessions.add(tx, session(number, at, leading), "soak", now)).id, at, number % len(leading))
            for number, at in enumerate(starts)
        ]


def session(number: int, starts_at: datetime, leading: Sequence[Visitor]) -> NewSession:
    kind = ("seated", "upbeat")[number % 2]
    link = f"https://meet.example.org/{number}"
    places, minutes = PLACES[number % len(PLACES)], LENGTHS[number % len(LENGTHS)]
    leader = leading[number % len(leading)].person
    leader_id = leader.id if leader else None
    return NewSession(f"Desk reset {number}", kind, starts_at, minutes, places, link, instructor_id=leader_id)


async def book_beforehand(
    url: str, classes: Sequence[Planned], members: Sequence[Person], chance: Random, now: datetime
) -> None:
    """As the week before has left it: in each class some people, and in the small ones more than there are places."""
    async with opened_record(url, now) as database, database.transaction() as tx:
        for one in classes:
            wishing = [chance.choice(members[:REGULARS] if chance.random() < OFTEN else members) for _ in range(WISHES)]
            for person in dict.fromkeys(wishing):
                await bookings.book(tx, await people.visitor(tx, person.id), one.id, now)
