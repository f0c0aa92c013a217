"""The cast and the house they meet in: each act is one transaction, as in the bot."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from programme import bookings, consent, employers, invitations, kinds, people, sessions
from programme.model import (
    Booking,
    Card,
    Category,
    Employer,
    Intensity,
    Kind,
    NewSession,
    Purpose,
    Role,
    Sensitivity,
    Session,
    Visitor,
)
from programme.store.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning in winter, when UK time is UTC."""
STARTS = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)

AMIRA, BEN, CHARLIE, COLE, HOLLY = 101, 102, 103, 104, 105
"""Amira books, Ben competes, Charlie may not, Dr Cole teaches, Holly from HR reads."""

KINDS = (
    Kind("seated", Category.MOVEMENT, Intensity.LIGHT),
    Kind("upbeat", Category.MOVEMENT, Intensity.MODERATE),
    Kind("webinar", Category.WEBINAR, Intensity.LIGHT, Sensitivity.HEALTH),
)

DESK_RESET = NewSession("Desk reset", "seated", STARTS, 10, 20, "https://meet.example.org/desk")
MENOPAUSE = NewSession("Menopause and work", "webinar", STARTS, 45, 20, "https://meet.example.org/talk")


@dataclass(frozen=True, slots=True)
class House:
    database: Database
    council: Employer
    school: Employer

    @classmethod
    async def furnished(cls, database: Database) -> "House":
        async with database.transaction() as tx:
            await kinds.keep(tx, KINDS)
            council = await employers.add(tx, "Essex County Council", 7500, "command line", NOW)
            school = await employers.add(tx, "Riverside School", 120, "command line", NOW)
        return cls(database, council, school)

    async def made(self, role: Role, employer: Employer | None = None, **terms: Any) -> invitations.Made:
        employer_id = employer.id if employer else None
        async with self.database.transaction() as tx:
            return await invitations.make(tx, role, employer_id, NOW, actor="command line", **terms)

    async def join(self, chat_id: int, employer: Employer | None = None, *, health: bool = False) -> Visitor:
        """An employee of the council, unless said otherwise."""
        made = await self.made(Role.EMPLOYEE, employer or self.council)
        async with self.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, chat_id), made.invitation, NOW)
            if health:
                await consent.give(tx, await people.visitor(tx, chat_id), Purpose.HEALTH, NOW)
            return await people.visitor(tx, chat_id)

    async def join_as(self, chat_id: int, role: Role, employer: Employer | None = None) -> Visitor:
        made = await self.made(role, employer)
        async with self.database.transaction() as tx:
            await people.join(tx, await people.visitor(tx, chat_id), made.invitation, NOW)
            return await people.visitor(tx, chat_id)

    async def visitor(self, chat_id: int) -> Visitor:
        async with self.database.reading() as reading:
            return await people.visitor(reading, chat_id)

    async def add(self, new: NewSession = DESK_RESET, **changes: Any) -> Session:
        async with self.database.transaction() as tx:
            return await sessions.add(tx, replace(new, **changes), "command line", NOW)

    async def book(self, chat_id: int, session: Session, now: datetime = NOW) -> Booking:
        async with self.database.transaction() as tx:
            return await bookings.book(tx, await people.visitor(tx, chat_id), session.id, now)

    async def book_all(self, chat_ids: Iterable[int], session: Session) -> list[Booking]:
        return [await self.book(chat_id, session) for chat_id in chat_ids]

    async def cancel(self, chat_id: int, session: Session, now: datetime = NOW) -> Booking:
        async with self.database.transaction() as tx:
            return await bookings.cancel(tx, await people.visitor(tx, chat_id), session.id, now)

    async def call_off(self, session: Session, note: str = "", now: datetime = NOW) -> Session:
        async with self.database.transaction() as tx:
            return await sessions.cancel(tx, session.id, note, "command line", now)

    async def card(self, chat_id: int, session: Session, now: datetime = NOW) -> Card:
        async with self.database.reading() as reading:
            return await sessions.card(reading, await people.visitor(reading, chat_id), session.id, now)

    async def upcoming(self, chat_id: int, now: datetime = NOW, **wanted: Any) -> list[Card]:
        async with self.database.reading() as reading:
            return await sessions.upcoming(reading, await people.visitor(reading, chat_id), now, **wanted)

    async def mine(self, chat_id: int, now: datetime = NOW) -> list[Card]:
        async with self.database.reading() as reading:
            return await bookings.mine(reading, await people.visitor(reading, chat_id), now)

    async def notices(self, chat_id: int, state: str = "waiting") -> list[tuple[str, datetime]]:
        """What a chat is (or was) to be told before a session: kind and due time, in order."""
        async with self.database.reading() as reading:
            rows = await reading.all(
                "SELECT n.kind, n.due_at FROM notices n JOIN contacts c ON c.id = n.contact_id"
                " WHERE c.chat_id = $1 AND n.state = $2 AND n.kind NOT IN ('menu', 'afterwards')"
                " ORDER BY n.due_at, n.kind",
                chat_id,
                state,
            )
        return [(row["kind"], datetime.fromisoformat(row["due_at"])) for row in rows]

    async def ask_nothing_afterwards(self) -> None:
        """Leave out "Did you make it?", which has tests of its own."""
        async with self.database.transaction() as tx:
            await tx.run("DELETE FROM notices WHERE kind = 'afterwards'")

    async def count(self, table: str, where: str = "1 = 1") -> int:
        async with self.database.reading() as reading:
            row = await reading.one(f"SELECT COUNT(*) AS n FROM {table} WHERE {where}")
        return int(row["n"]) if row else 0


def later(**delta: float) -> datetime:
    return NOW + timedelta(**delta)


def before_start(**delta: float) -> datetime:
    return STARTS - timedelta(**delta)
