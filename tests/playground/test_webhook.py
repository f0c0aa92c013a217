"""The webhook: posted in order per chat, again until taken, side by side across chats."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram as ptb
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import BadRequest

from playground import Person, Telegram


class Receiver:
    """A bot's web server that remembers what came and answers as it is told."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.secrets: list[str | None] = []
        self.came: asyncio.Queue[Any] = asyncio.Queue()
        self.gate = asyncio.Event()
        self.gate.set()

    async def receive(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.came.put_nowait(await request.json())
        await self.gate.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def next(self) -> Any:
        return await asyncio.wait_for(self.came.get(), 5)


@pytest.fixture
async def receiver(bot: ptb.Bot) -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    async with TestServer(app) as listening:
        await bot.set_webhook(str(listening.make_url("/hook")), secret_token="s3cret", max_connections=2)
        yield made
        made.gate.set()
        await bot.delete_webhook()


async def test_an_update_is_posted_with_the_secret(receiver: Receiver, amira: Person) -> None:
    assert (await receiver.next())["message"]["text"] == "/start"
    assert receiver.secrets == ["s3cret"]


async def test_what_waited_before_is_posted(amira: Person, receiver: Receiver) -> None:
    assert (await receiver.next())["message"]["text"] == "/start"


async def test_a_refused_update_comes_again_before_the_next(
    receiver: Receiver, amira: Person, bot: ptb.Bot, server: Telegram
) -> None:
    receiver.statuses = [500, 503]
    await amira.send("second")
    texts = [(await receiver.next())["message"]["text"] for _ in range(4)]
    assert texts == ["/start", "/start", "/start", "second"]
    await server.settled()
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_chats_are_served_side_by_side_up_to_the_limit(receiver: Receiver, server: Telegram) -> None:
    receiver.gate.clear()
    people = [server.user(name) for name in ("Amira", "Ben", "Charlie")]
    for person in people:
        await person.send("/start")
    await receiver.next()
    await receiver.next()
    assert receiver.came.empty()
    receiver.gate.set()
    assert (await receiver.next())["message"]["from"]["first_name"] == "Charlie"


async def test_after_deleting_the_webhook_updates_wait_for_polling(
    receiver: Receiver, amira: Person, bot: ptb.Bot
) -> None:
    receiver.statuses = [500] * 99
    await receiver.next()
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1


async def test_only_https_or_this_machine(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)An HTTPS URL must be provided for webhook"):
        await bot.set_webhook("http://example.org/hook")


async def test_a_strange_secret_is_refused(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="no spaces")
