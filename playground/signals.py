"""A signal: it wakes everyone who waits for a condition, each time something happens."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Signal:
    """Fire after every change; wait with a question that answers None until it is satisfied."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, found: Callable[[], T | None], seconds: float | None = None) -> T:
        """The first answer that is not None; TimeoutError after `seconds` (None: wait for ever)."""
        async with asyncio.timeout(seconds):
            while (answer := found()) is None:
                await self._next()
            return answer

    async def _next(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
