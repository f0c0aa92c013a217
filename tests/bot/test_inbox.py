"""Updates are kept, handed out in order per chat, and recorded; those that fail are put aside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import IN_FLIGHT, AlreadyApplied, Answers, Inbox, Unanswered
from programme.model import InboxRow
from programme.record import opened_record
from programme.store.engine import Database
from programme.store.inbox import count_by_state
from scheduling.lease import Lease

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BOT = 42


def update(number: int, chat: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": str(number)}}


@dataclass(slots=True)
class Counter:
    """Handles updates as it is told, and remembers which it was given."""

    act: Callable[[InboxRow], Awaitable[None]] | None = None
    seen: list[int] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, row: InboxRow) -> None:
        self.seen.append(row.update_id)
        await self.tell()
        try:
            if self.act:
                await self.act(row)
        finally:
            await self.tell()

    async def give_up(self, row: InboxRow) -> None:
        self.given_up.append(row.update_id)
        await self.tell()

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(true)


@asynccontextmanager
async def opened_inbox(database: Database, counter: Counter, lease: Lease | None = None) -> AsyncIterator[Inbox]:
    inbox = Inbox(database, BOT, lambda: NOW, lease or Lease(1, 0.0), Answers(counter.handle, counter.give_up))
    writing = asyncio.create_task(inbox.ledger.write_for_ever())
    await inbox.take_up_leftovers()
    looking = asyncio.create_task(inbox.look_for_others())
    try:
        yield inbox
    finally:
        await inbox.close()
        await writing
        looking.cancel()
        await asyncio.wait({looking})


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'inbox.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened_record(database_url, NOW) as database:
        yield database


async def states(database: Database) -> dict[str, int]:
    async with database.reading() as reading:
        return await count_by_state(reading)


async def raw_texts(database: Database) -> int:
    async with database.reading() as reading:
        row = await reading.one("SELECT COUNT(raw) AS n FROM inbox")
    return int(row["n"]) if row else 0


async def test_updates_are_handled_once_and_their_text_is_deleted(database: Database) -> None:
    counter = Counter()
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(n, chat=n % 3) for n in range(20)])
        await inbox.take_in([update(n, chat=n % 3) for n in range(20)])
        await counter.until(lambda: len(counter.seen) >= 20)
    assert sorted(counter.seen) == list(range(20))
    assert (await states(database), await raw_texts(database)) == ({"answered": 20}, 0)


async def test_one_chats_updates_keep_their_order(database: Database) -> None:
    counter = Counter()
    async with opened_inbox(database, counter) as inbox:
        for n in range(30):
            await inbox.take_in([update(n, chat=1)])
        await counter.until(lambda: len(counter.seen) == 30)
    assert counter.seen == list(range(30))


async def test_no_more_than_eight_are_in_hand_and_unrecorded(database: Database) -> None:
    gate = asyncio.Event()

    async def wait(_row: InboxRow) -> None:
        await gate.wait()

    counter = Counter(wait)
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(n, chat=n) for n in range(40)])
        await counter.until(lambda: True)
        in_hand = len(counter.seen)
        gate.set()
        await counter.until(lambda: len(counter.seen) == 40)
    assert in_hand <= IN_FLIGHT


async def test_one_that_fails_three_times_is_put_aside_and_its_sender_told(database: Database) -> None:
    async def fail(row: InboxRow) -> None:
        if row.update_id == 1:
            raise RuntimeError

    counter = Counter(fail)
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(1, chat=7), update(2, chat=7)])
        await counter.until(lambda: bool(counter.given_up) and 2 in counter.seen)
    assert (counter.seen, counter.given_up) == ([1, 1, 1, 2], [1])
    assert await states(database) == {"answered": 1, "quarantined": 1}


async def test_a_chat_that_must_wait_holds_up_nobody_else(database: Database) -> None:
    async def wait_first(row: InboxRow) -> None:
        if row.update_id == 1 and counter.seen.count(1) == 1:
            raise Unanswered(0.2)

    counter = Counter(wait_first)
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(1, chat=1), update(2, chat=1), update(3, chat=2)])
        await counter.until(lambda: 2 in counter.seen)
    assert counter.seen == [1, 3, 1, 2]


async def test_a_command_that_was_carried_out_before_a_failure_is_not_carried_out_again(database: Database) -> None:
    done: list[int] = []

    async def apply_then_fail(row: InboxRow) -> None:
        if row.state == "new":
            async with database.transaction() as tx:
                done.append(row.update_id)
                await inbox.rows.mark_applied(tx, row, "bookings")
            raise RuntimeError

    counter = Counter(apply_then_fail)
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(1, chat=1)])
        await counter.until(lambda: len(counter.seen) == 2)
    assert done == [1]


async def test_the_record_itself_refuses_to_apply_an_update_twice(database: Database) -> None:
    counter = Counter()
    async with opened_inbox(database, counter) as inbox:
        row = InboxRow(BOT, 5, 1, 1, "{}")
        await inbox.ledger.keep([row])
        async with database.transaction() as tx:
            await inbox.rows.mark_applied(tx, row, "bookings")
        with pytest.raises(AlreadyApplied):
            async with database.transaction() as tx:
                await inbox.rows.mark_applied(tx, row, "bookings")


async def test_what_one_run_leaves_the_next_takes_up_in_order(database: Database) -> None:
    first = Inbox(database, BOT, lambda: NOW, Lease(1, 0.0), Answers(Counter().handle, Counter().give_up))
    writing = asyncio.create_task(first.ledger.write_for_ever())
    await first.ledger.keep([first._numbering.row(update(n, chat=1)) for n in (3_000, 1, 6_000)])
    first.ledger.close()
    await writing
    counter = Counter()
    async with opened_inbox(database, counter):
        await counter.until(lambda: len(counter.seen) == 3)
    assert counter.seen == [3_000, 1, 6_000]


async def test_updates_that_arrive_together_share_a_commit(database: Database) -> None:
    commits: list[int] = []
    begin = database.transaction

    @asynccontextmanager
    async def counted() -> AsyncIterator[Any]:
        commits.append(1)
        async with begin() as tx:
            yield tx

    setattr(database, "transaction", counted)  # noqa: B010 - counts, and changes nothing
    counter = Counter()
    async with opened_inbox(database, counter) as inbox:
        await asyncio.gather(*(inbox.take_in([update(n, chat=n)]) for n in range(50)))
        assert len(commits) <= 2
        await counter.until(lambda: len(counter.seen) == 50)
