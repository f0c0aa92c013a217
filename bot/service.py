"""The running bot: everything wired, started in order, and stopped in the other."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Bot

from bot import alerts, delivery, profile
from bot.desk import Desk
from bot.intake import Poller, register_webhook, unregister_webhook
from bot.lanes import Lanes, Limits
from bot.outgoing import Outgoing
from bot.patience import until_reached
from bot.settings import Settings
from bot.tap import House
from bot.website import Website
from programme import entries, notices, worker
from programme.erasures import ledger_of
from programme.keys import key
from programme.store.engine import Database, StoreUnavailable
from scheduling.clock import Clock
from scheduling.complaints import ComplaintPost
from scheduling.deliver import Delivery
from scheduling.offers import mover_on
from scheduling.timetable import Timetable
from scheduling.upkeep import duties_of
from web.app import Doors, create_app
from web.serve import serving

log = logging.getLogger(__name__)

STOP_SECONDS = 8.0
STANDBY_SECONDS = 2.0
BEAT_SECONDS = 4.0


class TakenOver(Exception):
    """Another process has become the worker; this one must not send any more."""


@dataclass(slots=True)
class Service:
    """One bot on one database. `run` serves until *stop* is set."""

    settings: Settings
    database: Database
    bot: Bot
    clock: Clock
    stop: asyncio.Event
    limits: Limits
    page_key: bytes = b""
    """What the addresses of bookings' own pages are made with; read when it becomes the worker."""

    async def run(self, *, alone: bool) -> None:
        """Become the worker, take up what the last run left, serve, and stop in order.

        Raises:
            AnotherPoller, InvalidToken, TakenOver: why it could not go on.
        """
        epoch = await self._become_worker(alone=alone)
        if epoch is None:
            return
        async with self.database.transaction() as tx:
            left = await notices.recover(tx, epoch, self.clock())
            self.page_key = await key(tx, entries.KEY, self.clock())
        log.info("worker, epoch %d; notices left half sent by the last run: %d", epoch, left)
        await self._serve(epoch)
        with suppress(StoreUnavailable):
            await worker.release(self.database, epoch)

    async def _become_worker(self, *, alone: bool) -> int | None:
        """The epoch, once no other process is the worker; None if asked to stop while standing by."""
        holder = f"{socket.gethostname()}:{os.getpid()}"
        said = False
        while not self.stop.is_set():
            epoch = await worker.take_over(self.database, holder, self.clock(), alone=alone)
            if epoch is not None:
                return epoch
            if not said:
                log.info("another process is the worker; standing by")
                said = True
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), STANDBY_SECONDS)
        return None

    async def _serve(self, epoch: int) -> None:
        outgoing = Outgoing(self.bot, Lanes(self.limits), self.clock)
        due = asyncio.Event()
        desk = Desk(self.database, self.bot, outgoing, self.house, self.clock, due.set)
        send = delivery.sender(outgoing, self.clock, self.settings.post, self.house, desk.remember_notice)
        sending = Delivery(self.database, self.clock, send, delivery.renderer(self.house), epoch, due)
        poller = Poller(
            self.bot,
            desk.inbox,
            self.clock,
            lambda fact: alerts.raise_alert(self.database, fact, self.clock()),
        )
        async with AsyncExitStack() as stack:
            if self.settings.public_url:
                await stack.enter_async_context(await self._web(desk))
            timetable = Timetable(
                self.database,
                self.clock,
                self.settings.zone,
                duties_of(self.database, self.settings.zone, self.settings.noise_key, self.house.ledger),
                (
                    mover_on(self.database, self.clock),
                    waker(sending),
                    self._complaint_post().run,
                ),
            )
            await until_reached(partial(profile.introduce, self.bot))
            working = [*self._work(desk, sending, poller), asyncio.create_task(self._beat(epoch), name="heart")]
            await timetable.start()
            try:
                await self._until_stopped(working)
            finally:
                await timetable.close()
                await self._finish(desk, sending, working)

    async def _web(self, desk: Desk) -> Any:
        secret = await self._webhook_secret()

        async def receive(update: dict[str, Any]) -> None:
            await desk.inbox.take_in([update])

        async def health() -> dict[str, Any]:
            return await self._health()

        website = Website(self.database, self.clock, self.house)
        app = create_app(Doors(receive, health, secret, website.pages))
        return serving(app, self.settings.http_host, self.settings.http_port)

    def _complaint_post(self) -> ComplaintPost:
        return ComplaintPost(self.database, self.clock, self.settings.post, self.settings.privacy_contact)

    def _work(self, desk: Desk, sending: Delivery, poller: Poller) -> list[asyncio.Task[None]]:
        tasks = [
            asyncio.create_task(desk.inbox.ledger.write_for_ever(), name="inbox"),
            asyncio.create_task(desk.inbox.take_up_leftovers(), name="leftovers"),
            asyncio.create_task(sending.run(), name="delivery"),
            asyncio.create_task(self._take_in(poller), name="intake"),
        ]
        sending.wake()
        return tasks

    async def _take_in(self, poller: Poller) -> None:
        if self.settings.public_url:
            secret = await self._webhook_secret()
            await until_reached(partial(register_webhook, self.bot, self.settings.public_url, secret))
            await self.stop.wait()
        else:
            await until_reached(partial(unregister_webhook, self.bot))
            await poller.run()

    async def _beat(self, epoch: int) -> None:
        """Say "still here" every few seconds, for those who stand by.

        Raises:
            TakenOver: another process has become the worker.
        """
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            with suppress(StoreUnavailable):
                if not await worker.beat(self.database, epoch, self.clock()):
                    raise TakenOver

    async def _until_stopped(self, working: list[asyncio.Task[None]]) -> None:
        """Wait for the signal to stop, or for a task that cannot go on; its error is raised."""
        stopped = asyncio.create_task(self.stop.wait())
        pending: set[asyncio.Task[Any]] = {stopped, *working}
        while not self.stop.is_set():
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        stopped.cancel()

    async def _finish(self, desk: Desk, sending: Delivery, working: list[asyncio.Task[None]]) -> None:
        """Take nothing more in, finish what is held, and leave the rest to the next run."""
        inbox, leftovers, delivering, intake, heart = working
        heart.cancel()
        intake.cancel()
        leftovers.cancel()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await sending.close()
                await desk.inbox.close()
                await asyncio.gather(inbox, delivering, return_exceptions=True)
        except TimeoutError:
            log.warning("stopped with work in hand; the next run takes it up")
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    async def _health(self) -> dict[str, Any]:
        now = self.clock()
        try:
            async with self.database.reading() as reading:
                due = await notices.next_due(reading)
        except StoreUnavailable:
            return {"live": True, "ready": False, "database": "unavailable"}
        late = max(0.0, (now - due).total_seconds()) if due else 0.0
        return {"live": True, "ready": True, "database": "ok", "oldest_due_seconds": round(late)}

    async def _webhook_secret(self) -> str:
        given = self.settings.webhook_secret
        if given:
            return given.get_secret_value()
        async with self.database.transaction() as tx:
            return (await key(tx, "webhook_secret", self.clock())).hex()

    @property
    def house(self) -> House:
        settings = self.settings
        return House(
            bot_username=self.bot.username,
            controller=settings.controller,
            privacy_contact=settings.privacy_contact,
            privacy_url=settings.privacy_url,
            zone=settings.zone,
            team_ids=settings.team_ids,
            public_url=settings.public_url,
            sends_mail=settings.post is not None,
            page_key=self.page_key,
            ledger=ledger_of(settings.database_url.get_secret_value()),
        )


def waker(sending: Delivery) -> Any:
    async def wake() -> None:
        sending.wake()

    return wake


def stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
