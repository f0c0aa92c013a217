"""A stage for stories: the strict Bot API server, the bot beside it, and a clock that can be moved."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.console.arguments import parse
from bot.console.run import serve
from bot.lanes import Limits as Pace
from bot.settings import Settings
from playground import Limits, Person, Telegram, play

TOKEN = "1234567890:TEST-token-that-must-not-leak"
FAST = Pace(per_second=5_000, per_chat_seconds=0.0, another_before=False)
LINK = re.compile(r"\?start=(\S+)")
CODE = re.compile(r"code: (\S+)")


@dataclass(slots=True)
class Stage:
    """Everything a story needs. Times are aware UTC."""

    telegram: Telegram
    settings: Settings
    printed: Callable[[], str]
    pace: Pace = FAST
    bot: asyncio.Task[None] | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def command(self, *arguments: str) -> str:
        """One command of `find-your-active`; what it printed."""
        self.printed()
        asked = parse(arguments)
        assert await asked.command(asked, self.settings) == 0
        return self.printed()

    async def invite(self, *arguments: str) -> str:
        """A new invitation's link token."""
        found = LINK.search(await self.command("invite", *arguments))
        assert found
        return found.group(1)

    async def start(self, takes_in_by: str = "deleteWebhook") -> None:
        """Start the bot; returns when it has made the call with which it begins to take updates in."""
        self.stop.clear()
        starts = len(self.telegram.calls_of(takes_in_by))
        self.bot = asyncio.create_task(serve(self.settings, self.stop, self.pace))
        begun = self.telegram.until(lambda: self.telegram.calls_of(takes_in_by)[starts:])
        waiting = asyncio.ensure_future(begun)
        await asyncio.wait({self.bot, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if self.bot.done():
            waiting.cancel()
            self.bot.result()

    async def end(self) -> None:
        self.stop.set()
        if self.bot:
            await self.bot
        self.bot = None

    def move_to(self, moment: datetime) -> None:
        self.telegram.advance((moment - self.telegram.now).total_seconds())

    def pass_by(self, **time: float) -> None:
        self.telegram.advance(timedelta(**time).total_seconds())

    async def join(self, name: str, *invitation: str) -> Person:
        """Somebody who opens an invitation and agrees."""
        person = self.telegram.user(name)
        await person.send(f"/start {await self.invite(*invitation)}")
        await person.next()
        await person.press("I agree")
        await person.next()
        return person


def settings_for(url: str, folder: Path, **more: Any) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_url=url,
        **{
            "database_url": f"sqlite:///{folder / 'house' / 'bot.db'}",
            "clock_file": folder / "clock",
            "http_port": 0,
            **more,
        },
    )


@asynccontextmanager
async def staged(
    folder: Path, printed: Callable[[], str], limits: Limits | None = None, **more: Any
) -> AsyncIterator[Stage]:
    async with play(TOKEN, clock_file=folder / "clock", limits=limits or Limits.none()) as telegram:
        stage = Stage(telegram, settings_for(telegram.url, folder, **more), printed)
        try:
            yield stage
        finally:
            with contextlib.suppress(Exception):
                await stage.end()


@pytest.fixture
async def stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """A stage with one workplace and nobody on it; the bot is not started yet."""
    async with staged(tmp_path, lambda: capsys.readouterr().out) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage
