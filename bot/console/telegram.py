"""The bot's account at Telegram, reached with the token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from telegram import Bot
from telegram.error import TelegramError

from bot.patience import until_reached
from bot.settings import Settings
from bot.transport import AiohttpRequest
from programme import keys
from programme.store.engine import Database

USERNAME = "bot_username"
UNKNOWN = "YOUR_BOT"


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
async def connected(settings: Settings, stop: asyncio.Event | None = None) -> AsyncIterator[Bot]:
    """The bot, known to Telegram; waits for a network that is not there yet, until *stop* is set.

    Raises:
        InvalidToken: Telegram does not know the token.
        Stopped: *stop* was set first.
    """
    bot = bot_of(settings)
    try:
        await until_reached(bot.initialize, stop)
        yield bot
    finally:
        await bot.shutdown()


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
