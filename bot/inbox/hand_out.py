"""Updates handed out in order per chat, chats side by side, and put aside if they cannot be handled."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import suppress
from typing import Any

from bot.inbox.answers import Answers, Unanswered, tell
from bot.inbox.arriving import Numbering, is_shared
from bot.inbox.flood import Flood
from bot.inbox.in_hand import InHand
from bot.inbox.ledger import Key, Ledger
from bot.inbox.lookout import Lookout, suspects
from bot.tally import Tally
from programme.model import InboxRow
from programme.store.engine import Database, StoreUnavailable, StoreUnusable
from scheduling.clock import Clock
from scheduling.lease import Lease, TakenOver

log = logging.getLogger(__name__)

IN_FLIGHT = 8
"""How many updates may be in hand and not yet recorded as answered: no more can be doubled by a crash."""
ATTEMPTS = 3
"""How often an update may fail by exception before it is put aside."""
CRASHES = 6
"""How often one may be in hand when the process ends: it may be the cause, or have bad luck."""
STORE_PAUSE_SECONDS = 5.0
LEASE_PAUSE_SECONDS = 0.5


class Inbox:
    """Takes updates in durably, and has them answered in order per chat."""

    def __init__(
        self,
        database: Database,
        bot_id: int,
        clock: Clock,
        lease: Lease,
        answers: Answers,
        tally: Tally | None = None,
    ) -> None:
        self._tally = tally or Tally()
        self._arrived: dict[Key, float] = {}
        """When what waits came, in seconds that only rise."""
        self._clock = clock
        self._lease = lease
        self._answers = answers
        self._flood = Flood()
        self.rows = InHand(database, clock, lease.epoch)
        self.ledger = Ledger(database, clock, lease.epoch, self._recorded)
        self._chats: dict[int, deque[InboxRow]] = {}
        self._known: set[Key] = set()
        self._left_over: set[Key] = set()
        """Of the known, those that a run before this one left."""
        self._untried: set[Key] = set()
        """Of these, the ones whose first attempt of this run is not committed yet."""
        self._forgotten: set[Key] = set()
        self._shared = is_shared(database)
        self._numbering = Numbering(bot_id, shared=self._shared)
        self._lookout = Lookout(database, bot_id, self._known, self._take_over)
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._starved = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._written = asyncio.Event()
        self._ready = asyncio.Event()
        self._has_leftovers = asyncio.Event()
        self._closing = asyncio.Event()

    async def take_in(self, updates: Iterable[dict[str, Any]]) -> None:
        """Keep raw updates; returns when they are committed, so that they may be acknowledged.

        Raises:
            StoreUnavailable: they could not be kept; Telegram must bring them again.
        """
        rows_in = [self._numbering.row(update) for update in updates]
        rows_in = rows_in if self._shared else self._without_surplus(rows_in)
        try:
            kept = await self.ledger.keep(rows_in)
        except StoreUnavailable:
            self._put_off(rows_in)
            raise
        if self._shared:
            self._lookout.hurry()
            return
        for row in kept:
            self._enqueue(row)

    async def look_for_others(self) -> None:
        """Find what other processes keep, until cancelled; with SQLite there are none."""
        if self._shared:
            await self._has_leftovers.wait()
            await self._lookout.run()

    def _take_over(self, found: list[InboxRow]) -> None:
        """Hand out what was kept, by whichever process; a surplus counts as answered, unread."""
        let_in = self._without_surplus(found)
        for row in let_in:
            self._enqueue(row)
        for key in {row.key for row in found} - {row.key for row in let_in}:
            self._known.add(key)
            self._forgotten.add(key)
            self.ledger.answered(key)

    def _put_off(self, arrived: list[InboxRow]) -> None:
        """They could not be kept, so Telegram brings them again; their senders are told that it takes longer."""
        if self._answers.later is not None:
            for row in {row.chat_id: row for row in arrived}.values():
                self._run(tell(self._answers.later, row))

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
                self._run(tell(self._answers.too_much or self._answers.give_up, row))
        return let_in

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def take_up_leftovers(self) -> None:
        """After a crash: each attempt at what was not answered is committed before it is made.

        What may have caused the crash, because it was in hand before at one, runs alone; the rest side by side.
        """
        leftovers = await self._lookout.found()
        if leftovers:
            log.info("taking up %d updates left by the last run", len(leftovers))
            self._numbering.follow(leftovers[-1].arrival)
        for keys in (self._known, self._left_over, self._untried):
            keys.update(row.key for row in leftovers)
        self._has_leftovers.set()
        settled = {row.key async for row in self._settled_alone(suspects(leftovers))}
        for row in reversed(leftovers):
            if row.key not in settled:
                self._queue(row, first=True)
        self._ready.set()

    async def _settled_alone(self, leftovers: Iterable[InboxRow]) -> AsyncIterator[InboxRow]:
        """Those of them that need not be tried again later, and do not come after such a one in the same chat."""
        held_up = set[int]()
        for row in leftovers:
            if row.chat_id in held_up:
                continue
            await self._take_slot()
            if await self._attempt(row) is None:
                await self._until_recorded(row)
                yield row
            else:
                self._slots.release()
                held_up.add(row.chat_id)

    async def _until_recorded(self, row: InboxRow) -> None:
        """Or the next one, if it ends the process, would have this one counted again at each start."""
        self.ledger.hurry()
        while row.key in self._known:
            self._written.clear()
            await self._written.wait()

    def _enqueue(self, row: InboxRow) -> None:
        if row.key not in self._known:
            self._known.add(row.key)
            self._arrived[row.key] = time.monotonic()
            self._tally.taken_in += 1
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
                queue[0] = await self.rows.as_it_is_now(queue[0])
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

    async def _attempt(self, row: InboxRow) -> float | None:
        """Handle an update to its end: answered or quarantined (None); or the seconds after which to try again."""
        if not self._lease.holds():
            return LEASE_PAUSE_SECONDS
        try:
            if row.key in self._untried:
                await self._attempt_left_over(row)
            else:
                await self._until_settled(row)
        except Unanswered as trouble:
            return trouble.seconds
        except (StoreUnavailable, StoreUnusable) as trouble:
            log.debug("an update waits: the database did not answer: %s", trouble)
            return STORE_PAUSE_SECONDS
        except TakenOver:
            self._lease.lose()
            return LEASE_PAUSE_SECONDS
        return None

    async def _attempt_left_over(self, row: InboxRow) -> None:
        """Once in each run that finds it left over, the attempt is committed first: it may be what ends the process.

        If it has to wait for something else, it was not that, and need not run alone after a crash.
        """
        row = await self.rows.count_attempt(row)
        self._untried.discard(row.key)
        try:
            await self._until_settled(row)
        except Unanswered:
            await self.rows.take_back_attempt(row)
            raise

    async def _until_settled(self, row: InboxRow) -> None:
        limit = CRASHES if row.key in self._left_over else ATTEMPTS
        while row.attempts < limit:
            try:
                await self._answers.handle(row)
            except (Unanswered, StoreUnavailable, StoreUnusable, TakenOver):
                raise
            except Exception:
                log.exception("an update could not be handled")
                row = await self.rows.count_attempt(row)
            else:
                self._record(row)
                return
        await self._quarantine(row)

    def _record(self, row: InboxRow) -> None:
        now = time.monotonic()
        self._tally.answered += 1
        self._tally.latency.add(now - self._arrived.pop(row.key, now))
        self.ledger.answered(row.key)
        if self._starved:
            self.ledger.hurry()

    def _recorded(self, keys: list[Key]) -> None:
        for key in keys:
            self._known.discard(key)
            self._left_over.discard(key)
            if key in self._forgotten:
                self._forgotten.discard(key)
            else:
                self._slots.release()
        self._written.set()

    async def _quarantine(self, row: InboxRow) -> None:
        """Keep the update aside so that it takes nobody with it, and tell its sender."""
        await self.rows.put_aside(row)
        log.error("an update was quarantined after %d attempts", row.attempts)
        self._tally.quarantined += 1
        self._arrived.pop(row.key, None)
        self._known.discard(row.key)
        self._left_over.discard(row.key)
        self._slots.release()
        await tell(self._answers.give_up, row)

    async def close(self) -> None:
        """Finish what is being handled and record it; what waits stays in the database for the next run."""
        self._closing.set()
        self._ready.set()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self.ledger.close()

    async def abandon(self) -> None:
        """Another process is the worker and has all of it in hand: let go at once."""
        self._closing.set()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.ledger.abandon()
