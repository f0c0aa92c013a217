"""One term as the worker: everything wired that dispatches and sends, started in order and stopped in the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Bot

from bot import alerts, delivery, profile
from bot.desk import Desk
from bot.inbox import Inbox
from bot.intake import Poller, register_webhook, unregister_webhook
from bot.lanes import Lanes, Limits
from bot.outgoing import Outgoing
from bot.patience import until_reached
from bot.settings import Settings
from bot.tally import Tally
from bot.tap import House
from bot.watch import Watch
from programme import notices, worker
from programme.store.engine import Database, StoreDamaged, StoreUnavailable
from scheduling.catalogues import watcher
from scheduling.clock import Clock
from scheduling.complaints import ComplaintPost
from scheduling.deliver import Delivery
from scheduling.lease import Lease, TakenOver
from scheduling.offers import mover_on
from scheduling.timetable import Timetable
from scheduling.upkeep import duties_of

log = logging.getLogger(__name__)

STOP_SECONDS = 7.0
DAMAGED_SECONDS = 2.0
"""How long stopping may take where nothing can be written any more: only what is being said is said to its end."""
BEAT_AGAIN_SECONDS = 0.5
ALONE_BEAT_SECONDS = 60.0
"""Where nobody can stand by: only for the eyes of whoever asks how it goes."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a process has from its start to its end, whether it is the worker or stands by."""

    settings: Settings
    database: Database
    bot: Bot
    clock: Clock
    stop: asyncio.Event
    """Set when the process is to end."""
    limits: Limits
    house: House
    webhook_secret: str
    tally: Tally
    watch: Watch


@dataclass(slots=True)
class Term:
    """From becoming the worker until *stop* is set, or another process takes over."""

    means: Means
    lease: Lease
    desk: Desk = field(init=False)
    _sending: Delivery = field(init=False)
    _poller: Poller = field(init=False)
    _timetable: Timetable = field(init=False)
    _is_taking_in: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        means, due = self.means, asyncio.Event()
        outgoing = Outgoing(means.bot, Lanes(means.limits), means.clock, self.lease.holds, means.tally)
        self.desk = Desk(means.database, means.bot, outgoing, means.house, means.clock, due.set, self.lease)
        post, remember = means.settings.post, self.desk.offered.keep_notice
        send = delivery.sender(outgoing, means.clock, post, means.house, remember, self.lease.holds)
        render = delivery.renderer(means.house, means.tally)
        self._sending = Delivery(means.database, means.clock, send, render, self.lease.epoch, due)
        self._poller = Poller(means.bot, self.desk.inbox, means.clock, self._alert, self.lease.holds)
        self._timetable = self._timetable_of(means)

    @property
    def inbox(self) -> Inbox | None:
        """Where updates go; None once it takes nothing more in."""
        return self.desk.inbox if self._is_taking_in else None

    @property
    def last_poll_at(self) -> datetime | None:
        return self._poller.last_poll_at

    async def run(self) -> None:
        """Take up what the last worker left, serve, and stop in order.

        Raises:
            AnotherPoller, InvalidToken, StoreDamaged, TakenOver: why it could not go on.
        """
        async with self.means.database.transaction() as tx:
            left = await notices.recover(tx, self.lease.epoch, self.means.clock())
        log.info("worker, epoch %d; notices left half sent by the last run: %d", self.lease.epoch, left)
        working, patience = self._work(), STOP_SECONDS
        try:
            await self._timetable.start()
            await self._until_stopped(working)
        except TakenOver:
            self.lease.lose()
            raise
        except StoreDamaged:
            patience = DAMAGED_SECONDS
            raise
        finally:
            self._is_taking_in = False
            await self._timetable.close()
            await (self._abandon(working) if self.lease.lost.is_set() else self._finish(working, patience))

    async def _alert(self, fact: str) -> None:
        await alerts.raise_alert(self.means.database, fact, self.means.clock())

    def _timetable_of(self, means: Means) -> Timetable:
        complaints = ComplaintPost(means.database, means.clock, means.settings.post, means.settings.privacy_contact)
        zone, ledger = means.settings.zone, means.house.ledger
        duties = duties_of(means.database, zone, means.settings.noise_key, ledger, means.settings.backups)
        every_tick = (
            mover_on(means.database, means.clock),
            watcher(means.database, means.clock),
            waker(self._sending),
            complaints.run,
            means.watch.warn,
        )
        return Timetable(means.database, means.clock, zone, duties, every_tick, self.lease.holds)

    def _work(self) -> list[asyncio.Task[None]]:
        """The heart first; the inbox's and the delivery's own are waited for at the end."""
        inbox = self.desk.inbox
        self._sending.wake()
        return [
            asyncio.create_task(self._beat(), name="heart"),
            asyncio.create_task(self._take_in(), name="intake"),
            asyncio.create_task(inbox.take_up_leftovers(), name="leftovers"),
            asyncio.create_task(inbox.look_for_others(), name="lookout"),
            asyncio.create_task(inbox.ledger.write_for_ever(), name="inbox"),
            asyncio.create_task(self._sending.run(), name="delivery"),
        ]

    async def _take_in(self) -> None:
        bot, url = self.means.bot, self.means.settings.public_url
        await until_reached(partial(profile.introduce, bot))
        if url:
            await until_reached(partial(register_webhook, bot, url, self.means.webhook_secret))
            await self.means.stop.wait()
        else:
            await until_reached(partial(unregister_webhook, bot))
            await self._poller.run()

    async def _beat(self) -> None:
        """Say "still here" every few seconds, for those who stand by.

        Raises:
            TakenOver: another process has become the worker.
        """
        pulse, lease = worker.PULSE, self.lease
        usual = ALONE_BEAT_SECONDS if lease.is_for_ever else pulse.beat
        pause = usual
        while not await happens(lease.lost, pause):
            begun = lease.clock()
            try:
                async with asyncio.timeout(pulse.lease):
                    if not await worker.beat(self.means.database, lease.epoch):
                        break
            except (StoreUnavailable, TimeoutError):
                pause = BEAT_AGAIN_SECONDS
            else:
                lease.renew(begun)
                pause = usual
        raise TakenOver

    async def _until_stopped(self, working: list[asyncio.Task[None]]) -> None:
        """Wait for the signal to stop, or for a task that cannot go on; its error is raised."""
        stopped = asyncio.create_task(self.means.stop.wait())
        damaged = asyncio.create_task(self.means.database.until_damaged())
        pending: set[asyncio.Task[Any]] = {stopped, damaged, *working}
        try:
            while not self.means.stop.is_set():
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            stopped.cancel()
            damaged.cancel()

    async def _finish(self, working: list[asyncio.Task[None]], seconds: float) -> None:
        """Take nothing more in, finish what is held, and leave the rest to the next run; the heart beats on."""
        heart, intake, _leftovers, lookout, inbox, delivering = working  # the inbox waits for its leftovers itself
        for task in (intake, lookout):
            task.cancel()
        try:
            async with asyncio.timeout(seconds):
                await self._sending.close()
                await self.desk.inbox.close()
                await asyncio.gather(inbox, delivering, return_exceptions=True)
        except TimeoutError:
            log.warning("stopped with work in hand; the next run takes it up")
        heart.cancel()
        await ended(working)

    async def _abandon(self, working: list[asyncio.Task[None]]) -> None:
        """Another process has all of it in hand: let go at once."""
        await self._sending.abandon()
        await self.desk.inbox.abandon()
        await ended(working)


async def ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def happens(event: asyncio.Event, within_seconds: float) -> bool:
    """Whether *event* is set before so many seconds are over."""
    try:
        async with asyncio.timeout(within_seconds):
            return await event.wait()
    except TimeoutError:
        return False


def waker(sending: Delivery) -> Callable[[], Awaitable[None]]:
    async def wake() -> None:
        sending.wake()

    return wake
