"""Send every notice that is due: marked just before the socket, settled just after."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.screen import Screen
from programme import notices
from programme.model import Channel, Contact, Notice
from programme.store.engine import Database, StoreUnavailable, Transaction
from scheduling.clock import Clock
from scheduling.outcomes import Later, Outcome, Refused, Sent, Uncertain

log = logging.getLogger(__name__)

IN_FLIGHT = 8
"""How many notices may be on their way at once: no more can be doubled by a crash."""
LONGEST_WAIT = timedelta(minutes=15)
AGAIN = timedelta(seconds=5)
"""Before what must arrive is sent a second time; at once where its time is nearly over."""

Send = Callable[[Contact, Screen, str, datetime | None], Awaitable[Outcome]]
"""Deliver a screen to a contact, in a lane, by a deadline (aware UTC)."""
Render = Callable[[Notice, notices.Facts, datetime], Screen]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one notice, to be recorded with the next commit."""

    notice: Notice
    state: str
    reason: str = ""
    not_before: datetime | None = None
    unreachable: bool = False


class Delivery:
    """Keeps up to eight due notices on their way, until nothing is due."""

    def __init__(
        self, database: Database, clock: Clock, send: Send, render: Render, epoch: int, due: asyncio.Event
    ) -> None:
        """*due* is set by whoever may have made something due now."""
        self._database = database
        self._clock = clock
        self._send = send
        self._render = render
        self._epoch = epoch
        self._wanted = due
        self._tasks: set[asyncio.Task[Settled]] = set()
        self._unrecorded: list[Settled] = []
        """What is not recorded yet; it stays here until a commit has taken it."""
        self._closing = False

    def wake(self) -> None:
        """Something may be due now."""
        self._wanted.set()

    async def run(self) -> None:
        """Deliver whenever woken, until closed."""
        while not self._closing:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                await self.run_due()
            except StoreUnavailable as trouble:
                log.debug("notices wait: the database did not answer: %s", trouble)
            except Exception:
                log.exception("notices wait: delivery failed")

    async def run_due(self) -> None:
        """Claim, send and settle until nothing is due and nothing is on its way."""
        while True:
            for notice in await self._settle_and_claim():
                self._tasks.add(asyncio.create_task(self._deliver(notice)))
            if not self._tasks:
                return
            await self._until_sent_or_woken()

    async def _until_sent_or_woken(self) -> None:
        """Wait for one on its way, or for something new that may be due: a slow one holds up nobody else."""
        woken = asyncio.create_task(self._wanted.wait())
        done, _ = await asyncio.wait({*self._tasks, woken}, return_when=asyncio.FIRST_COMPLETED)
        if woken in done:
            self._wanted.clear()
        woken.cancel()
        finished = {task for task in self._tasks if task in done}
        self._tasks -= finished
        self._unrecorded += [task.result() for task in finished]

    async def _settle_and_claim(self) -> list[Notice]:
        """One commit: what became of the last ones, and which are next. Nothing due, nothing written."""
        settled, now = tuple(self._unrecorded), self._clock()
        if not settled and not await self._is_due(now):
            return []
        free = 0 if self._closing else IN_FLIGHT - len(self._tasks)
        async with self._database.transaction() as tx:
            for one in settled:
                await settle(tx, one, now, self._epoch)
            claimed = await notices.claim_due(tx, self._epoch, free, now) if free else []
        del self._unrecorded[: len(settled)]
        return claimed

    async def _is_due(self, now: datetime) -> bool:
        async with self._database.reading() as reading:
            due = await notices.next_due(reading)
        return due is not None and due <= now

    async def _deliver(self, notice: Notice) -> Settled:
        try:
            return await self._attempt(notice)
        except StoreUnavailable as trouble:
            log.debug("a notice waits: the database did not answer: %s", trouble)
            return Settled(notice, "waiting", "storage", self._clock() + timedelta(seconds=5))
        except Exception:
            log.exception("a notice of kind %s could not be made", notice.kind)
            return self._postponed(notice, timedelta(minutes=1), "error")

    async def _attempt(self, notice: Notice) -> Settled:
        now = self._clock()
        async with self._database.reading() as reading:
            facts = await notices.relevant(reading, notice, now)
        if isinstance(facts, notices.Dropped):
            log.info("a notice of kind %s was dropped: %s", notice.kind, facts.reason)
            return Settled(notice, "dropped", facts.reason)
        screen = self._render(notice, facts, now)
        lane = notices.KINDS[notice.kind].lane
        outcome = await self._send(notice.contact, screen, lane, notice.expires_at)
        return self._settled(notice, outcome)

    def _settled(self, notice: Notice, outcome: Outcome) -> Settled:
        match outcome:
            case Sent():
                return Settled(notice, "sent")
            case Refused(unreachable=True) if notice.contact.channel is Channel.TELEGRAM:
                return Settled(notice, "waiting", "unreachable", self._clock(), unreachable=True)
            case Refused(reason=reason, unreachable=unreachable):
                return Settled(notice, "refused", reason, unreachable=unreachable)
            case Uncertain():
                return self._after_uncertain(notice)
            case Later(seconds=seconds):
                return self._postponed(notice, timedelta(seconds=max(1.0, seconds)), "later")

    def _after_uncertain(self, notice: Notice) -> Settled:
        """The answer was lost: sent once more if it must arrive, a little later; else left at that."""
        if notices.KINDS[notice.kind].must_arrive and notice.attempts < 2:
            return Settled(notice, "waiting", "uncertain", self._again_at(notice))
        return Settled(notice, "lapsed", "uncertain")

    def _again_at(self, notice: Notice) -> datetime:
        now = self._clock()
        ends_soon = notice.expires_at is not None and notice.expires_at <= now + 2 * AGAIN
        return now if ends_soon else now + AGAIN

    def _postponed(self, notice: Notice, wait: timedelta, reason: str) -> Settled:
        return Settled(notice, "waiting", reason, self._clock() + min(wait, LONGEST_WAIT))

    async def close(self) -> None:
        """Let what is on its way arrive; `run` then ends."""
        self._closing = True
        self._wanted.set()

    async def abandon(self) -> None:
        """Another process is the worker: let go at once; it finds what was half sent."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def settle(tx: Transaction, one: Settled, now: datetime, epoch: int) -> None:
    await notices.settle(tx, one.notice.id, one.state, now, reason=one.reason, not_before=one.not_before, epoch=epoch)
    if one.unreachable:
        await notices.mark_unreachable(tx, one.notice.contact.id, now)
