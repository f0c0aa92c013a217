"""Many notices go out under Telegram's real limits while people tap: fast, never too fast, and nobody waits.

BROADCAST=5000 makes it as many as was promised; the suite makes do with fewer.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from statistics import quantiles

import pytest

from bot.lanes import FREE_PER_SECOND
from bot.lanes import Limits as Pace
from playground import Limits, Person
from programme.model import Role
from tests.stage import Stage, staged
from tests.story.crowds import MUST, members, tell

MESSAGES = int(os.environ.get("BROADCAST", "210"))
ASKERS = 40
A_REPLY_SECONDS = 1.0
USED = 0.97 if MESSAGES >= 1_000 else 0.9
"""A short run begins and ends in the middle of a second."""


@pytest.fixture
async def strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """The server refuses what is over Telegram's limits, and the bot keeps to them."""
    async with staged(tmp_path, lambda: capsys.readouterr().out, Limits()) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        stage.pace = Pace()
        yield stage


async def ask_now_and_then(askers: list[Person], waits: list[float]) -> None:
    chance = Random(1)
    while True:
        for person in askers:
            await asyncio.sleep(chance.uniform(0.2, 0.5))  # people take their time
            began = time.monotonic()
            await person.ask("/help")
            waits.append(time.monotonic() - began)


@pytest.mark.slow
@pytest.mark.timeout(120 + MESSAGES // 10)
async def test_a_broadcast_goes_out_at_the_allowed_rate_and_nobody_waits(strict: Stage) -> None:
    readers = await members(strict, MESSAGES, Role.TEAM)
    askers, waits = await members(strict, ASKERS), list[float]()
    await strict.start()
    asking = asyncio.create_task(ask_now_and_then(askers, waits))
    await tell(strict, readers, MUST)
    began = len(strict.telegram.calls)
    patience = 60 + MESSAGES / 10
    await strict.telegram.until(lambda: len(strict.telegram.world.calls) >= began + MESSAGES, timeout=patience)
    await strict.telegram.until(lambda: all(person.chat.done_by_bot for person in readers), timeout=patience)
    asking.cancel()
    times = [call.at for call in strict.telegram.calls[began:] if call.method == "sendMessage" and call.ok]
    used = (len(times) - 1) / (times[-1] - times[0]) / FREE_PER_SECOND
    p95 = quantiles(waits, n=20)[-1]
    print(f"{len(times)} messages, {used:.1%} of the allowed rate; {len(waits)} replies, p95 {p95 * 1000:.0f} ms")
    assert used >= USED
    assert not strict.telegram.refused
    assert p95 < A_REPLY_SECONDS
