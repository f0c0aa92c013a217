"""What a crash leaves: taken up side by side and in order, and what may have caused the crash alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.inbox import IN_FLIGHT, Answers, Inbox, Unanswered, hand_out
from bot.inbox.lookout import suspects
from programme.model import InboxRow
from programme.store.engine import Database
from scheduling.lease import Lease
from tests.bot.test_inbox import BOT, NOW, Counter, database, database_url, opened_inbox, states, update

__all__ = ["database", "database_url"]
Act = Callable[[InboxRow], Awaitable[None]]


@asynccontextmanager
async def crashing(database: Database, counter: Counter) -> AsyncIterator[Inbox]:
    """A run that ends as a crash does: whatever is in hand is let go, and nothing is recorded."""
    inbox = Inbox(database, BOT, lambda: NOW, Lease(1, 0.0), Answers(counter.handle, counter.give_up))
    taking_up = asyncio.create_task(inbox.take_up_leftovers())
    writing = asyncio.create_task(inbox.ledger.write_for_ever())
    try:
        yield inbox
    finally:
        taking_up.cancel()
        await asyncio.wait({taking_up})
        await inbox.abandon()
        writing.cancel()
        await asyncio.wait({writing})


async def never(_row: InboxRow) -> None:
    await asyncio.Event().wait()


def hangs_at(poisoned: int) -> Act:
    """Where the process ends."""

    async def act(row: InboxRow) -> None:
        if row.update_id == poisoned:
            await never(row)

    return act


async def left_by_a_crash(database: Database, chats: int, each: int = 1) -> None:
    """So many updates, kept and not begun."""
    async with crashing(database, Counter(never)) as inbox:
        await inbox.take_in([update(n, chat=n % chats) for n in range(chats * each)])


async def attempts(database: Database) -> dict[int, int]:
    async with database.reading() as reading:
        rows = await reading.all("SELECT update_id, attempts FROM inbox WHERE attempts > 0 AND state = 'new'")
    return {row["update_id"]: row["attempts"] for row in rows}


async def test_leftovers_are_taken_up_side_by_side(database: Database) -> None:
    """Or a crash every few seconds, with more coming all the time, would never be caught up with."""
    await left_by_a_crash(database, 20)
    counter = Counter(never)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == IN_FLIGHT)
    assert len(counter.seen) == IN_FLIGHT


async def test_each_attempt_at_a_leftover_is_committed_before_it_is_made(database: Database) -> None:
    await left_by_a_crash(database, 20)
    counter = Counter(never)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == IN_FLIGHT)
    assert await attempts(database) == dict.fromkeys(counter.seen, 1)


async def test_what_was_in_hand_at_a_crash_runs_alone_at_the_next(database: Database) -> None:
    await left_by_a_crash(database, 20)
    counter = Counter(never)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == IN_FLIGHT)
    again = Counter(never)
    async with crashing(database, again):
        await again.until(lambda: bool(again.seen))
    assert len(again.seen) == 1


async def test_one_that_ends_the_process_is_put_aside_and_takes_nobody_with_it(database: Database) -> None:
    await left_by_a_crash(database, 12)
    given_up: list[int] = []
    for _ in range(hand_out.CRASHES):
        counter = Counter(hangs_at(5))
        async with crashing(database, counter):
            await counter.until(lambda: 5 in counter.seen or 5 in counter.given_up)  # noqa: B023 - this run's own
        given_up += counter.given_up
    assert given_up == [5]
    assert (await states(database))["quarantined"] == 1


async def test_control_with_none_run_alone_it_takes_others_with_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_out, "suspects", lambda _leftovers: [])
    await left_by_a_crash(database, 12)
    for _ in range(hand_out.CRASHES):
        counter = Counter(never)
        async with crashing(database, counter):
            await counter.until(lambda: len(counter.seen) + len(counter.given_up) >= IN_FLIGHT)  # noqa: B023 - as above
    assert (await states(database))["quarantined"] > 1


async def test_one_that_waits_for_telegram_is_no_suspect_however_often_the_bot_is_restarted(database: Database) -> None:
    async def out_of_reach(_row: InboxRow) -> None:
        raise Unanswered(60.0)

    await left_by_a_crash(database, 3)
    for _ in range(hand_out.CRASHES + 1):
        counter = Counter(out_of_reach)
        async with opened_inbox(database, counter):
            await counter.until(lambda: len(counter.seen) == 3)  # noqa: B023 - as above
    assert await attempts(database) == {}
    assert await states(database) == {"new": 3}


async def test_a_chats_leftovers_keep_their_order_whoever_of_them_is_suspected(database: Database) -> None:
    await left_by_a_crash(database, 4, each=5)
    counter = Counter(never)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == 4)
    again = Counter()
    async with opened_inbox(database, again):
        await again.until(lambda: len(again.seen) == 20)
    for chat in range(4):
        assert [n for n in again.seen if n % 4 == chat] == list(range(chat, 20, 4))


def test_whatever_came_before_a_suspect_in_its_chat_runs_before_it() -> None:
    rows = [InboxRow(BOT, n, n, chat, "{}", attempts=n == 3) for n, chat in enumerate((1, 2, 2, 1, 1))]
    assert [row.update_id for row in suspects(rows)] == [0, 3]
