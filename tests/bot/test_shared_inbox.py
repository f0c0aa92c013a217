"""With PostgreSQL every process keeps updates, and the worker alone hands them out: each once, in order per chat."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle

import pytest

from bot.inbox import Doorstep, Inbox
from bot.inbox.flood import TYPED
from bot.inbox.lookout import NEAR, in_turn
from programme import worker
from programme.model import InboxRow
from programme.store import inbox as rows
from programme.store.engine import Database, opened
from programme.store.worker import hold_worker
from scheduling.lease import Lease, TakenOver
from tests.bot.test_inbox import BOT, NOW, Counter, database, opened_inbox, states, update

__all__ = ["database"]


@pytest.fixture
def database_url(postgres_database: str) -> str:
    return postgres_database


@asynccontextmanager
async def doorstep(url: str) -> AsyncIterator[Doorstep]:
    """Another process, with connections of its own."""
    async with opened(url) as elsewhere:
        kept = Doorstep(elsewhere, BOT, lambda: NOW)
        writing = asyncio.create_task(kept.ledger.write_for_ever())
        try:
            yield kept
        finally:
            kept.ledger.close()
            await writing


async def test_what_another_process_keeps_is_answered_once(database: Database, database_url: str) -> None:
    counter = Counter()
    async with doorstep(database_url) as elsewhere, opened_inbox(database, counter) as inbox:
        for n in range(30):
            await (elsewhere if n % 2 else inbox).take_in([update(n, chat=n)])
        await elsewhere.take_in([update(n, chat=n) for n in range(30)])
        await counter.until(lambda: len(counter.seen) >= 30)
    assert sorted(counter.seen) == list(range(30))
    assert await states(database) == {"answered": 30}


async def test_a_chats_order_holds_across_processes(database: Database, database_url: str) -> None:
    """Each is kept before the next of its chat is brought, as Telegram does it."""
    counter = Counter()
    async with (
        doorstep(database_url) as second,
        doorstep(database_url) as third,
        opened_inbox(database, counter) as inbox,
    ):
        doors: list[Doorstep | Inbox] = [second, inbox, third]
        for n, door in zip(range(60), cycle(doors), strict=False):
            await door.take_in([update(n, chat=1)])
        await counter.until(lambda: len(counter.seen) == 60)
    assert counter.seen == list(range(60))


async def test_control_numbered_by_each_processs_clock_the_order_is_lost(database: Database, database_url: str) -> None:
    """One of two clocks is an hour ahead, and nobody is at work while these arrive in turn."""
    ahead, hour = cycle((True, False)), 3600 * 10**9
    async with doorstep(database_url) as elsewhere:
        for n in range(10):
            arrival = time.time_ns() + (hour if next(ahead) else 0)
            await elsewhere.ledger.keep([InboxRow(BOT, n * 2 * NEAR, arrival, 1, "{}")])
    counter = Counter()
    async with opened_inbox(database, counter):
        await counter.until(lambda: len(counter.seen) == 10)
    assert counter.seen != sorted(counter.seen)


def row(number: int) -> InboxRow:
    return InboxRow(BOT, number, 0, 1, "{}")


@pytest.mark.parametrize(
    ("arrived", "in_order"),
    [
        ([5, 6, 7], [5, 6, 7]),
        ([6, 5, 7], [5, 6, 7]),
        ([9 * NEAR, 9 * NEAR + 1, 5, 6], [9 * NEAR, 9 * NEAR + 1, 5, 6]),
        ([], []),
    ],
)
def test_neighbours_go_by_their_updates_numbers_and_leaps_by_their_arrival(
    arrived: list[int], in_order: list[int]
) -> None:
    assert [one.update_id for one in in_turn(map(row, arrived))] == in_order


async def test_a_flood_is_bounded_whoever_takes_it_in(database: Database, database_url: str) -> None:
    gate = asyncio.Event()

    async def wait_for_the_flood(row: InboxRow) -> None:
        if row.chat_id == 1:
            await gate.wait()

    counter = Counter(wait_for_the_flood)
    async with doorstep(database_url) as elsewhere, opened_inbox(database, counter):
        await elsewhere.take_in([update(n, chat=1) for n in range(TYPED + 100)])
        await elsewhere.take_in([update(5000 + n, chat=2) for n in range(20)])
        await counter.until(lambda: sum(number >= 5000 for number in counter.seen) == 20)
        gate.set()
        await counter.until(lambda: sum(number < 5000 for number in counter.seen) >= TYPED)
    assert len(counter.given_up) == 1
    assert await states(database) == {"answered": TYPED + 120}


async def taken_over(database: Database) -> Lease:
    """The lease of a first worker, which a second has followed."""
    epochs = [await worker.take_over(database, holder, alone=True) for holder in ("first", "second")]
    assert epochs == [1, 2]
    return Lease(1, 0.0)


async def test_a_worker_that_was_followed_answers_nothing_more(database: Database) -> None:
    lease, counter = await taken_over(database), Counter()
    async with opened_inbox(database, counter, lease) as inbox:
        row = InboxRow(BOT, 5, rows.UNNUMBERED, 1, "{}")
        await inbox.ledger.keep([row])
        with pytest.raises(TakenOver):
            await apply(inbox, database, row)
        lease.lose()
        await inbox.take_in([update(6, chat=1)])
    assert counter.seen == []
    assert await states(database) == {"new": 2}


async def apply(inbox: Inbox, database: Database, row: InboxRow) -> None:
    async with database.transaction() as tx:
        await inbox.rows.mark_applied(tx, row, "bookings")


async def test_what_a_followed_worker_answered_stays_its_followers(database: Database) -> None:
    """It has the update in hand; were it marked as answered now, its follower would have nothing to show."""
    await taken_over(database)
    async with database.transaction() as tx:
        await rows.insert_update(tx, InboxRow(BOT, 5, 1, 1, "{}"), NOW)
        await rows.mark_answered(tx, [(BOT, 5)], NOW, epoch=1)
    assert await states(database) == {"new": 1}
    async with database.transaction() as tx:
        await rows.mark_answered(tx, [(BOT, 5)], NOW, epoch=2)
    assert await states(database) == {"answered": 1}


async def test_control_without_the_condition_a_followed_worker_would_apply(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded = rows.APPLY.partition(" AND NOT EXISTS")[0] + " AND CAST($4 AS BIGINT) IS NOT NULL"
    monkeypatch.setattr(rows, "APPLY", unguarded)
    lease = await taken_over(database)
    async with opened_inbox(database, Counter(), lease) as inbox:
        row = InboxRow(BOT, 5, rows.UNNUMBERED, 1, "{}")
        lease.lose()
        await inbox.ledger.keep([row])
        await apply(inbox, database, row)
    assert await states(database) == {"applied": 1}


async def test_a_lease_that_has_run_out_hands_nothing_out_until_the_heart_beats(database: Database) -> None:
    lease, counter = Lease(1, since=0.0, seconds=7.0, clock=lambda: 100.0), Counter()
    async with opened_inbox(database, counter, lease) as inbox:
        await inbox.take_in([update(1, chat=1)])
        await asyncio.sleep(0.3)
        assert counter.seen == []
        lease.renew(99.0)
        await counter.until(lambda: counter.seen == [1])


async def test_a_later_worker_waits_until_what_an_earlier_one_holds_is_committed(database: Database) -> None:
    """So `recover` finds every notice that was claimed under an earlier epoch."""
    assert await worker.take_over(database, "first", alone=True) == 1
    held, go_on = asyncio.Event(), asyncio.Event()

    async def claim() -> None:
        async with database.transaction() as tx:
            assert await hold_worker(tx, 1)
            held.set()
            await go_on.wait()

    claiming = asyncio.create_task(claim())
    await held.wait()
    following = asyncio.create_task(worker.take_over(database, "second", alone=True))
    done, _ = await asyncio.wait({following}, timeout=0.3)
    assert not done
    go_on.set()
    await claiming
    assert await following == 2
