"""The running bot: its web pages from start to end, and one term after another as the worker."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Bot

from bot.condition import Itself
from bot.inbox import Doorstep, is_shared
from bot.lanes import Limits
from bot.settings import Settings
from bot.tally import Tally
from bot.tap import House
from bot.term import STOP_SECONDS as STOP_SECONDS  # noqa: PLC0414 - how long stopping may take
from bot.term import Means, Term, ended, happens
from bot.watch import Watch
from bot.website import Website
from programme import entries, worker
from programme.erasures import ledger_of
from programme.keys import key
from programme.store.engine import Database, StoreUnavailable
from scheduling.clock import Clock
from scheduling.lease import Lease, TakenOver, elapsed
from web.app import Doors, create_app
from web.serve import serving

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Service:
    """One bot on one database. `run` serves until *stop* is set.

    With PostgreSQL there may be many such processes. All of them show the web pages and keep what Telegram's webhook
    brings; one of them, the worker, also dispatches and sends, and the others stand by to follow it.
    """

    settings: Settings
    database: Database
    bot: Bot
    clock: Clock
    stop: asyncio.Event
    limits: Limits
    tally: Tally = field(default_factory=Tally)
    _term: Term | None = field(default=None, init=False)
    _started_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._started_at = self.clock()

    async def run(self, *, alone: bool) -> None:
        """Serve. *alone*: a lock on the file keeps every other process away.

        Raises:
            AnotherPoller, InvalidToken, StoreDamaged: why it could not go on.
            TakenOver: another process is the worker although this one has the lock.
        """
        means = await self._means()
        async with AsyncExitStack() as stack:
            await self._open(stack, means)
            while not self.stop.is_set():
                lease = await self._become_worker(alone=alone)
                if lease is None:
                    return
                await self._serve(Term(means, lease), alone=alone)

    async def _open(self, stack: AsyncExitStack, means: Means) -> None:
        """Listen; where only this machine would ask (polling), a port that is taken is no reason not to serve."""
        try:
            await stack.enter_async_context(self._open_to_the_web(means))
        except OSError as trouble:
            if self.settings.public_url:
                raise
            log.warning(
                "nobody can ask how the bot goes: %s:%d cannot be listened on (%s); set HTTP_PORT to another",
                self.settings.http_host,
                self.settings.http_port,
                trouble.strerror,
            )

    async def _serve(self, term: Term, *, alone: bool) -> None:
        self._term = term
        try:
            await term.run()
        except TakenOver:
            if alone:
                raise
            log.warning("another process has taken over; standing by")
        except StoreUnavailable:
            if alone:
                raise
            log.warning("the database does not answer; standing by")
        finally:
            self._term = None
            with suppress(StoreUnavailable):
                await worker.release(self.database, term.lease.epoch)

    async def _become_worker(self, *, alone: bool) -> Lease | None:
        """The lease, once no other process is the worker; None if asked to stop while standing by."""
        holder = f"{socket.gethostname()}:{os.getpid()}"
        said = ""
        while not self.stop.is_set():
            begun, waits_for = elapsed(), "another process is the worker; standing by"
            try:
                epoch = await worker.take_over(self.database, holder, alone=alone, pulse=worker.PULSE)
            except StoreUnavailable as trouble:
                epoch, waits_for = None, f"the database does not answer ({trouble}); standing by"
            if epoch is not None:
                return Lease(epoch, begun) if alone else Lease(epoch, begun, worker.PULSE.lease)
            if said != waits_for:
                log.info("%s", waits_for)
                said = waits_for
            await happens(self.stop, worker.PULSE.look)
        return None

    @asynccontextmanager
    async def _open_to_the_web(self, means: Means) -> AsyncIterator[None]:
        """The pages and the webhook, for the length of the block, whoever is the worker."""
        doorstep = Doorstep(self.database, self.bot.id, self.clock) if is_shared(self.database) else None
        writing = [asyncio.create_task(doorstep.ledger.write_for_ever(), name="doorstep")] if doorstep else []

        async def receive(update: dict[str, Any]) -> None:
            inbox = (self._term.inbox if self._term else None) or doorstep
            if inbox is None:
                raise StoreUnavailable("not ready to take updates in")
            await inbox.take_in([update])

        website = Website(self.database, self.clock, means.house)
        doors = Doors(receive, means.watch.health, means.watch.metrics, means.webhook_secret, website.pages)
        try:
            async with serving(create_app(doors), self.settings.http_host, self.settings.http_port):
                yield
        finally:
            await ended(writing)

    def _itself(self) -> Itself:
        last_poll_at = self._term.last_poll_at if self._term else None
        return Itself(self._started_at, self._term is not None, not self.settings.public_url, last_poll_at)

    async def _means(self) -> Means:
        url = self.settings.database_url.get_secret_value()
        async with self.database.transaction() as tx:
            page_key = await key(tx, entries.KEY, self.clock())
            given = self.settings.webhook_secret
            secret = given.get_secret_value() if given else (await key(tx, "webhook_secret", self.clock())).hex()
        watch = Watch(self.database, self.clock, url, self.tally, self._itself)
        house = self._house(url, page_key)
        return Means(
            self.settings, self.database, self.bot, self.clock, self.stop, self.limits, house, secret, self.tally, watch
        )

    def _house(self, database_url: str, page_key: bytes) -> House:
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
            page_key=page_key,
            ledger=ledger_of(database_url),
        )
