"""The pages served for real, from a real record with one session in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.tap import House as BotHouse
from bot.website import Website
from programme import entries
from programme.model import Booking
from programme.store.engine import opened
from programme.store.migrate import migrate
from tests.content.cast import ZONE
from tests.programme.cast import NOW, House
from web.app import Doors, create_app
from web.serve import serving

KEY = b"a key of the tests' own, 32 bytes"


@dataclass
class Site:
    """A browser without cookies in front of the site."""

    house: House
    url: str
    website: Website
    client: aiohttp.ClientSession
    time: list[datetime] = field(default_factory=lambda: [NOW])

    async def get(self, path: str) -> tuple[aiohttp.ClientResponse, str]:
        return await self.ask("GET", path)

    async def ask(self, method: str, path: str, **more: Any) -> tuple[aiohttp.ClientResponse, str]:
        async with self.client.request(method, f"{self.url}{path}", allow_redirects=False, **more) as answer:
            return answer, await answer.text()

    def page_of(self, booking: Booking) -> str:
        return f"/b/{entries.token(KEY, booking.id)}"


async def nothing(*_given: object) -> Any:
    return {}


async def no_metrics() -> bytes:
    return b"up 1\n"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    time = [NOW]
    bot_house = BotHouse(
        "FindYourActiveBot", "Active Essex", "", "", ZONE, public_url="https://x.example", page_key=KEY
    )
    async with opened(f"sqlite:///{tmp_path / 'record.db'}") as database:
        await migrate(database, NOW)
        website = Website(database, lambda: time[0], bot_house)
        app = create_app(Doors(nothing, nothing, no_metrics, "secret", website.pages))
        async with serving(app, "127.0.0.1", 0) as port, aiohttp.ClientSession() as client:
            house = await House.furnished(database)
            yield Site(house, f"http://127.0.0.1:{port}", website, client, time)
