"""Whose turn it is to send."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles

import pytest

from bot.lanes import FAILURES, FREE_PER_SECOND, WINDOW_SECONDS, Lane, Lanes, Limits
from tests.bot.simulated import simulated

BUSY = Limits(per_second=3, per_chat_seconds=0.05, another_before=False)


async def ask(lanes: Lanes, turns: list[tuple[str, float]], name: str, lane: Lane, chat: int, **more: float) -> None:
    async with lanes.turn(lane, chat, new_message=True, **more):
        turns.append((name, asyncio.get_running_loop().time()))


async def test_replies_go_before_bulk_that_came_earlier() -> None:
    lanes, turns = Lanes(BUSY), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        for n in range(6):
            group.create_task(ask(lanes, turns, "bulk", Lane.BULK, n))
        group.create_task(ask(lanes, turns, "reply", Lane.REPLY, 99))
    assert turns[0][0] == "reply"


async def test_control_in_one_lane_whoever_came_first_goes_first() -> None:
    lanes, turns = Lanes(BUSY), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        for n in range(2):
            group.create_task(ask(lanes, turns, "bulk", Lane.BULK, n))
        group.create_task(ask(lanes, turns, "reply", Lane.BULK, 99))
    assert turns[0][0] == "bulk"


async def test_within_a_lane_the_nearest_deadline_goes_first() -> None:
    lanes, turns = Lanes(BUSY), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        group.create_task(ask(lanes, turns, "late", Lane.NEAR, 1, deadline=9.0))
        group.create_task(ask(lanes, turns, "soon", Lane.NEAR, 2, deadline=1.0))
    assert [name for name, _ in turns] == ["soon", "late"]


async def test_no_second_holds_more_turns_than_the_limit() -> None:
    lanes, turns = Lanes(BUSY), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        for n in range(8):
            group.create_task(ask(lanes, turns, "bulk", Lane.BULK, n))
    times = [at for _, at in turns]
    assert all(later - earlier >= WINDOW_SECONDS - 0.01 for earlier, later in zip(times, times[3:], strict=False))


async def test_one_chat_waits_between_messages_while_others_go_on() -> None:
    lanes, turns = Lanes(Limits(per_second=100, per_chat_seconds=0.2, another_before=False)), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        group.create_task(ask(lanes, turns, "first", Lane.REPLY, 1))
        group.create_task(ask(lanes, turns, "second", Lane.REPLY, 1))
        group.create_task(ask(lanes, turns, "other", Lane.BULK, 2))
    assert [name for name, _ in turns] == ["first", "other", "second"]


async def test_a_pause_of_one_chat_holds_that_chat_alone() -> None:
    lanes, turns = Lanes(Limits(per_second=100, per_chat_seconds=0.01, another_before=False)), list[tuple[str, float]]()
    lanes.pause(1, 0.3)
    async with asyncio.TaskGroup() as group:
        group.create_task(ask(lanes, turns, "paused", Lane.REPLY, 1))
        group.create_task(ask(lanes, turns, "free", Lane.BULK, 2))
    assert [name for name, _ in turns] == ["free", "paused"]


async def test_a_pause_of_two_chats_holds_everybody() -> None:
    lanes, turns = Lanes(Limits(per_second=100, per_chat_seconds=0.01, another_before=False)), list[tuple[str, float]]()
    lanes.pause(1, 0.3)
    lanes.pause(2, 0.3)
    started = asyncio.get_running_loop().time()
    await ask(lanes, turns, "third", Lane.REPLY, 3)
    assert turns[0][1] - started >= 0.29


async def test_a_cancelled_wait_takes_no_turn() -> None:
    lanes, turns = Lanes(Limits(per_second=1, per_chat_seconds=0.01, another_before=False)), list[tuple[str, float]]()
    await ask(lanes, turns, "first", Lane.BULK, 1)
    waiting = asyncio.create_task(ask(lanes, turns, "cancelled", Lane.BULK, 2))
    last = asyncio.create_task(ask(lanes, turns, "last", Lane.BULK, 3))
    await asyncio.sleep(0)
    waiting.cancel()
    await last
    assert [name for name, _ in turns] == ["first", "last"]


async def test_a_pause_binds_edits_to_its_end() -> None:
    """Not only until a second before: an edit is a call like any other."""
    lanes, turns = Lanes(Limits(per_second=100, per_chat_seconds=1.1, another_before=False)), list[tuple[str, float]]()
    started = asyncio.get_running_loop().time()
    lanes.pause(1, 0.5)
    async with lanes.turn(Lane.REPLY, 1, new_message=False):
        turns.append(("edit", asyncio.get_running_loop().time()))
    assert turns[0][1] - started >= 0.49


@dataclass(slots=True)
class Broadcast:
    """A long run with eight messages on their way at a time, and replies between; times are simulated seconds."""

    lanes: Lanes
    random: Random
    stalls: bool = False
    """Whether everything on the way stands still for a while, now and then."""
    landed: list[float] = field(default_factory=list)
    """When Telegram had each message."""
    asked_at: float = 0.0
    reply_waits: list[float] = field(default_factory=list)
    left: int = 5_000

    async def run(self) -> None:
        sending = [asyncio.create_task(self._send()) for _ in range(8)]
        replying = asyncio.create_task(self._reply())
        await asyncio.gather(*sending)
        replying.cancel()

    async def _send(self) -> None:
        while self.left:
            self.left -= 1
            await self._turn(Lane.BULK, self.left)

    async def _reply(self) -> None:
        while True:
            await asyncio.sleep(self.random.expovariate(2.0))
            self.asked_at = now()
            await self._turn(Lane.REPLY, -self.random.randrange(1, 10_000))

    async def _turn(self, lane: Lane, chat: int) -> None:
        async with self.lanes.turn(lane, chat, new_message=True):
            if lane is Lane.REPLY:
                self.reply_waits.append(now() - self.asked_at)
            on_the_way = self.random.uniform(*ON_THE_WAY) + self.stall()
            await asyncio.sleep(on_the_way)
            self.landed.append(now())
            await asyncio.sleep(ON_THE_WAY[0])

    def stall(self) -> float:
        """Each tenth second brings 400 ms in which nothing arrives."""
        into = now() % 10
        return max(0.0, 0.4 - into) if self.stalls else 0.0

    @property
    def used(self) -> float:
        """Which part of what Telegram allows has been used."""
        return len(self.landed) / (self.landed[-1] - self.landed[0]) / FREE_PER_SECOND

    @property
    def most_in_a_second(self) -> int:
        landed = sorted(self.landed)
        return max(bisect_left(landed, at + 1.0) - number for number, at in enumerate(landed))

    @property
    def p95(self) -> float:
        return quantiles(self.reply_waits, n=20)[-1]


ON_THE_WAY = (0.03, 0.05)
"""Seconds until a message is there; the answer comes back after the shorter."""


def now() -> float:
    return asyncio.get_running_loop().time()


def broadcast(*, spread: bool = True, stalls: bool = False) -> Broadcast:
    async def run() -> Broadcast:
        lanes = Lanes(Limits(another_before=False))
        if not spread:
            lanes._gap = 0.0
        made = Broadcast(lanes, Random(1), stalls)
        await made.run()
        return made

    return simulated(run())


def test_a_broadcast_uses_nearly_all_that_is_allowed_and_no_more() -> None:
    made = broadcast()
    assert len(made.landed) > 5_000
    assert 0.97 <= made.used < 1.0
    assert made.most_in_a_second <= FREE_PER_SECOND


def test_messages_that_a_stall_holds_up_count_from_when_they_arrive() -> None:
    assert broadcast(stalls=True).most_in_a_second <= FREE_PER_SECOND


def test_control_counted_from_when_they_are_sent_they_would_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    landed = Lanes._landed
    monkeypatch.setattr(Lanes, "_landed", lambda self, at, took: landed(self, at - took, 0.0))
    assert broadcast(stalls=True).most_in_a_second > FREE_PER_SECOND


def test_replies_hardly_wait_during_a_broadcast() -> None:
    made = broadcast()
    assert len(made.reply_waits) > 250
    assert made.p95 < 0.2


def test_control_a_broadcast_that_is_not_spread_makes_replies_wait() -> None:
    assert broadcast(spread=False).p95 > 0.4


def test_out_of_reach_everybody_waits_longer_each_time_and_one_answer_ends_it() -> None:
    async def holds() -> list[float]:
        lanes, found = Lanes(Limits(another_before=False)), list[float]()
        for _ in range(FAILURES - 1):
            lanes.failed()
        assert lanes.held_for(1) == 0.0
        for _ in range(6):
            lanes.failed()
            lanes.failed()
            found.append(lanes.held_for(1))
            async with lanes.turn(Lane.REPLY, 1, new_message=False):
                pass
        lanes.answered()
        lanes.failed()
        return [*found, lanes.held_for(1)]

    assert simulated(holds()) == pytest.approx([1.0, 2.0, 5.0, 10.0, 10.0, 10.0, 0.0])
