"""`run`: start the bot."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.console.programme import invitation_lines
from bot.console.record import ACTOR, Record, record
from bot.console.telegram import connected, keep_username
from bot.guard import FileGuard
from bot.lanes import Limits, limits_of
from bot.permissions import check_private
from bot.service import Service, stop_on_signals
from bot.settings import Settings
from programme import invitations, people
from programme.model import Role
from programme.record import network_of
from scheduling.clock import clock_from

log = logging.getLogger(__name__)

HOW_TO_BEGIN = """There is no BOT_TOKEN yet, so the bot cannot talk to Telegram.

1. Open https://t.me/BotFather in Telegram and send it /newbot.
2. Answer its two questions; it gives you a token such as 123456:ABC-DEF.
3. Put BOT_TOKEN=… into the file .env in this folder, and start again.

To try everything without a token: make demo"""
NOT_BACKED_UP = (
    "The bot makes no back-ups: PostgreSQL has tools of its own for it (pg_dump), and BACKUPS_KEPT=0+0 switches them off."
    " See “Back-ups” in docs/operations.md."
)
ON_NETWORK = (
    "The database is on a network file system (%s). Locks often do not hold there, so that it may be damaged, and a"
    " second bot on another machine may not be noticed. Put it on a disk of this machine, or use PostgreSQL."
)


async def run(_asked: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C; 0 then."""
    if not settings.bot_token:
        print(HOW_TO_BEGIN, file=sys.stderr)
        return 1
    stop = asyncio.Event()
    stop_on_signals(stop)
    await serve(settings, stop)
    return 0


async def serve(settings: Settings, stop: asyncio.Event, limits: Limits | None = None) -> None:
    """Serve until *stop* is set.

    Raises:
        InvalidToken, TooOpen, DatabaseInUse, StoreUnusable, AnotherPoller: why not; `console.failures` words them.
    """
    check_private(settings)
    with guarded(settings) as alone:
        async with record(settings) as house, connected(settings) as bot:
            await house.database.verify()
            warn_of_network(settings)
            say_who_backs_up(settings)
            await keep_username(house.database, bot.username, house.now)
            await offer_first_team_link(house, settings, bot.username)
            print(f"Serving https://t.me/{bot.username} (Ctrl-C stops it)", flush=True)
            clock = clock_from(settings.clock_file)
            service = Service(
                settings, house.database, bot, clock, stop, limits or limits_of(settings.messages_per_second)
            )
            await service.run(alone=alone)


def warn_of_network(settings: Settings) -> None:
    kind = network_of(settings.database_url.get_secret_value())
    if kind:
        log.warning(ON_NETWORK, kind)


def say_who_backs_up(settings: Settings) -> None:
    if settings.backups is not None:
        log.info("Backed up every night to %s, of which %s stay", settings.backups.folder, settings.backups.kept)
    else:
        log.warning(NOT_BACKED_UP)


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


async def offer_first_team_link(house: Record, settings: Settings, username: str) -> None:
    """Print a one-time link for the first of the team, while there is nobody."""
    if settings.team_ids:
        return
    async with house.database.transaction() as tx:
        if await people.has_team(tx):
            return
        made = await invitations.make(tx, Role.TEAM, None, house.now, days=1, actor=ACTOR)
    print("There is nobody in the programme team yet. Open this link in Telegram within a day; it works once:")
    print(*invitation_lines(made, username), sep="\n", flush=True)
