"""Everything that may go wrong on the way to Telegram, and in the record, at random and by seed."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from playground.faults import Fault, Kind
from playground.serve import Telegram

ORDERS: tuple[tuple[Kind, float, int], ...] = (
    ("lose_answer", 1.0, 500),
    ("cut", 0.5, 500),
    ("refuse", 2.0, 500),
    ("refuse", 1.0, 502),
    ("garbage", 0.5, 502),
    ("garbage", 0.5, 403),
)
SLOW_PERCENT, SLOW_SECONDS = 2.0, 1.5
TOO_MANY_PERCENT, WAIT_SECONDS, TOO_MANY = 0.1, 2, "Too Many Requests: retry after 2"
"""Now and then to one call, in a storm to all: of more of them singly the bot would rightly do nothing but wait."""
OUTAGE_SECONDS, STORM_SECONDS, LOCKED_SECONDS, BETWEEN_SECONDS = (3.0, 8.0), (2.0, 6.0), (1.0, 6.0), (8.0, 25.0)


def order(telegram: Telegram, seed: int) -> None:
    """From now on a share of all calls fails in each of these ways."""
    for number, (kind, percent, status) in enumerate(ORDERS):
        telegram.fault(kind, times=None, percent=percent, status=status, seed=seed + number)
    telegram.fault(
        "refuse", times=None, percent=TOO_MANY_PERCENT, status=429, retry_after=WAIT_SECONDS,
        description=TOO_MANY, seed=seed + 50,
    )  # fmt: skip
    telegram.fault("delay_answer", times=None, percent=SLOW_PERCENT, seconds=SLOW_SECONDS, seed=seed + 51)


@dataclass(slots=True)
class Calamities:
    """Now and then Telegram is out of reach as a whole, now and then it has too much of everybody, and now and then
    somebody else has the database locked."""

    telegram: Telegram
    database: Path
    chance: Random
    outages: int = 0
    storms: int = 0
    locks: int = 0
    over_at: float = 0.0
    """By a monotonic clock."""
    is_on: bool = False

    async def go_on(self) -> None:
        while True:
            await asyncio.sleep(self.chance.uniform(*BETWEEN_SECONDS))
            self.is_on = True
            try:
                await self.chance.choice((self._outage, self._storm, self._lock))()
            finally:
                self.is_on, self.over_at = False, time.monotonic()

    def struck_since(self, moment: float) -> bool:
        """Whether one was going on at any time since *moment* (of a monotonic clock)."""
        return self.is_on or self.over_at > moment

    async def _outage(self) -> None:
        fault = self.telegram.fault("refuse", times=None, status=503, description="Service Unavailable")
        await self._lasting(fault, OUTAGE_SECONDS)
        self.outages += 1

    async def _storm(self) -> None:
        fault = self.telegram.fault(
            "refuse", times=None, method="sendMessage", status=429, retry_after=WAIT_SECONDS, description=TOO_MANY
        )
        await self._lasting(fault, STORM_SECONDS)
        self.storms += 1

    async def _lasting(self, fault: Fault, seconds: tuple[float, float]) -> None:
        """Before all other faults."""
        ordered = self.telegram.world.faults.ordered
        ordered.insert(0, ordered.pop())
        try:
            await asyncio.sleep(self.chance.uniform(*seconds))
        finally:
            ordered.remove(fault)

    async def _lock(self) -> None:
        async with locked(self.database) as is_locked:
            await asyncio.sleep(self.chance.uniform(*LOCKED_SECONDS))
        self.locks += is_locked


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=1.0, isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[bool]:
    """Another program keeps everybody from the file; False if it could not have it."""
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(database), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        yield await other.stdout.readline() == b"held\n"
    finally:
        other.stdin.close()
        await other.wait()
