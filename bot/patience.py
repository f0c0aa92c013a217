"""Calls that must succeed before the bot can serve: tried until Telegram is reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError

from bot.transport import SlowDown

log = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)


class Stopped(Exception):
    """Asked to stop before Telegram was reached."""


async def until_reached(call: Callable[[], Awaitable[object]], stop: asyncio.Event | None = None) -> None:
    """Make the call, again and again while Telegram is not reached or asks to wait, or until *stop* is set.

    Raises:
        Stopped: *stop* was set first.
        InvalidToken, BadRequest, Forbidden: Telegram was reached and says no.
    """
    if stop is None:
        await again_and_again(call)
        return
    trying, stopping = asyncio.create_task(again_and_again(call)), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({trying, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not trying.done():
            raise Stopped
        trying.result()
    finally:
        for task in (trying, stopping):
            task.cancel()
        await asyncio.gather(trying, stopping, return_exceptions=True)


async def again_and_again(call: Callable[[], Awaitable[object]]) -> None:
    """Raises: InvalidToken, BadRequest, Forbidden: Telegram was reached and says no."""
    tries = 0
    while True:
        try:
            await call()
            return
        except SlowDown as error:
            await asyncio.sleep(error.seconds)
        except (InvalidToken, BadRequest, Forbidden):
            raise
        except NetworkError as error:
            if tries % len(PAUSES) == 0:
                log.warning("Telegram is not reached (%s); trying again", type(error).__name__)
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
