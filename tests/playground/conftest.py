"""A running server, a raw way to call it, and the real client library."""

from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import telegram as ptb

from playground import Limits, Person, Telegram, play


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    body: Any

    @property
    def description(self) -> str:
        return str(self.body["description"])

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]


Call = Callable[..., Coroutine[Any, Any, Answered]]


@pytest.fixture
async def server() -> AsyncIterator[Telegram]:
    async with play(limits=Limits.none()) as telegram:
        yield telegram


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made


@pytest.fixture
def call(server: Telegram, session: aiohttp.ClientSession) -> Call:
    """Calls a method with JSON fields."""

    async def made(method: str, **fields: Any) -> Answered:
        async with session.post(f"{server.url}/bot{server.token}/{method}", json=fields) as answer:
            return Answered(answer.status, await answer.json())

    return made


@pytest.fixture
async def bot(server: Telegram) -> AsyncIterator[ptb.Bot]:
    """The client that the product uses."""
    base_url, base_file_url = f"{server.url}/bot", f"{server.url}/file/bot"
    async with ptb.Bot(server.token, base_url=base_url, base_file_url=base_file_url) as made:
        yield made


@pytest.fixture
async def amira(server: Telegram) -> Person:
    """Has started the bot."""
    person = server.user("Amira")
    await person.send("/start")
    return person
