"""A record with people, workplaces and sessions in it, made quickly and the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.load import FIRST_CHAT
from content import kinds as catalogue
from programme import kinds, notices, sessions
from programme.model import NewNotice, NewSession
from programme.record import opened_record
from programme.store.engine import Database, Transaction
from programme.times import to_text

ROOMY = 5_000
"""Places of a session at which nobody is turned away."""
REMINDER = "reminder_day_before"
"""In the lane for bulk."""
LINK = "https://meet.example.org/move"
PEOPLE = "INSERT INTO people (id, created_at, safety_seen_at) VALUES ($1, $2, $2)"
CONTACTS = "INSERT INTO contacts (id, person_id, channel, chat_id, created_at) VALUES ($1, $2, 'telegram', $3, $4)"
MEMBERSHIPS = "INSERT INTO memberships (id, person_id, employer_id, started_at) VALUES ($1, $2, $3, $4)"
CONSENTS = "INSERT INTO consents (id, person_id, purpose, version, given_at) VALUES ($1, $2, 'joining', 1, $3)"
ROLES = "INSERT INTO roles (id, person_id, role, granted_at) VALUES ($1, $2, 'employee', $3)"
BOOKINGS = """
    INSERT INTO bookings (id, session_id, person_id, employer_id, state, created_at, booked_at)
    VALUES ($1, $2, $3, $4, 'booked', $5, $5)
"""
EMPLOYERS = """
    INSERT INTO employers (id, name, name_key, headcount, created_at, own_figures_since)
    VALUES ($1, $2, $3, $4, $5, $5)
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Whom and what a record holds: person n is `p…n`, with contact `c…n` and chat FIRST_CHAT + n."""

    people: int
    sessions: tuple[str, ...]
    now: datetime

    def presses(self) -> tuple[str, ...]:
        """A place taken and given up, at one session after the other: what each person presses."""
        return tuple(press for one in self.sessions for press in (f"book:{one}", f"cancel:{one}"))

    def views(self) -> tuple[str, ...]:
        """The timetable and a session's card: looking, without an act."""
        return tuple(press for one in self.sessions for press in ("timetable", f"s:{one}"))


def person_id(n: int) -> str:
    return f"p{n:011d}"


def contact_id(n: int) -> str:
    return f"c{n:011d}"


def employer_id(n: int) -> str:
    return f"e{n:011d}"


async def gathered(url: str, people: int, *, of_sessions: int = 20, employers: int = 1) -> Crowd:
    """Make the record at *url*, new, with *people* spread evenly over the workplaces."""
    now = datetime.now(UTC).replace(microsecond=0)
    async with opened_record(url, now) as database:
        async with database.transaction() as tx:
            await kinds.keep(tx, catalogue.rules())
            await keep_employers(tx, employers, now)
            await keep_people(tx, range(people), employers, now)
        return Crowd(people, await keep_sessions(database, of_sessions, now), now)


async def keep_employers(tx: Transaction, number: int, now: datetime) -> None:
    rows = [(employer_id(n), f"Workplace {n}", f"workplace {n}", 500, to_text(now)) for n in range(number)]
    await tx.many(EMPLOYERS, rows)


async def keep_people(tx: Transaction, numbers: Sequence[int], employers: int, now: datetime) -> None:
    at = to_text(now)
    await tx.many(PEOPLE, [(person_id(n), at) for n in numbers])
    await tx.many(CONTACTS, [(contact_id(n), person_id(n), FIRST_CHAT + n, at) for n in numbers])
    await tx.many(MEMBERSHIPS, [(f"m{n:011d}", person_id(n), employer_id(n % employers), at) for n in numbers])
    await tx.many(CONSENTS, [(f"k{n:011d}", person_id(n), at) for n in numbers])
    await tx.many(ROLES, [(f"r{n:011d}", person_id(n), at) for n in numbers])


async def keep_sessions(database: Database, number: int, now: datetime) -> tuple[str, ...]:
    """One a day from the day after tomorrow on, open to all, with room for everybody."""
    first = now.replace(hour=12, minute=30, second=0) + timedelta(days=2)
    made = []
    async with database.transaction() as tx:
        for n in range(number):
            new = NewSession(f"Desk reset {n}", "seated", first + timedelta(days=n), 10, ROOMY, LINK)
            made.append((await sessions.add(tx, new, "benchmark", now)).id)
    return tuple(made)


def booking_id(n: int) -> str:
    return f"b{n:011d}"


async def keep_reminders(tx: Transaction, crowd: Crowd, numbers: Sequence[int], due: Sequence[datetime]) -> None:
    """These people booked at the first session, each with a reminder that is still right whenever it is due."""
    session, at = crowd.sessions[0], to_text(crowd.now)
    await tx.many(BOOKINGS, [(booking_id(n), session, person_id(n), employer_id(0), at) for n in numbers])
    new = [
        NewNotice(REMINDER, contact_id(n), moment, session_id=session, booking_id=booking_id(n), revision=0)
        for n, moment in zip(numbers, due, strict=True)
    ]
    await notices.tell(tx, new, crowd.now)
