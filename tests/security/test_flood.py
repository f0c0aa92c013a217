"""One person who sends far too much is told once, slows nobody else, and loses no tap within reason."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from bot.inbox.flood import PRESSED, TYPED, Flood
from bot.updates import LARGEST_ID
from programme.model import InboxRow
from programme.record import opened_record
from tests.bot.test_inbox import Counter, opened_inbox, update
from tests.stage import Stage
from tests.story.scenes import ECC

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TYPED_ROW = InboxRow(1, 1, 1, 7, '{"update_id": 1, "message": {}}')
PRESSED_ROW = InboxRow(1, 2, 2, 7, '{"update_id": 2, "callback_query": {"message": {}}}')


@pytest.mark.parametrize(("row", "bound"), [(TYPED_ROW, TYPED), (PRESSED_ROW, PRESSED)])
def test_presses_have_more_room_than_words(row: InboxRow, bound: int) -> None:
    assert Flood.lets_in(row, bound - 1)
    assert not Flood.lets_in(row, bound)


def test_what_belongs_to_no_chat_always_comes_in() -> None:
    assert Flood.lets_in(InboxRow(1, 1, 1, 0, "{}"), LARGEST_ID)


def test_it_is_told_once_a_minute() -> None:
    flood = Flood()
    told = [flood.is_to_be_told(7, NOW + timedelta(seconds=second)) for second in range(120)]
    assert told.count(True) == 2
    assert flood.is_to_be_told(8, NOW)


async def test_a_thousand_at_once_are_bounded_and_others_come_first(tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def wait_for_the_flood(row: InboxRow) -> None:
        if row.chat_id == 1:
            await gate.wait()

    counter = Counter(wait_for_the_flood)
    async with (
        opened_record(f"sqlite:///{tmp_path / 'inbox.db'}", NOW) as database,
        opened_inbox(database, counter) as inbox,
    ):
        await inbox.take_in([update(n, chat=1) for n in range(1000)])
        await inbox.take_in([update(5000 + n, chat=2) for n in range(20)])
        await counter.until(lambda: sum(number >= 5000 for number in counter.seen) == 20)
        gate.set()
        await counter.until(lambda: sum(number < 5000 for number in counter.seen) == TYPED)
    assert len(counter.given_up) == 1


async def test_a_thousand_messages_slow_nobody_and_are_answered_once(stage: Stage) -> None:
    await stage.start()
    ben = await stage.join("Ben", *ECC)
    mallory = stage.telegram.user("Mallory")
    quiet = await seconds_for(ben.ask("/timetable"))
    for number in range(1000):
        await mallory.send(f"nonsense {number}")
    busy = await seconds_for(ben.ask("/timetable"))
    told = "That's a lot at once"
    await stage.telegram.until(lambda: any(told in message.text for message in mallory.messages))
    await stage.telegram.settled()
    assert sum(told in message.text for message in mallory.messages) == 1
    assert busy < quiet + 5.0
    assert not stage.telegram.refused


async def seconds_for(act: object) -> float:
    began = monotonic()
    await act  # type: ignore[misc] # whatever can be waited for
    return monotonic() - began
