"""Whose turn it is to send: replies first, then what is near its deadline, then bulk, within Telegram's limits.

Bulk is spread evenly over each second instead of filling it at once. It is not slower for that, and a reply, which may
go between, waits for a thirtieth of a second and not for the rest of one.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

WINDOW_SECONDS = 1.01
"""A little over Telegram's second."""

DRIFT_SECONDS = 0.0001
"""By how much what was the quickest call is believed less with each that is slower."""
CATCH_UP_SECONDS = 0.1
"""How much of what it could not use bulk may use later, so that a late timer costs no speed."""

FAILURES = 5
"""So many calls in a row without a word from Telegram mean that it is out of reach, and not bad luck."""
OUT_OF_REACH_SECONDS = (1.0, 2.0, 5.0, 10.0)
"""How long everybody then waits, longer each time in a row, instead of everybody trying again by themselves."""

FREE_PER_SECOND = 30
"""More than this has to be paid for: https://core.telegram.org/bots/api#sendmessage, `allow_paid_broadcast`."""


REMEMBERED_CHATS = 10_000


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
    """Gives turns, best first. Times are the event loop's seconds.

    A message counts from when Telegram had it, which is guessed from its answer: a network or a machine that stalls
    lets many messages arrive in one second that were sent in several. Until its answer it counts as well.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._gap = WINDOW_SECONDS / limits.per_second
        self._waiting: list[Waiting] = []
        self._recent: list[float] = []
        """When Telegram had each, oldest first."""
        self._on_their_way = 0
        self._quickest = 0.0
        """How long a call takes at least, of late."""
        self._chat_free_at: dict[int, float] = {}
        self._chat_held_until: dict[int, float] = {}
        self._all_held_until = 0.0
        self._bulk_free_at = 0.0
        self._changed = asyncio.Event()
        self._numbers = count()
        self._pump: asyncio.Task[None] | None = None
        self._last_pause: tuple[int, float] = (0, -60.0)
        self._failures = 0
        self._troubles = 0
        if limits.another_before:
            self._recent = [asyncio.get_running_loop().time()] * limits.per_second

    @property
    def are_paid(self) -> bool:
        """Whether Telegram is to charge for what goes beyond the free limit."""
        return self._limits.are_paid

    def held_for(self, chat_id: int) -> float:
        """Seconds for which this chat, or everybody, is to be left alone; 0 if nothing speaks against a call."""
        until = max(self._all_held_until, self._chat_held_until.get(chat_id, 0.0))
        return max(0.0, until - asyncio.get_running_loop().time())

    @asynccontextmanager
    async def turn(
        self, lane: Lane, chat_id: int, *, new_message: bool, deadline: float = float("inf")
    ) -> AsyncIterator[None]:
        """Wait until one message may go to *chat_id*, which is sent within the block; a smaller *deadline* (seconds)
        goes first within its lane."""
        loop = asyncio.get_running_loop()
        await self._given(Waiting(lane, deadline, next(self._numbers), chat_id, new_message, loop.create_future()))
        began = loop.time()
        try:
            yield
        finally:
            self._landed(loop.time(), loop.time() - began)

    async def _given(self, waiting: Waiting) -> None:
        self._waiting.append(waiting)
        self._changed.set()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._give_turns())
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            elif waiting.turn.done() and not waiting.turn.cancelled():
                self._on_their_way -= 1
            raise

    def _landed(self, at: float, took: float) -> None:
        self._quickest = min(took, self._quickest + DRIFT_SECONDS)
        self._on_their_way -= 1
        insort(self._recent, at - self._quickest)
        self._changed.set()

    def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram said "too many requests": this chat waits, and everybody if it says so of two chats in a minute."""
        now = asyncio.get_running_loop().time()
        until = now + seconds
        self._forget_idle_chats(now)
        self._chat_held_until[chat_id] = max(until, self._chat_held_until.get(chat_id, 0.0))
        other, at = self._last_pause
        if other != chat_id and now - at < max(60.0, seconds):
            self._all_held_until = max(self._all_held_until, until)
        self._last_pause = (chat_id, now)
        self._changed.set()

    def failed(self) -> None:
        """A call was not answered by Telegram itself; after a few in a row everybody waits a while."""
        now = asyncio.get_running_loop().time()
        if now < self._all_held_until:
            return
        self._failures += 1
        if self._failures >= FAILURES:
            self._all_held_until = now + OUT_OF_REACH_SECONDS[min(self._troubles, len(OUT_OF_REACH_SECONDS) - 1)]
            self._troubles += 1
            self._changed.set()

    def answered(self) -> None:
        """Telegram is there."""
        self._failures = self._troubles = 0

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
        while self._recent and self._recent[0] + WINDOW_SECONDS <= now:
            self._recent.pop(0)
        window_free_at = now
        if len(self._recent) + self._on_their_way >= self._limits.per_second:
            window_free_at = self._recent[0] + WINDOW_SECONDS if self._recent else now + WINDOW_SECONDS
        return max(window_free_at, self._all_held_until, min(self._free_at(waiting) for waiting in self._waiting))

    def _free_at(self, waiting: Waiting) -> float:
        """Edits do not count against a chat's own limit; a pause that Telegram asked for holds them too."""
        free_at = self._chat_held_until.get(waiting.chat_id, 0.0)
        if waiting.new_message:
            free_at = max(free_at, self._chat_free_at.get(waiting.chat_id, 0.0))
        return free_at if waiting.lane is Lane.REPLY else max(free_at, self._bulk_free_at)

    def _give_one(self, now: float) -> None:
        best = min(waiting for waiting in self._waiting if self._free_at(waiting) <= now)
        self._waiting.remove(best)
        if best.turn.done():
            return
        self._on_their_way += 1
        if best.lane is not Lane.REPLY:
            self._bulk_free_at = max(self._bulk_free_at, now - CATCH_UP_SECONDS) + self._gap
        if best.new_message:
            self._forget_idle_chats(now)
            self._chat_free_at[best.chat_id] = now + self._limits.per_chat_seconds
        best.turn.set_result(None)

    def _forget_idle_chats(self, now: float) -> None:
        for until in (self._chat_free_at, self._chat_held_until):
            if len(until) > REMEMBERED_CHATS:
                for chat in [chat for chat, at in until.items() if at <= now]:
                    del until[chat]
