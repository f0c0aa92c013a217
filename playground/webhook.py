"""The webhook: posts each update to the bot's address, in order per chat, side by side across chats."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp

from playground.clock import Clock
from playground.updates import Pending, Updates

log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
PATIENCE = aiohttp.ClientTimeout(total=30)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where updates go, as setWebhook was told."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    allowed: Sequence[str] = ()
    ip_address: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The last delivery that did not work."""

    at: datetime
    reason: str


@dataclass(slots=True)
class Webhook:
    """Delivers while an address is set; `point` changes or removes it."""

    updates: Updates
    clock: Clock
    to: Destination = field(default_factory=Destination)
    failure: Failure | None = None
    _session: aiohttp.ClientSession | None = None
    _seats: asyncio.Semaphore = field(default_factory=asyncio.Semaphore)
    _lanes: dict[int, deque[Pending]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def point(self, to: Destination) -> None:
        """Delivers to another address from now on; an empty one stops delivering."""
        await self.stop()
        self.to, self.failure = to, None
        self.updates.webhook_url = to.url
        if to.url:
            connector = aiohttp.TCPConnector(limit=to.connections)
            self._session = aiohttp.ClientSession(connector=connector, timeout=PATIENCE)
            self._seats = asyncio.Semaphore(to.connections)
            self.updates.listener = self._take
            for update in list(self.updates.pending.values()):
                self._take(update)

    async def stop(self) -> None:
        self.updates.listener = None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _take(self, update: Pending) -> None:
        """Puts the update behind those of its chat; a chat at rest gets a task."""
        if (waiting := self._lanes.get(update.lane)) is not None:
            waiting.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.create_task(self._deliver_lane(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_lane(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            if waiting[0].update_id in self.updates.pending:
                await self._deliver(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _deliver(self, update: Pending) -> None:
        """Tries until the bot has taken it, or it was dropped."""
        pause = FIRST_PAUSE
        while update.update_id in self.updates.pending:
            async with self._seats:
                taken = await self._post(update)
            if taken:
                self.updates.confirm(update.update_id)
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, update: Pending) -> bool:
        headers = {SECRET_HEADER: self.to.secret} if self.to.secret else {}
        assert self._session is not None, "deliveries run only while there is an address"
        try:
            async with self._session.post(self.to.url, json=update.body, headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return False
        if not 200 <= answer.status < 300:
            self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            return False
        if b'"method"' in body:
            log.warning("the webhook answered with a method call, which this server ignores")
        return True

    def _failed(self, reason: str) -> None:
        self.failure = Failure(self.clock.now(), reason)
        log.info("webhook: %s", reason)
        self.updates.changed.fire()
