"""The bot at work: its record opened and looked at, its first team found, and everything that serves."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot

from bot.console.programme import invitation_lines
from bot.console.record import ACTOR, Record, record
from bot.console.telegram import keep_username
from bot.lanes import Limits, limits_of
from bot.service import Service
from bot.settings import Settings
from programme import invitations, people
from programme.model import Role
from programme.record import network_of
from scheduling.clock import clock_from

log = logging.getLogger(__name__)

NOT_BACKED_UP = (
    "The bot makes no back-ups: PostgreSQL has tools of its own (pg_dump), or else BACKUPS_KEPT=0+0 switches them off."
    " See “Back-ups” in docs/operations.md."
)
ON_NETWORK = (
    "The database is on a network file system (%s). Locks often do not hold there, so that it may be damaged, and a"
    " second bot on another machine may not be noticed. Put it on a disk of this machine, or use PostgreSQL."
)


async def serve_with(bot: Bot, settings: Settings, stop: asyncio.Event, limits: Limits | None, *, alone: bool) -> None:
    """Serve *bot*, which Telegram knows, until *stop* is set.

    Raises:
        StoreUnusable, AnotherPoller, InvalidToken: why not.
    """
    async with record(settings) as house:
        await house.database.verify()
        warn_of_network(settings)
        say_who_backs_up(settings)
        await keep_username(house.database, bot.username, house.now)
        await offer_first_team_link(house, settings, bot.username)
        print(f"Serving https://t.me/{bot.username} (Ctrl-C stops it)", flush=True)
        clock = clock_from(settings.clock_file)
        rates = limits or limits_of(settings.messages_per_second)
        await Service(settings, house.database, bot, clock, stop, rates).run(alone=alone)


def warn_of_network(settings: Settings) -> None:
    kind = network_of(settings.database_url.get_secret_value())
    if kind:
        log.warning(ON_NETWORK, kind)


def say_who_backs_up(settings: Settings) -> None:
    if settings.backups is not None:
        log.info("Backed up every night to %s, of which %s stay", settings.backups.folder, settings.backups.kept)
    else:
        log.warning(NOT_BACKED_UP)


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
