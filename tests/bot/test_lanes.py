"""Whose turn it is to send."""

import asyncio

from bot.lanes import WINDOW_SECONDS, Lane, Lanes, Limits

BUSY = Limits(per_second=3, per_chat_seconds=0.05, another_before=False)


async def ask(lanes: Lanes, turns: list[tuple[str, float]], name: str, lane: Lane, chat: int, **more: float) -> None:
    await lanes.turn(lane, chat, new_message=True, **more)
    turns.append((name, asyncio.get_running_loop().time()))


async def test_replies_go_before_bulk_that_came_earlier() -> None:
    lanes, turns = Lanes(BUSY), list[tuple[str, float]]()
    async with asyncio.TaskGroup() as group:
        for n in range(6):
            group.create_task(ask(lanes, turns, "bulk", Lane.BULK, n))
        group.create_task(ask(lanes, turns, "reply", Lane.REPLY, 99))
    assert turns[0][0] == "reply"


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
