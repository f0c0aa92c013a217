"""A file that somebody sent is fetched within its limits, and every failure is told apart."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.fetching import MOST_BYTES, Unfetched, download, fetch
from bot.inbox import Unanswered
from bot.transport import AiohttpRequest
from bot.updates import SentFile
from playground import Limits, Telegram, play
from playground.faults import Kind


@pytest.fixture
async def server() -> AsyncIterator[Telegram]:
    async with play(limits=Limits.none()) as telegram:
        yield telegram


@pytest.fixture
async def bot(server: Telegram) -> AsyncIterator[Bot]:
    async with Bot(
        server.token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    ) as made:
        yield made


async def sent(server: Telegram, content: bytes) -> SentFile:
    document = (await server.user("Theo").send_document("a.xlsx", content)).document
    assert document
    return SentFile(document.file_id)


async def test_a_file_is_fetched(server: Telegram, bot: Bot) -> None:
    assert await fetch(bot, await sent(server, b"PK abc")) == b"PK abc"


async def test_what_says_that_it_is_too_large_is_not_even_asked_for(server: Telegram, bot: Bot) -> None:
    assert await fetch(bot, SentFile("any", MOST_BYTES + 1)) is Unfetched.TOO_LARGE
    assert not server.calls_of("getFile")


async def test_what_is_too_large_is_not_fetched_and_what_lied_is_cut_off(server: Telegram, bot: Bot) -> None:
    file = await sent(server, bytes(3 * MOST_BYTES))
    assert await fetch(bot, file) is Unfetched.TOO_LARGE
    assert not server.calls_of("file")
    found = await bot.get_file(file.id)
    assert await download(bot, found.file_path or "") is Unfetched.TOO_LARGE
    request = bot.request
    assert isinstance(request, AiohttpRequest)
    status, content = await request.download(found.file_path or "", 1000)
    assert status == 200
    assert len(content) < MOST_BYTES


async def test_what_telegram_does_not_know_is_gone(server: Telegram, bot: Bot) -> None:
    assert await fetch(bot, SentFile("never")) is Unfetched.GONE
    assert await download(bot, "/etc/passwd") is Unfetched.GONE


@pytest.mark.parametrize("kind", ["refuse", "cut", "garbage"])
@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_what_fails_for_now_is_for_later(server: Telegram, bot: Bot, kind: Kind, method: str) -> None:
    file = await sent(server, b"PK abc")
    server.fault(kind, method=method, times=None)  # a connection that was idle is tried once more by aiohttp itself
    with pytest.raises(Unanswered):
        await fetch(bot, file)
    server.clear_faults()
    assert await fetch(bot, file) == b"PK abc"


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_who_says_to_wait_is_waited_for(server: Telegram, bot: Bot, method: str) -> None:
    file = await sent(server, b"PK abc")
    server.fault("refuse", method=method, status=429, description="Too Many Requests", retry_after=7)
    with pytest.raises(Unanswered) as waits:
        await fetch(bot, file)
    assert waits.value.seconds == 7
