"""The bot's account at Telegram, reached with the token."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.settings import Settings
from bot.transport import AiohttpRequest, SlowDown
from programme import keys
from programme.store.engine import Database

log = logging.getLogger(__name__)

USERNAME = "bot_username"
UNKNOWN = "YOUR_BOT"
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)


def bot_of(settings: Settings) -> Bot:
    url = settings.telegram_api_url
    return Bot(
        settings.token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(settings.https_proxy),
        get_updates_request=AiohttpRequest(settings.https_proxy),
    )


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Bot]:
    """The bot, known to Telegram; waits for a network that is not there yet.

    Raises:
        InvalidToken: Telegram does not know the token.
    """
    bot = bot_of(settings)
    try:
        await greet(bot)
        yield bot
    finally:
        await bot.shutdown()


async def greet(bot: Bot) -> None:
    tries = 0
    while True:
        try:
            return await bot.initialize()
        except InvalidToken:
            raise
        except SlowDown as error:
            await asyncio.sleep(error.seconds)
        except NetworkError as error:
            if tries % len(PAUSES) == 0:
                log.warning("Telegram is not reached (%s); trying again", type(error).__name__)
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1


async def username_of(database: Database, settings: Settings) -> str:
    """The bot's name for links: kept by `run`, else asked of Telegram once; a placeholder if neither knows."""
    async with database.reading() as reading:
        kept = await keys.value_of(reading, USERNAME)
    if kept or not settings.bot_token:
        return kept or UNKNOWN
    bot = bot_of(settings)
    try:
        await bot.initialize()
        return bot.username
    except TelegramError:
        return UNKNOWN
    finally:
        await bot.shutdown()


async def keep_username(database: Database, username: str, now: datetime) -> None:
    async with database.transaction() as tx:
        await keys.keep_value(tx, USERNAME, username, now)
