"""Many people at once, put straight into the record, and what the server saw of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from playground import Person
from programme import bookings, employers, notices, people
from programme.model import Grant, NewNotice, Role, Visitor
from programme.record import opened_record
from programme.store.engine import Database, Transaction
from programme.times import to_text
from tests.stage import Stage

MUST, MAY = "team_alert", "best_time"
"""A notice that must arrive and one that can wait, neither about a session."""
MUST_SAYS, MAY_SAYS = "many wrong invitation codes were typed", "What time of day suits you best?"
SETTLED_SECONDS = 120.0


@asynccontextmanager
async def record_of(stage: Stage) -> AsyncIterator[Database]:
    async with opened_record(stage.settings.database_url.get_secret_value(), stage.telegram.now) as database:
        yield database


async def members(stage: Stage, number: int, *roles: Role) -> list[Person]:
    """People of Essex County Council with an open chat, who have joined already, and nothing due."""
    crowd = [stage.telegram.user(f"P{n}") for n in range(number)]
    now = stage.telegram.now
    async with record_of(stage) as database, database.transaction() as tx:
        council = await employers.find(tx, "Essex County Council")
        for person in crowd:
            stage.telegram.world.accounts[person.id].started = True
            for role in (Role.EMPLOYEE, *roles):
                await people.take_in(tx, await people.visitor(tx, person.id), Grant(role), council, now)
        await tx.run("DELETE FROM notices")
    return crowd


async def tell(stage: Stage, crowd: Sequence[Person], *kinds: str) -> None:
    """A notice of each kind to each of them, due now."""
    async with record_of(stage) as database, database.transaction() as tx:
        for kind in kinds:
            new = [NewNotice(kind, await contact_of(tx, one), stage.telegram.now, facts="codes") for one in crowd]
            await notices.tell(tx, new, stage.telegram.now)


async def contact_of(tx: Transaction, person: Person) -> str:
    contact_id = (await people.visitor(tx, person.id)).contact_id
    assert contact_id
    return contact_id


async def book(stage: Stage, crowd: Sequence[Person], session_id: str) -> None:
    async with record_of(stage) as database, database.transaction() as tx:
        for person in crowd:
            await bookings.book(tx, await visitor(tx, person), session_id, stage.telegram.now)


async def visitor(tx: Transaction, person: Person) -> Visitor:
    return await people.visitor(tx, person.id)


async def states(stage: Stage) -> Counter[str]:
    async with record_of(stage) as database, database.reading() as reading:
        return Counter(await notices.count_by_state(reading))


async def reasons(stage: Stage) -> Counter[tuple[str, str]]:
    """How the notices ended, and why."""
    async with record_of(stage) as database, database.reading() as reading:
        rows = await reading.all("SELECT state, reason FROM notices")
    return Counter((row["state"], row["reason"]) for row in rows)


async def until_nothing_is_due(stage: Stage, step: timedelta = timedelta(seconds=6)) -> None:
    """Let time pass, in steps, until every notice that is due is settled."""
    async with asyncio.timeout(SETTLED_SECONDS), record_of(stage) as database:
        while True:
            async with database.reading() as reading:
                due = await reading.one(
                    "SELECT COUNT(*) AS n FROM notices WHERE state IN ('waiting', 'sending') AND due_at <= $1",
                    to_text(stage.telegram.now + timedelta(minutes=1)),
                )
            assert due
            if not due["n"]:
                return
            stage.pass_by(seconds=step.total_seconds())
            await asyncio.sleep(0.3)  # the record tells nobody when it has changed


@dataclass(frozen=True, slots=True)
class Heard:
    """How often each person was told one thing."""

    times: tuple[int, ...]

    @classmethod
    def by(cls, crowd: Sequence[Person], is_it: Callable[[str], bool]) -> Heard:
        return cls(tuple(sum(is_it(message.text) for message in one.chat.done_by_bot) for one in crowd))

    @property
    def lost(self) -> int:
        return sum(times == 0 for times in self.times)

    @property
    def doubled(self) -> int:
        return sum(max(0, times - 1) for times in self.times)

    @property
    def most(self) -> int:
        return max(self.times)
