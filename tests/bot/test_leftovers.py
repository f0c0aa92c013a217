"""What a crash leaves: taken up side by side and in order, and what may have caused the crash alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.inbox import IN_FLIGHT, Answers, Inbox, Unanswered, hand_out, lookout
from bot.inbox.leftovers import CRASHES, suspects
from programme.model import InboxRow
from programme.store.engine import Database, StoreUnavailable
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
    for _ in range(CRASHES):
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
    for _ in range(CRASHES):
        counter = Counter(never)
        async with crashing(database, counter):
            await counter.until(lambda: len(counter.seen) + len(counter.given_up) >= IN_FLIGHT)  # noqa: B023 - as above
    assert (await states(database))["quarantined"] > 1


async def out_of_reach(_row: InboxRow) -> None:
    raise Unanswered(60.0)


async def store_is_away(_row: InboxRow) -> None:
    raise StoreUnavailable("not now")


@pytest.mark.parametrize("trouble", [out_of_reach, store_is_away])
async def test_what_waits_for_others_is_no_suspect_however_often_the_bot_is_restarted(
    database: Database, trouble: Act
) -> None:
    await left_by_a_crash(database, 3)
    for _ in range(CRASHES + 1):
        counter = Counter(trouble)
        async with opened_inbox(database, counter):
            await counter.until(lambda: len(counter.seen) == 3)  # noqa: B023 - as above
    assert await attempts(database) == {}
    assert await states(database) == {"new": 3}


async def test_once_it_waits_for_telegram_a_crash_counts_against_nobody(database: Database) -> None:
    """Its handler has done its part, and says so, when the process is killed."""

    async def wait_to_send(row: InboxRow) -> None:
        await inbox.leftovers.wait(row)
        sending.append(row.update_id)
        await counter.tell()
        await never(row)

    await left_by_a_crash(database, 3)
    for _ in range(CRASHES + 1):
        sending: list[int] = []
        counter = Counter(wait_to_send)
        async with crashing(database, counter) as inbox:
            await counter.until(lambda: len(sending) == 3)  # noqa: B023 - as above
    assert await attempts(database) == {}


async def test_each_try_of_a_run_is_counted_anew(database: Database) -> None:
    """It waited at its first try, and ends the process at its second."""

    async def wait_then_end(row: InboxRow) -> None:
        if counter.seen.count(row.update_id) == 1:
            raise Unanswered(0.05)
        await never(row)

    await left_by_a_crash(database, 1)
    counter = Counter(wait_then_end)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == 2)
    assert await attempts(database) == {0: 1}


async def test_stopping_finishes_a_suspect_that_is_in_hand(database: Database) -> None:
    """Or its message would come once more at each start."""
    gate = asyncio.Event()

    async def through_the_gate(_row: InboxRow) -> None:
        await gate.wait()

    await left_by_a_crash(database, 3)
    counter = Counter(never)
    async with crashing(database, counter):
        await counter.until(lambda: len(counter.seen) == 3)
    again = Counter(through_the_gate)
    inbox = Inbox(database, BOT, lambda: NOW, Lease(1, 0.0), Answers(again.handle, again.give_up))
    writing = asyncio.create_task(inbox.ledger.write_for_ever())
    taking_up = asyncio.create_task(inbox.take_up_leftovers())
    await again.until(lambda: len(again.seen) == 1)
    closing = asyncio.create_task(inbox.close())
    gate.set()
    await asyncio.gather(closing, writing, taking_up)
    assert len(again.seen) == 1
    assert await states(database) == {"answered": 1, "new": 2}


async def test_who_has_waited_longest_is_served_first(database: Database) -> None:
    await left_by_a_crash(database, 20)
    counter = Counter()
    async with opened_inbox(database, counter):
        await counter.until(lambda: len(counter.seen) == 20)
    assert all(abs(number - place) <= IN_FLIGHT for place, number in enumerate(counter.seen))


async def test_more_than_are_read_at_once_are_all_taken_up_in_order(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "MOST", 7)
    await left_by_a_crash(database, 3, each=10)
    counter = Counter()
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(30 + n, chat=n) for n in range(3)])
        await counter.until(lambda: len(counter.seen) == 33)
    for chat in range(3):
        assert [n for n in counter.seen if n % 3 == chat] == list(range(chat, 33, 3))


class AwayAtFirst(Counter):
    """Cannot be told the first time."""

    async def give_up(self, row: InboxRow) -> None:
        await super().give_up(row)
        if len(self.given_up) == 1:
            raise Unanswered(0.05)


async def test_who_cannot_be_told_that_it_is_put_aside_is_told_later(database: Database) -> None:
    async def fail(_row: InboxRow) -> None:
        raise RuntimeError

    counter = AwayAtFirst(fail)
    async with opened_inbox(database, counter) as inbox:
        await inbox.take_in([update(1, chat=1)])
        await counter.until(lambda: counter.given_up == [1, 1])
    assert await states(database) == {"quarantined": 1}


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
