"""A year of a large programme: workplaces, people, bookings and minutes, with all but its last week published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from benchmarks.crowd import LINK, ROOMY, employer_id, keep_employers, keep_people, person_id
from content import kinds as catalogue
from programme import kinds, mondays, periods, sessions, upkeep
from programme.model import NewSession, Period
from programme.record import opened_record
from programme.store.engine import Database, Transaction
from programme.times import to_text

ZONE = ZoneInfo("Europe/London")
KEY = b"the key of the noise, in benchmarks"
MONDAY = date(2026, 11, 23)
"""The day on which the last week is published."""
WEEKS = 52
SESSIONS_A_WEEK = 4
CHUNK = 20_000
"""Rows that are made at a time."""
BOOKINGS = """
    INSERT INTO bookings (id, session_id, person_id, employer_id, state, created_at, booked_at, attended_at)
    VALUES ($1, $2, $3, $4, 'booked', $5, $5, $6)
"""
MINUTES = """
    INSERT INTO minutes (id, person_id, employer_id, on_date, minutes, activity, intensity, created_at)
    VALUES ($1, $2, $3, $4, $5, 'walking', $6, $7)
"""
CHALLENGES = "INSERT INTO challenge_entries (person_id, challenge, started_on, ends_on) VALUES ($1, 'thirty', $2, $3)"
INTENSITIES = ("light", "moderate", "vigorous")
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """How much there is of everything; each row's values follow from its number alone.

    A fifth of the people never come, but for some who do so first in the last week.
    """

    employers: int
    people: int
    entries: int
    """So many bookings, and so many entries of the log."""

    @property
    def week(self) -> Period:
        """The one that has closed and is not published yet."""
        return periods.week(MONDAY - timedelta(days=1))

    def bookings(self, session_ids: tuple[str, ...]) -> Iterator[Row]:
        """The same number at each session, spread evenly over the people; nine of ten came."""
        each = self.entries // len(session_ids)
        regulars = self.people * 4 // 5
        stride = max(1, regulars // each - 1) | 1  # odd, so that every workplace is there each time
        at = to_text(periods.starts_at(MONDAY - timedelta(weeks=WEEKS + 1), ZONE))
        for place, session_id in enumerate(session_ids):
            for n in range(each):
                is_new = place >= len(session_ids) - SESSIONS_A_WEEK and n % 50 == 1
                newcomer = regulars + (100 * place + n // 50) % (self.people - regulars)
                person = newcomer if is_new else (97 * place + n * stride) % regulars
                came = at if n % 10 else None
                yield (f"b{place:04d}{n:07d}", session_id, person_id(person), self.employer_of(person), at, came)

    def minutes(self) -> Iterator[Row]:
        first = MONDAY - timedelta(weeks=WEEKS)
        at = to_text(periods.starts_at(first, ZONE))
        for n in range(self.entries):
            person = 7 * n % self.people
            day = first + timedelta(days=n % (7 * WEEKS))
            spent = 5 + n % 55
            yield (
                f"l{n:011d}",
                person_id(person),
                self.employer_of(person),
                day.isoformat(),
                spent,
                INTENSITIES[n % 3],
                at,
            )

    def challenges(self) -> Iterator[Row]:
        """One of thirty days for everybody, some time in the year."""
        first = MONDAY - timedelta(weeks=WEEKS)
        for person in range(self.people):
            day = first + timedelta(days=11 * person % (7 * WEEKS))
            yield person_id(person), day.isoformat(), (day + timedelta(days=29)).isoformat()

    def employer_of(self, person: int) -> str:
        return employer_id(person % self.employers)


async def made(url: str, year: Year, tell: Callable[[int, int], None]) -> None:
    """The record at *url*: published up to the week before the last one, then filled with the whole year."""
    begins = periods.starts_at(MONDAY - timedelta(weeks=2), ZONE)
    async with opened_record(url, begins) as database:
        async with database.transaction() as tx:
            await kinds.keep(tx, catalogue.rules())
            await keep_employers(tx, year.employers, begins)
            await keep_people(tx, range(year.people), year.employers, begins)
        first = await keep_session(database, periods.starts_at(MONDAY - timedelta(weeks=2), ZONE).date())
        async with database.transaction() as tx:
            began = ("first", first, person_id(0), year.employer_of(0), to_text(begins), to_text(begins))
            await tx.many(BOOKINGS, [began])
        await mondays.run(database, KEY, periods.starts_at(MONDAY - timedelta(weeks=1), ZONE), ZONE)
        days = [
            MONDAY - timedelta(weeks=week, days=-weekday)
            for week in range(WEEKS, 0, -1)
            for weekday in range(SESSIONS_A_WEEK)
        ]
        session_ids = tuple([await keep_session(database, day) for day in days])
        async with database.transaction() as tx:
            await keep_all(tx, BOOKINGS, year.bookings(session_ids), tell, year.entries)
        async with database.transaction() as tx:
            await keep_all(tx, MINUTES, year.minutes(), tell, year.entries)
            await keep_all(tx, CHALLENGES, year.challenges(), tell, year.people)
        await upkeep.work_out_first_visits(database)
        async with database.transaction() as tx:
            await forget_newcomers(tx, year)
            await tx.run("ANALYZE")


async def forget_newcomers(tx: Transaction, year: Year) -> None:
    """Of the last week, as if no night had worked them out."""
    since = to_text(periods.starts_at(year.week.starts_on, ZONE))
    await tx.run("UPDATE first_visits SET came_at = NULL WHERE came_at >= $1", since)


async def keep_session(database: Database, day: date) -> str:
    at = periods.starts_at(day, ZONE) + timedelta(hours=12, minutes=30)
    new = NewSession("Desk reset", "seated", at, 10, ROOMY, LINK)
    async with database.transaction() as tx:
        return (await sessions.add(tx, new, "benchmark", at - timedelta(days=30))).id


async def keep_all(
    tx: Transaction, sql: str, rows: Iterator[Row], tell: Callable[[int, int], None], total: int
) -> None:
    done, chunk = 0, []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            await tx.many(sql, chunk)
            done, chunk = done + len(chunk), []
            tell(done, total)
    await tx.many(sql, chunk)
    tell(total, total)
