"""Where updates come from: long polling, or the webhook's registration."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.warnings import PTBUserWarning

from bot.guard import AnotherPoller
from bot.inbox import Inbox
from bot.transport import SlowDown
from bot.updates import ALLOWED
from programme.store.engine import StoreUnavailable, StoreUnusable
from scheduling.clock import Clock
from web.app import WEBHOOK_PATH

log = logging.getLogger(__name__)

POLL_SECONDS = 30
BATCH = 100
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)
FOREIGN_POLLER = timedelta(minutes=1)
"""A conflict this soon after the start means that somebody else is using the token already."""


class Poller:
    """Long polling; an update is confirmed to Telegram only once it is kept."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        clock: Clock,
        alert: Callable[[str], Awaitable[None]],
        may_poll: Callable[[], bool],
    ) -> None:
        """*may_poll*: False once another process may be the worker, which then polls."""
        self._may_poll = may_poll
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._alert = alert
        self._offset: int | None = None
        self._failures = 0
        self.last_poll_at: datetime | None = None

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            AnotherPoller: within the first minute, Telegram says that somebody else polls.
            InvalidToken: the token was revoked.
            StoreUnusable: what arrives can no longer be kept.
        """
        # PTB would rather parse the updates, but one that it cannot parse would then stall polling for ever.
        warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)
        started = self._clock()
        while True:
            if not self._may_poll():
                await asyncio.sleep(PAUSES[0])
                continue
            try:
                await self._poll()
                self._failures = 0
            except Conflict:
                await self._conflict(self._clock() - started)
            except InvalidToken:
                raise
            except SlowDown as error:
                await asyncio.sleep(error.seconds)
            except TelegramError as error:
                await self._pause(type(error).__name__)
            except StoreUnavailable:
                await self._pause()
            except StoreUnusable:
                raise
            except Exception:
                log.exception("updates could not be taken in; trying again")
                await self._pause("an error of our own")

    async def _poll(self) -> None:
        updates: list[dict[str, Any]] = await self._bot.do_api_request(
            "getUpdates",
            {"offset": self._offset, "limit": BATCH, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED}
            if self._offset is not None
            else {"limit": BATCH, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED},
            read_timeout=POLL_SECONDS + 10,
        )
        self.last_poll_at = self._clock()
        if updates:
            await self._inbox.take_in(updates)
            self._offset = int(updates[-1]["update_id"]) + 1

    async def _conflict(self, since_start: timedelta) -> None:
        if since_start < FOREIGN_POLLER:
            raise AnotherPoller
        log.error("another program is using this bot's token")
        await self._alert("foreign_poller")
        await self._pause("Conflict")

    async def _pause(self, reason: str = "") -> None:
        """Wait, longer each time in a row, and say so once in a while; "": the record's trouble, which it says."""
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        if reason and (self._failures in (0, 5) or self._failures % 60 == 0):
            log.warning("Telegram was not reached (%s); trying again", reason)
        self._failures += 1
        await asyncio.sleep(pause)


async def register_webhook(bot: Bot, public_url: str, secret: str) -> None:
    """Tell Telegram where to bring updates; what waits there is kept."""
    await bot.set_webhook(
        f"{public_url}{WEBHOOK_PATH}",
        secret_token=secret,
        allowed_updates=ALLOWED,
        drop_pending_updates=False,
        max_connections=40,
    )


async def unregister_webhook(bot: Bot) -> None:
    """Polling needs no webhook to be set; what waits there is kept."""
    await bot.delete_webhook(drop_pending_updates=False)
