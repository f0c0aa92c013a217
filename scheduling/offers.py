"""Offers that have run out go on to the next who waits, at every tick."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from programme import waiting
from programme.store.engine import Database
from scheduling.clock import Clock


def mover_on(database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    """What is due is read from the record each time, so that a clock that was moved or off misses nothing."""

    async def move_on() -> None:
        await waiting.move_on(database, clock())

    return move_on
