"""Whose turn it is to send: replies first, then what is near its deadline, then bulk, within Telegram's limits."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

WINDOW_SECONDS = 1.02
"""A little over a second, so that a jitter on the way does not put two windows' messages into one."""


FREE_PER_SECOND = 30
"""More than this has to be paid for: https://core.telegram.org/bots/api#sendmessage, `allow_paid_broadcast`."""


class Lane(IntEnum):
    REPLY = 0
    NEAR = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's own: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

    per_second: int = FREE_PER_SECOND
    per_chat_seconds: float = 1.1
    """The least time between two new messages in one chat: Telegram's second, and a margin for the way."""
    another_before: bool = True
    """Whether a process before this one may have used up the last second."""
    are_paid: bool = False
    """Whether Telegram is to charge for what goes beyond the free limit."""


def limits_of(per_second: int) -> Limits:
    """Up to *per_second* messages, paid for where that is more than is free."""
    return Limits(per_second, are_paid=per_second > FREE_PER_SECOND)


@dataclass(order=True, slots=True)
class Waiting:
    lane: Lane
    deadline: float
    number: int
    chat_id: int = field(compare=False)
    new_message: bool = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class Lanes:
    """Gives turns, best first. Times are the event loop's seconds."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: list[Waiting] = []
        self._recent: deque[float] = deque()
        self._chat_free_at: dict[int, float] = {}
        self._all_free_at = 0.0
        self._changed = asyncio.Event()
        self._numbers = count()
        self._pump: asyncio.Task[None] | None = None
        self._last_pause: tuple[int, float] = (0, -60.0)
        if limits.another_before:
            self._recent.extend([asyncio.get_running_loop().time()] * limits.per_second)

    @property
    def are_paid(self) -> bool:
        """Whether Telegram is to charge for what goes beyond the free limit."""
        return self._limits.are_paid

    def held_for(self, chat_id: int) -> float:
        """Seconds for which Telegram has asked that this chat, or everybody, be left alone; 0 if it has not."""
        free_at = max(self._all_free_at, self._chat_free_at.get(chat_id, 0.0))
        left = free_at - asyncio.get_running_loop().time()
        return left if left > self._limits.per_chat_seconds else 0.0

    async def turn(self, lane: Lane, chat_id: int, *, new_message: bool, deadline: float = float("inf")) -> None:
        """Wait until one message may go to *chat_id*; a smaller *deadline* (seconds) goes first within its lane."""
        loop = asyncio.get_running_loop()
        waiting = Waiting(lane, deadline, next(self._numbers), chat_id, new_message, loop.create_future())
        self._waiting.append(waiting)
        self._changed.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._give_turns())
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            raise

    def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram said "too many requests": this chat waits, and everybody if it says so of two chats in a minute."""
        now = asyncio.get_running_loop().time()
        until = now + seconds
        self._chat_free_at[chat_id] = max(until, self._chat_free_at.get(chat_id, 0.0))
        other, at = self._last_pause
        if other != chat_id and now - at < max(60.0, seconds):
            self._all_free_at = max(self._all_free_at, until)
        self._last_pause = (chat_id, now)
        self._changed.set()

    async def _give_turns(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            self._changed.clear()
            now = loop.time()
            ready_at = self._next_instant(now)
            if ready_at <= now:
                self._give_one(now)
                continue
            try:
                async with asyncio.timeout(ready_at - now):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _next_instant(self, now: float) -> float:
        """When the next turn can be given, as things stand."""
        while self._recent and self._recent[0] <= now - WINDOW_SECONDS:
            self._recent.popleft()
        full = len(self._recent) >= self._limits.per_second
        window_free_at = self._recent[0] + WINDOW_SECONDS if full else now
        first_chat_at = min(self._free_at(waiting) for waiting in self._waiting)
        return max(window_free_at, first_chat_at, self._all_free_at)

    def _free_at(self, waiting: Waiting) -> float:
        """Edits do not count against a chat's own limit, but a pause that Telegram asked for holds them too."""
        free_at = self._chat_free_at.get(waiting.chat_id, 0.0)
        soon = free_at - asyncio.get_running_loop().time() <= self._limits.per_chat_seconds
        return 0.0 if soon and not waiting.new_message else free_at

    def _give_one(self, now: float) -> None:
        best = min(waiting for waiting in self._waiting if self._free_at(waiting) <= now)
        self._waiting.remove(best)
        if best.turn.done():
            return
        self._recent.append(now)
        if best.new_message:
            self._forget_idle_chats(now)
            self._chat_free_at[best.chat_id] = now + self._limits.per_chat_seconds
        best.turn.set_result(None)

    def _forget_idle_chats(self, now: float) -> None:
        if len(self._chat_free_at) > 10_000:
            self._chat_free_at = {chat: at for chat, at in self._chat_free_at.items() if at > now}
