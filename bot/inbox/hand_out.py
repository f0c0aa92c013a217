"""Updates handed out in order per chat, chats side by side, and put aside if they cannot be handled."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any

from bot.address import Address, to
from bot.inbox.flood import Flood
from bot.inbox.ledger import Key, Ledger
from bot.updates import chat_of, nameless
from programme.model import InboxRow
from programme.store import inbox as rows
from programme.store.engine import Database, Reading, StoreUnavailable, Transaction
from scheduling.clock import Clock

log = logging.getLogger(__name__)

IN_FLIGHT = 8
"""How many updates may be in hand and not yet recorded as answered: no more can be doubled by a crash."""
LEFTOVERS = 10_000
ATTEMPTS = 3
"""How often an update may fail by exception before it is put aside."""
CRASHES = 6
"""How often one may be in hand when the process ends: it may be the cause, or have bad luck."""
STORE_PAUSE_SECONDS = 5.0

Handle = Callable[[InboxRow], Awaitable[None]]


class Unanswered(Exception):
    """The answer could not be delivered now; try again after *seconds*. Temporary."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class AlreadyApplied(Exception):
    """The update's command has been carried out already; only its screen may be shown again."""


class Inbox:
    """Takes updates in durably, and hands them to *handle* in order per chat."""

    def __init__(
        self,
        database: Database,
        bot_id: int,
        clock: Clock,
        handle: Handle,
        give_up: Handle,
        too_much: Handle | None = None,
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._handle = handle
        self._give_up = give_up
        self._too_much = too_much or give_up
        self._flood = Flood()
        self.ledger = Ledger(database, clock, self._recorded)
        self._chats: dict[int, deque[InboxRow]] = {}
        self._known: set[Key] = set()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._starved = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Event()
        self._closing = asyncio.Event()
        self._last_arrival = 0

    async def take_in(self, updates: Iterable[dict[str, Any]]) -> None:
        """Keep raw updates; returns when they are committed, so that they may be acknowledged.

        Raises:
            StoreUnavailable: they could not be kept; Telegram must bring them again.
        """
        rows_in = self._without_surplus([self._row(update) for update in updates])
        for row in await self.ledger.keep(rows_in):
            self._enqueue(row)

    def _without_surplus(self, arrived: list[InboxRow]) -> list[InboxRow]:
        """What may come in; a chat that has too much waiting is told so, once a minute."""
        coming: Counter[int] = Counter()
        let_in = []
        for row in arrived:
            waiting = len(self._chats.get(row.chat_id, ())) + coming[row.chat_id]
            if self._flood.lets_in(row, waiting):
                coming[row.chat_id] += 1
                let_in.append(row)
            elif self._flood.is_to_be_told(row.chat_id, self._clock()):
                self._run(self._tell_of_flood(row))
        return let_in

    async def _tell_of_flood(self, row: InboxRow) -> None:
        try:
            await self._too_much(row)
        except Exception:
            log.exception("who sends too much could not be told")

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _row(self, update: dict[str, Any]) -> InboxRow:
        self._last_arrival = max(self._last_arrival + 1, time.time_ns())
        text = json.dumps(nameless(update), separators=(",", ":"))
        return InboxRow(self._bot_id, int(update["update_id"]), self._last_arrival, chat_of(update), text)

    async def take_up_leftovers(self) -> None:
        """After a crash: what was not answered, one at a time, each attempt committed before it is made."""
        async with self._database.reading() as reading:
            leftovers = await rows.select_open(reading, self._bot_id, LEFTOVERS)
        if leftovers:
            log.info("taking up %d updates left by the last run", len(leftovers))
        self._known.update(row.key for row in leftovers)
        postponed = [row async for row in self._not_settled(leftovers)]
        for row in reversed(postponed):
            self._queue(row, first=True)
        self._ready.set()

    async def _not_settled(self, leftovers: list[InboxRow]) -> AsyncIterator[InboxRow]:
        """Those that must be tried again later, and what came after them in the same chats."""
        held_up = set[int]()
        for row in leftovers:
            if row.chat_id not in held_up:
                await self._take_slot()
                if await self._attempt(row, left_over=True) is None:
                    continue
                self._slots.release()
                held_up.add(row.chat_id)
            yield row

    def _enqueue(self, row: InboxRow) -> None:
        if row.key not in self._known:
            self._known.add(row.key)
            self._queue(row)

    def _queue(self, row: InboxRow, *, first: bool = False) -> None:
        queue = self._chats.setdefault(row.chat_id, deque())
        queue.appendleft(row) if first else queue.append(row)
        if len(queue) == 1:
            self._run(self._serve(row.chat_id))

    async def _serve(self, chat_id: int) -> None:
        """One chat's updates, in the order they came; one that must wait holds up its own chat alone."""
        await self._ready.wait()
        queue = self._chats[chat_id]
        while queue and not self._closing.is_set():
            await self._take_slot()
            wait = 0.0 if self._closing.is_set() else await self._attempt(queue[0])
            if wait is None:
                queue.popleft()
            else:
                self._slots.release()
                await self._pause(wait)
                queue[0] = await self._as_it_is_now(queue[0])
        if not queue:
            del self._chats[chat_id]

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()

    async def _take_slot(self) -> None:
        """Wait for one of the eight; whoever has to wait has the answered ones recorded at once."""
        self._starved += 1
        if self._slots.locked():
            self.ledger.hurry()
        try:
            await self._slots.acquire()
        finally:
            self._starved -= 1

    async def _attempt(self, row: InboxRow, *, left_over: bool = False) -> float | None:
        """Handle an update to its end: answered or quarantined (None); or the seconds after which to try again."""
        try:
            if left_over:
                await self._until_settled(await self._counted(row), CRASHES)
            else:
                await self._until_settled(row, ATTEMPTS)
        except Unanswered as trouble:
            return trouble.seconds
        except StoreUnavailable as trouble:
            log.error("an update waits: the database did not answer: %s", trouble)
            return STORE_PAUSE_SECONDS
        return None

    async def _until_settled(self, row: InboxRow, limit: int) -> None:
        while row.attempts < limit:
            try:
                await self._handle(row)
            except (Unanswered, StoreUnavailable):
                raise
            except Exception:
                log.exception("an update could not be handled")
                row = await self._counted(row)
            else:
                self._record(row)
                return
        await self._quarantine(row)

    async def _as_it_is_now(self, row: InboxRow) -> InboxRow:
        """The row read again: its command may have been carried out although its answer has to wait."""
        with suppress(StoreUnavailable):
            async with self._database.reading() as reading:
                return await rows.select_row(reading, row.key) or row
        return row

    async def _counted(self, row: InboxRow) -> InboxRow:
        """Count an attempt and read the row again: its command may have been carried out before a failure."""
        async with self._database.transaction() as tx:
            await rows.mark_attempt(tx, row.key)
            return await rows.select_row(tx, row.key) or row

    def _record(self, row: InboxRow) -> None:
        self.ledger.answered(row.key)
        if self._starved:
            self.ledger.hurry()

    def _recorded(self, keys: list[Key]) -> None:
        for key in keys:
            self._known.discard(key)
            self._slots.release()

    async def _quarantine(self, row: InboxRow) -> None:
        """Keep the update aside so that it takes nobody with it, and tell its sender."""
        async with self._database.transaction() as tx:
            await rows.mark_quarantined(tx, row.key, self._clock())
        log.error("an update was quarantined after %d attempts", row.attempts)
        self._known.discard(row.key)
        self._slots.release()
        try:
            await self._give_up(row)
        except Exception:
            log.exception("the sender of a quarantined update could not be told")

    async def mark_applied(self, tx: Transaction, row: InboxRow, next_address: str) -> None:
        """Mark the row in the command's own transaction.

        Raises:
            AlreadyApplied: it has been carried out before; the transaction must not be kept.
        """
        if not await rows.mark_applied(tx, row.key, next_address):
            raise AlreadyApplied

    async def next_address(self, reading: Reading, row: InboxRow) -> Address:
        found = await rows.select_row(reading, row.key)
        return Address.parse(found.next_address) if found and found.next_address else to("unknown")

    async def close(self) -> None:
        """Finish what is being handled and record it; what waits stays in the database for the next run."""
        self._closing.set()
        self._ready.set()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self.ledger.close()
