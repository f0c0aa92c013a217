"""Updates handed out in order per chat, chats side by side, and put aside if they cannot be handled."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from bot.inbox.answers import Answers, Unanswered, tell
from bot.inbox.arriving import Numbering, is_shared
from bot.inbox.flood import Flood
from bot.inbox.in_hand import InHand
from bot.inbox.ledger import Key, Ledger
from bot.inbox.leftovers import Leftovers, suspects
from bot.inbox.lookout import Lookout, in_turn
from bot.tally import Tally
from programme.model import InboxRow
from programme.store.engine import Database, StoreUnavailable, StoreUnusable
from scheduling.clock import Clock
from scheduling.lease import Lease, TakenOver

log = logging.getLogger(__name__)
T = TypeVar("T")

IN_FLIGHT = 8
"""How many updates may be in hand and not yet recorded as answered: no more can be doubled by a crash."""
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
        self.leftovers = Leftovers(self.rows)
        self.ledger = Ledger(database, clock, lease.epoch, self._recorded)
        self._chats: dict[int, deque[InboxRow]] = {}
        self._known: set[Key] = set()
        self._forgotten: set[Key] = set()
        self._shared = is_shared(database)
        self._numbering = Numbering(bot_id, shared=self._shared)
        self._lookout = Lookout(database, bot_id, self._known, self._take_over)
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._starved = 0
        self._tasks: set[asyncio.Task[Any]] = set()
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

    def _run(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Beside everything else; it is finished, or let go, with all that is in hand."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def take_up_leftovers(self) -> None:
        """What may have ended the last run, because it was in hand at a crash before, alone; the rest side by side."""
        found = await self._lookout.all_found()
        found = in_turn(found) if self._shared else found
        if found:
            log.info("taking up %d updates left by the last run", len(found))
            self._numbering.follow(max(row.arrival for row in found))
        self._known.update(row.key for row in found)
        self.leftovers.add(found)
        self._has_leftovers.set()
        settled = await self._run(self._settle_alone(suspects(found)))
        self._queue_first([row for row in found if row.key not in settled])
        self._ready.set()

    async def _settle_alone(self, suspected: Iterable[InboxRow]) -> set[Key]:
        """One after another; those that are settled. One that must wait holds up its own chat alone."""
        settled, held_up = set[Key](), set[int]()
        for row in suspected:
            if row.chat_id in held_up or self._closing.is_set():
                continue
            await self._take_slot()
            if await self._attempt(row) is None:
                await self._until_recorded(row)
                settled.add(row.key)
            else:
                self._slots.release()
                held_up.add(row.chat_id)
        return settled

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

    def _queue(self, row: InboxRow) -> None:
        queue = self._chats.setdefault(row.chat_id, deque())
        queue.append(row)
        if len(queue) == 1:
            self._run(self._serve(row.chat_id))

    def _queue_first(self, found: Iterable[InboxRow]) -> None:
        """Before what has come meanwhile; whoever has waited longest is served first."""
        chats: dict[int, list[InboxRow]] = {}
        for row in found:
            chats.setdefault(row.chat_id, []).append(row)
        for chat_id, theirs in chats.items():
            is_served = chat_id in self._chats
            self._chats.setdefault(chat_id, deque()).extendleft(reversed(theirs))
            if not is_served:
                self._run(self._serve(chat_id))

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
            await self._until_settled(await self.leftovers.begin(row))
        except Unanswered as trouble:
            await self.leftovers.wait(row)
            return trouble.seconds
        except (StoreUnavailable, StoreUnusable) as trouble:
            await self.leftovers.wait(row)
            log.debug("an update waits: the database did not answer: %s", trouble)
            return STORE_PAUSE_SECONDS
        except TakenOver:
            self._lease.lose()
            return LEASE_PAUSE_SECONDS
        return None

    async def _until_settled(self, row: InboxRow) -> None:
        while row.attempts < self.leftovers.limit(row):
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
            self.leftovers.settled(key)
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
        self.leftovers.settled(row.key)
        self._slots.release()
        self._run(self._say_that_it_is_put_aside(row))

    async def _say_that_it_is_put_aside(self, row: InboxRow) -> None:
        """Until it is said, or the process ends."""
        while True:
            try:
                await self._answers.give_up(row)
            except Unanswered as trouble:
                await self._pause(trouble.seconds)
            except Exception:
                log.exception("a sender could not be told that an update is put aside")
                return
            else:
                return
            if self._closing.is_set():
                return

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
