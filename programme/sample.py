"""A sample programme: workplaces, people, four weeks of what has been and four of what is to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from programme import audit, employers, kinds
from programme.challenges import last_day
from programme.consent import CONSENT_VERSION
from programme.errors import Refusal
from programme.ids import new_id
from programme.model import Challenge, Employer, Kind, NewSession, Purpose, Role, Rule, Series, Session
from programme.new_sessions import checked
from programme.ratings import JUST_RIGHT
from programme.sessions import new_session
from programme.store import sample as store
from programme.store import series as series_store
from programme.store import sessions as session_store
from programme.store.engine import Transaction
from programme.text import clean

TURNOUT = (0.2, 0.35)
"""The least and the most of those who may come that are booked on one session."""
KNOWN, MORE_A_WEEK = 0.3, 0.175
"""Four weeks ago that share of them knew of it, and with each week that share more: so there is a trend to look at."""
ATTENDED = 0.8
RATED = 0.45
RATINGS = (2, JUST_RIGHT, JUST_RIGHT, JUST_RIGHT, 4)
LOGS_A_WEEK = 2
WALKS = (15, 20, 25, 30, 40)
RIDES = (50, 55, 60)
"""Minutes; three of them a week are 150."""


class NotEmpty(Refusal):
    """There are workplaces already; a sample is planted only in an empty programme."""


@dataclass(frozen=True, slots=True)
class SampleEmployer:
    name: str
    headcount: int
    members: int


@dataclass(frozen=True, slots=True)
class SampleSession:
    """A session to be, with its instructor and its workplaces (none: all) by name."""

    new: NewSession
    instructor: str | None = None
    employers: tuple[str, ...] = ()
    rule: Rule | None = None
    """The weekly series it belongs to; sessions of one title belong to the same."""


@dataclass(frozen=True, slots=True)
class Sample:
    employers: tuple[SampleEmployer, ...]
    instructors: tuple[str, ...]
    sessions: tuple[SampleSession, ...]
    challenge: Challenge | None = None
    """One that some of the people have taken up."""


@dataclass(frozen=True, slots=True)
class Planted:
    employers: int
    people: int
    sessions: int
    bookings: int


@dataclass(frozen=True, slots=True)
class Member:
    id: str
    employer: Employer


async def plant(tx: Transaction, sample: Sample, actor: str, now: datetime) -> Planted:
    """Put *sample* into an empty programme; the same sample gives the same turnout every time.

    Raises:
        NotEmpty: there are workplaces already.
        Unusable: something in the sample cannot be used.
    """
    if await employers.all_open(tx):
        raise NotEmpty
    chance = Random("sample")  # noqa: S311 - a likely turnout, not a secret
    workplaces = [await employers.add(tx, one.name, one.headcount, actor, now) for one in sample.employers]
    members = await plant_members(tx, sample, workplaces, now)
    leading = await plant_instructors(tx, sample.instructors, now)
    sessions = await plant_sessions(tx, sample, workplaces, leading, now)
    bookings = list(turnout(sessions, members, chance, now))
    await store.insert_bookings(tx, bookings)
    await store.insert_ratings(tx, list(rated(bookings, chance)))
    await store.insert_minutes(tx, [*moved(bookings), *walks(members, chance, now), *rides(members, chance, now)])
    if sample.challenge:
        await store.insert_challenges(tx, sample.challenge.id, taken_up(sample.challenge, members, now.date()))
    await audit.record(tx, actor, "sample planted", None, now)
    return Planted(len(workplaces), len(members) + len(leading), len(sessions), len(bookings))


async def plant_members(tx: Transaction, sample: Sample, workplaces: Sequence[Employer], now: datetime) -> list[Member]:
    """People without a contact: they count, and nothing is ever sent to them."""
    joined = now - timedelta(days=60)
    members = [
        Member(new_id(), employer)
        for wanted, employer in zip(sample.employers, workplaces, strict=True)
        for _ in range(wanted.members)
    ]
    await store.insert_people(tx, [(member.id, None) for member in members], joined)
    await store.insert_memberships(tx, [(member.id, member.employer.id) for member in members], joined)
    await store.insert_roles(tx, [(member.id, Role.EMPLOYEE) for member in members], joined)
    versions = [(member.id, purpose, CONSENT_VERSION[purpose]) for member in members for purpose in Purpose]
    await store.insert_consents(tx, versions, joined)
    return members


async def plant_instructors(tx: Transaction, names: Sequence[str], now: datetime) -> dict[str, str]:
    leading = {clean(name, "name", 60): new_id() for name in names}
    await store.insert_people(tx, [(id, name) for name, id in leading.items()], now)
    await store.insert_roles(tx, [(id, Role.INSTRUCTOR) for id in leading.values()], now)
    return leading


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session kept, and the workplaces it is open to (none: all)."""

    session: Session
    kind: Kind
    employer_ids: frozenset[str]


async def plant_sessions(
    tx: Transaction, sample: Sample, workplaces: Sequence[Employer], leading: dict[str, str], now: datetime
) -> list[OpenSession]:
    by_name = {employer.name: employer.id for employer in workplaces}
    series: dict[str, Series] = {}
    planted = []
    for wanted in sample.sessions:
        new = replace(
            checked_any_time(wanted.new, now),
            instructor_id=leading[wanted.instructor] if wanted.instructor else None,
            employer_ids=tuple(by_name[name] for name in wanted.employers),
        )
        kind = await kinds.find(tx, new.kind)
        session = new_session(new, kind, wanted.instructor)
        if wanted.rule:
            session = await in_its_series(tx, session, new.employer_ids, wanted.rule, series, now)
        await session_store.insert_session(tx, session, min(now, session.starts_at))
        if new.employer_ids:
            await session_store.insert_audience(tx, session.id, new.employer_ids)
        planted.append(OpenSession(session, kind, frozenset(new.employer_ids)))
    return planted


async def in_its_series(
    tx: Transaction,
    session: Session,
    employer_ids: Sequence[str],
    rule: Rule,
    known: dict[str, Series],
    now: datetime,
) -> Session:
    """The session as a date of its weekly series, which is kept with the first of them."""
    if session.title not in known:
        known[session.title] = series_like(session, rule)
        await series_store.insert_series(tx, known[session.title], now)
        await series_store.insert_audience(tx, known[session.title].id, employer_ids)
    on = session.starts_at.astimezone(ZoneInfo(rule.zone)).date()
    return replace(session, series_id=known[session.title].id, slot=on.isoformat())


def series_like(session: Session, rule: Rule) -> Series:
    return Series(
        id=new_id(),
        rule=rule,
        title=session.title,
        kind=session.kind,
        sensitivity=session.sensitivity,
        minutes=session.minutes,
        places=session.places,
        link=session.link,
        audience=session.audience,
        instructor_id=session.instructor_id,
    )


def checked_any_time(new: NewSession, now: datetime) -> NewSession:
    """As anything typed is checked, but for its time, which may be past."""
    return replace(checked(replace(new, starts_at=now + timedelta(days=1)), now), starts_at=new.starts_at)


def turnout(
    sessions: Sequence[OpenSession], members: Sequence[Member], chance: Random, now: datetime
) -> Iterator[store.SampleBooking]:
    """Who is booked on what, and who of them came to what has been."""
    for one in sessions:
        knowing = those_who_know(members, now - one.session.starts_at)
        may_come = [m for m in knowing if not one.employer_ids or m.employer.id in one.employer_ids]
        share = chance.uniform(*TURNOUT)
        places = one.session.places - chance.choice((0, 1, 2, 4)) if one.session.starts_at > now else one.session.places
        for member in chance.sample(may_come, min(places, int(len(may_come) * share))):
            came = one.session.ends_at < now and chance.random() < ATTENDED
            yield store.SampleBooking(new_id(), one.session, one.kind, member.id, member.employer.id, came, now)


def those_who_know(members: Sequence[Member], ago: timedelta) -> list[Member]:
    """Four weeks ago few, now all; the earliest are the same each time, and evenly from every workplace."""
    share = min(1.0, KNOWN + MORE_A_WEEK * (5 - max(0, ago / timedelta(weeks=1))))
    return [member for place, member in enumerate(members) if place % 20 < 20 * share]


def rated(bookings: Sequence[store.SampleBooking], chance: Random) -> Iterator[store.SampleRating]:
    """What some of those who came said about it."""
    for booking in bookings:
        if booking.came and chance.random() < RATED:
            yield store.SampleRating(booking, chance.choice(RATINGS))


def moved(bookings: Sequence[store.SampleBooking]) -> Iterator[store.SampleMinutes]:
    """What those who came to a class logged for it; sitting in a webinar is not moving."""
    for booking in bookings:
        if booking.came and booking.kind.category == "movement":
            yield store.SampleMinutes(
                booking.person_id,
                booking.employer_id,
                booking.id,
                booking.session.starts_at,
                booking.session.minutes,
                booking.session.kind,
                booking.kind.intensity,
            )


def walks(members: Sequence[Member], chance: Random, now: datetime) -> Iterator[store.SampleMinutes]:
    """A few walks a week by every third person."""
    for member in members[::3]:
        for day in chance.sample(range(1, 29), LOGS_A_WEEK * 4):
            yield outing(member, now - timedelta(days=day), chance.choice(WALKS), "walking")


def rides(members: Sequence[Member], chance: Random, now: datetime) -> Iterator[store.SampleMinutes]:
    """To work and back three times in each of the last four weeks, by every fifth person."""
    for member in members[::5]:
        for week in range(4):
            for day in (1, 3, 5):
                yield outing(member, now - timedelta(days=7 * week + day), chance.choice(RIDES), "cycling")


def taken_up(challenge: Challenge, members: Sequence[Member], today: date) -> Iterator[tuple[str, date, date]]:
    """By two of five people, each of whom begins on a day of the last four weeks."""
    for place, member in enumerate(members):
        if place % 5 in (0, 3):
            begun = today - timedelta(days=1 + 9 * place % 28)
            yield member.id, begun, last_day(challenge, begun)


def outing(member: Member, at: datetime, minutes: int, activity: str) -> store.SampleMinutes:
    return store.SampleMinutes(member.id, member.employer.id, None, at, minutes, activity, "moderate")
