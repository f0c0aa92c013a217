"""Updates in, durably; handed out in order per chat, chats side by side; recorded when answered."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.address import Address, to
from bot.updates import chat_of
from programme.model import InboxRow, Shown
from programme.store import inbox as rows
from programme.store.engine import Database, Reading, StoreUnavailable, Transaction
from programme.store.shown import select_shown, upsert_shown
from scheduling.clock import Clock

log = logging.getLogger(__name__)

IN_FLIGHT = 8
"""How many updates may be dispatched and not yet recorded as answered: no more can be doubled by a crash."""
LEFTOVERS = 10_000
IDLE_SECONDS = 0.3
"""How long an answered update may wait for somebody else's commit to be recorded with."""
ATTEMPTS = 3

Handle = Callable[[InboxRow], Awaitable[None]]


class AlreadyApplied(Exception):
    """The update's command has been carried out already; only its screen may be shown again."""


@dataclass(slots=True)
class Arrivals:
    """Updates whose senders wait for them to be kept."""

    rows: list[InboxRow]
    kept: asyncio.Future[list[InboxRow]]


@dataclass(slots=True)
class Ledger:
    """What is known here and not yet in the database; written with the next commit."""

    answered: list[tuple[int, int]] = field(default_factory=list)
    shown: dict[int, Shown] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.answered or self.shown)


class Inbox:
    """Takes updates in, and hands them to *handle* in order per chat."""

    def __init__(
        self, database: Database, bot_id: int, clock: Clock, handle: Handle, give_up: Handle
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._handle = handle
        self._give_up = give_up
        self._arrivals: list[Arrivals] = []
        self._ledger = Ledger()
        self._writing: Ledger = Ledger()
        self._chats: dict[int, deque[InboxRow]] = {}
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._starved = 0
        self._wanted = asyncio.Event()
        self._urgent = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: set[tuple[int, int]] = set()
        self._ready = asyncio.Event()
        self._closing = False
        self._last_arrival = 0

    # ── taking in ──

    async def take_in(self, updates: Iterable[dict[str, Any]]) -> None:
        """Keep raw updates; returns when they are committed, so that they may be acknowledged.

        Raises:
            StoreUnavailable: they could not be kept; Telegram must bring them again.
        """
        batch = Arrivals(
            [self._row(update) for update in updates], asyncio.get_running_loop().create_future()
        )
        self._arrivals.append(batch)
        self._urgent.set()
        self._wanted.set()
        for row in await batch.kept:
            self._enqueue(row)

    def _row(self, update: dict[str, Any]) -> InboxRow:
        self._last_arrival = max(self._last_arrival + 1, time.time_ns())
        text = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
        return InboxRow(self._bot_id, int(update["update_id"]), self._last_arrival, chat_of(update), text)

    # ── the one writer of arrivals and answers ──

    async def write_for_ever(self) -> None:
        """Keep what arrived and record what was answered, as much as there is by one commit."""
        while not (self._closing and not self._arrivals and not self._ledger):
            await self._wanted.wait()
            if not self._urgent.is_set():
                try:
                    async with asyncio.timeout(IDLE_SECONDS):
                        await self._urgent.wait()
                except TimeoutError:
                    pass
            self._wanted.clear()
            self._urgent.clear()
            await self._write_once()

    async def _write_once(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        self._writing, self._ledger = self._ledger, Ledger()
        if not arrivals and not self._writing:
            return
        try:
            kept = await self._commit(arrivals, self._writing)
        except Exception as error:
            self._put_back(error, arrivals)
            return
        for batch, fresh in zip(arrivals, kept, strict=True):
            batch.kept.set_result(fresh)
        self._release(self._writing)

    async def _commit(self, arrivals: list[Arrivals], ledger: Ledger) -> list[list[InboxRow]]:
        now = self._clock()
        async with self._database.transaction() as tx:
            kept = [
                [row for row in batch.rows if await rows.insert_update(tx, row, now)] for batch in arrivals
            ]
            if ledger.answered:
                await rows.mark_answered(tx, ledger.answered, now)
            if ledger.shown:
                await upsert_shown(tx, ledger.shown.values(), now)
        return kept

    def _put_back(self, error: Exception, arrivals: list[Arrivals]) -> None:
        """The commit failed: those who brought updates are told, answers wait for the next commit."""
        if not isinstance(error, StoreUnavailable):
            log.error("could not write the inbox", exc_info=error)
        for batch in arrivals:
            if not batch.kept.done():
                batch.kept.set_exception(error)
        self._ledger.answered[:0] = self._writing.answered
        self._ledger.shown = {**self._writing.shown, **self._ledger.shown}
        self._writing = Ledger()
        self._wanted.set()

    def _release(self, ledger: Ledger) -> None:
        for key in ledger.answered:
            self._known.discard(key)
            self._slots.release()
        self._writing = Ledger()

    # ── handing out ──

    async def take_up_leftovers(self) -> None:
        """After a crash: what was not answered, one at a time, each attempt committed before it is made."""
        async with self._database.reading() as reading:
            leftovers = await rows.select_open(reading, self._bot_id, LEFTOVERS)
        if leftovers:
            log.info("taking up %d updates left by the last run", len(leftovers))
        for row in leftovers:
            self._known.add(row.key)
        for row in leftovers:
            async with self._database.transaction() as tx:
                await rows.mark_attempt(tx, row.key)
            await self._take_slot()
            if row.attempts >= ATTEMPTS:
                await self._quarantine(row)
            else:
                await self._handle_until_answered(row, row.attempts + 1)
        self._ready.set()

    def _enqueue(self, row: InboxRow) -> None:
        if row.key in self._known:
            return
        self._known.add(row.key)
        queue = self._chats.setdefault(row.chat_id, deque())
        queue.append(row)
        if len(queue) == 1:
            task = asyncio.create_task(self._serve(row.chat_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat_id: int) -> None:
        """One chat's updates, in the order they came."""
        await self._ready.wait()
        queue = self._chats[chat_id]
        while queue and not self._closing:
            await self._take_slot()
            await self._handle_until_answered(queue[0], queue[0].attempts)
            queue.popleft()
        if not queue:
            del self._chats[chat_id]

    async def _take_slot(self) -> None:
        """Wait for one of the eight; whoever has to wait has the answered ones recorded at once."""
        if self._slots.locked() and self._ledger.answered:
            self._urgent.set()
        self._starved += 1
        try:
            await self._slots.acquire()
        finally:
            self._starved -= 1

    async def _handle_until_answered(self, row: InboxRow, attempts: int) -> None:
        while True:
            try:
                await self._handle(row)
            except Exception:
                attempts += 1
                log.exception("an update could not be handled, attempt %d", attempts)
                if attempts < ATTEMPTS:
                    row = await self._after_failure(row)
                    continue
                await self._quarantine(row)
                return
            self._record(row)
            return

    async def _after_failure(self, row: InboxRow) -> InboxRow:
        """Count the attempt and read the row again: its command may have been carried out before the failure."""
        async with self._database.transaction() as tx:
            await rows.mark_attempt(tx, row.key)
            return await rows.select_row(tx, row.key) or row

    def _record(self, row: InboxRow) -> None:
        self._ledger.answered.append(row.key)
        if self._starved:
            self._urgent.set()
        self._wanted.set()

    async def _quarantine(self, row: InboxRow) -> None:
        """Keep the update aside so that it takes nobody with it, and tell its sender."""
        try:
            async with self._database.transaction() as tx:
                await rows.mark_quarantined(tx, row.key, self._clock())
            log.error("an update was quarantined after %d attempts", ATTEMPTS)
            await self._give_up(row)
        except Exception:
            log.exception("the sender of a quarantined update could not be told")
        finally:
            self._known.discard(row.key)
            self._slots.release()

    # ── what handlers need of it ──

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

    async def shown(self, reading: Reading, chat_id: int) -> Shown | None:
        """The choices last shown, from memory if they are not written yet."""
        for ledger in (self._ledger, self._writing):
            if chat_id in ledger.shown:
                return ledger.shown[chat_id]
        return await select_shown(reading, chat_id)

    def remember_shown(self, shown: Shown) -> None:
        self._ledger.shown[shown.chat_id] = shown
        self._wanted.set()

    async def close(self) -> None:
        """Finish what is being handled and record it; what waits stays in the database for the next run."""
        self._closing = True
        self._ready.set()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._urgent.set()
        self._wanted.set()
