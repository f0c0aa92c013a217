"""People who tap: each again as soon as answered, or all together at a steady rate; what they saw is counted."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, cycle
from random import Random
from typing import Any

CALLBACK_ANSWERED, MESSAGE_SHOWN = 1, 2
BOTH = CALLBACK_ANSWERED | MESSAGE_SHOWN
FIRST_CHAT = 1_000
PATIENCE_SECONDS = 30.0
"""How much longer is measured until at least one tap is answered: no rate follows from none."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do to the bot. Seconds are real ones.

    *rate* 0: each person taps again as soon as answered; else that many taps a second, by chance, over all.
    """

    people: int
    presses: tuple[str, ...]
    """Callback data, which each person goes through again and again, each beginning at another pair."""
    seconds: float
    warm_up: float = 1.0
    rate: float = 0.0
    delay: float = 0.0
    """How long the server takes to answer, as the way to Telegram does."""
    seed: int = 1


@dataclass(slots=True)
class Person:
    chat_id: int
    presses: Iterator[str]
    missing: int = 0
    """Which of an answer and a shown message are still to come."""
    tapped_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen from outside in the measured seconds; latencies are seconds, in no order."""

    first_request_at: float
    """On the system's monotonic clock, which processes share."""
    first_poll_at: float
    """When it first asked for updates: from then on it serves."""
    seconds: float
    answered: int
    sent: int
    """New messages."""
    latencies: list[float]


@dataclass(slots=True)
class Load:
    """Hands out updates and hears what the bot answers."""

    order: Order
    woken: Callable[[], None] = lambda: None
    """Called when there is something to hand out."""
    counting: Callable[[], None] = lambda: None
    """Called when the warm-up is over."""
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    people: dict[int, Person] = field(default_factory=dict)
    first_request_at: float = 0.0
    first_poll_at: float = 0.0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _idle: deque[Person] = field(default_factory=deque)
    _latencies: list[float] = field(default_factory=list)
    _any_answered: asyncio.Event = field(default_factory=asyncio.Event)
    _sent: int = 0
    _is_counting: bool = False

    def gather(self) -> None:
        presses = self.order.presses
        for place in range(self.order.people):
            start = 2 * place % max(1, len(presses))
            turns = cycle((*presses[start:], *presses[:start]))
            person = Person(FIRST_CHAT + place, turns)
            self.people[person.chat_id] = person
            self._idle.append(person)

    async def run(self) -> Seen:
        """Warm up, count, and say what was seen."""
        loop = asyncio.get_running_loop()
        tapping = asyncio.create_task(self._tap_at_rate()) if self.order.rate else None
        if tapping is None:
            for person in self.people.values():
                self._tap(person)
        await asyncio.sleep(self.order.warm_up)
        self._is_counting, began = True, loop.time()
        self.counting()
        await asyncio.sleep(self.order.seconds)
        await self._until_anything_is_answered()
        self._is_counting, lasted = False, loop.time() - began
        if tapping:
            tapping.cancel()
            self._count_who_waits(loop.time())
        begun = self.first_request_at, self.first_poll_at
        return Seen(*begun, lasted, len(self._latencies), self._sent, self._latencies)

    async def _until_anything_is_answered(self) -> None:
        if self.order.people:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await self._any_answered.wait()

    def _count_who_waits(self, now: float) -> None:
        """Whoever still waits at the end has waited until now at least: the slowest are not left out."""
        self._latencies += [now - person.tapped_at for person in self.people.values() if person.missing]

    async def _tap_at_rate(self) -> None:
        """By chance as people do, not every so often as machines do: gaps are exponential."""
        loop, chance = asyncio.get_running_loop(), Random(self.order.seed)
        due = loop.time()
        while True:
            due += chance.expovariate(self.order.rate)
            await asyncio.sleep(max(0.0, due - loop.time()))
            if self._idle:
                self._tap(self._idle.popleft(), at=due)

    def _tap(self, person: Person, at: float | None = None) -> None:
        person.missing = BOTH
        person.tapped_at = asyncio.get_running_loop().time() if at is None else at
        self.updates.append(update_of(next(self._numbers), person.chat_id, next(person.presses)))
        self.woken()

    def hears(self, chat_id: int, part: int) -> None:
        """The bot answered a press, or showed a message in its place."""
        person = self.people.get(chat_id)
        if person is None or not person.missing & part:
            return
        person.missing &= ~part
        if not person.missing:
            self._is_answered(person)

    def _is_answered(self, person: Person) -> None:
        if self._is_counting:
            self._latencies.append(asyncio.get_running_loop().time() - person.tapped_at)
            self._any_answered.set()
        if self.order.rate:
            self._idle.append(person)
        else:
            self._tap(person)

    def hears_message(self) -> None:
        self._sent += self._is_counting


def update_of(number: int, chat_id: int, press: str) -> dict[str, Any]:
    """A press on a button of the bot's message 1; the callback's id says whose it is."""
    whose = {"id": chat_id, "is_bot": False, "first_name": "Somebody", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Somebody"}
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": "Timetable"}
    press_of = {"id": f"{chat_id}-{number}", "from": whose, "message": message, "chat_instance": "1", "data": press}
    return {"update_id": number, "callback_query": press_of}
