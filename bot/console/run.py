"""`run`: start the bot."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console.telegram import connected
from bot.guard import FileGuard
from bot.imports import made_for_good
from bot.patience import Stopped
from bot.permissions import check_private
from bot.settings import Settings
from bot.signals import stop_on_signals

if TYPE_CHECKING:
    from bot.lanes import Limits

HOW_TO_BEGIN = """There is no BOT_TOKEN yet, so the bot cannot talk to Telegram.

1. Open https://t.me/BotFather in Telegram and send it /newbot.
2. Answer its two questions; it gives you a token such as 123456:ABC-DEF.
3. Put BOT_TOKEN=… into the file .env in this folder, and start again.

To try everything without a token: make demo"""


async def run(_asked: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C; 0 then."""
    if not settings.bot_token:
        print(HOW_TO_BEGIN, file=sys.stderr)
        return 1
    stop = asyncio.Event()
    stop_on_signals(stop)
    with suppress(Stopped):
        await serve(settings, stop)
    return 0


async def serve(settings: Settings, stop: asyncio.Event, limits: Limits | None = None) -> None:
    """Serve until *stop* is set.

    Telegram is reached before anything else is even imported: whoever starts a bot learns at once if its token is
    wrong, and a start takes half as long until the first call.

    Raises:
        InvalidToken, TooOpen, DatabaseInUse, StoreUnusable, AnotherPoller: why not; `console.failures` words them.
    """
    check_private(settings)
    with guarded(settings) as alone:
        async with connected(settings, stop) as bot:
            with made_for_good():
                from bot.serving import serve_with  # noqa: PLC0415 - as said above

            await serve_with(bot, settings, stop, limits, alone=alone)


@contextmanager
def guarded(settings: Settings) -> Iterator[bool]:
    """With SQLite: the lock that keeps a second bot off this database. Gives whether we are sure to be alone.

    Raises:
        DatabaseInUse: another bot has the lock.
    """
    url = settings.database_url.get_secret_value()
    if url.startswith("sqlite:///"):
        with FileGuard(Path(url.removeprefix("sqlite:///"))):
            yield True
    else:
        yield False
