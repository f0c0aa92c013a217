"""With PUBLIC_URL Telegram brings the updates, and only with the secret."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.stage import Stage, staged
from tests.story.scenes import ECC


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
async def hooked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    port = free_port()
    more: Any = {"public_url": f"http://127.0.0.1:{port}", "http_port": port, "webhook_secret": "s3cret"}
    async with staged(tmp_path, lambda: capsys.readouterr().out, **more) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage


async def test_updates_come_by_webhook(hooked: Stage) -> None:
    token = await hooked.invite(*ECC)
    await hooked.start("setWebhook")
    amira = hooked.telegram.user("Amira")
    assert "Active Essex" in (await amira.ask(f"/start {token}")).text
    assert not hooked.telegram.refused


@pytest.mark.parametrize("secret", ["", "wrong", "s3cret\x00".strip("\x00") + "x"])
async def test_without_the_secret_nothing_is_taken_in(hooked: Stage, secret: str) -> None:
    await hooked.start("setWebhook")
    url = f"{hooked.settings.public_url}/telegram"
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, json={"update_id": 1}, headers={"X-Telegram-Bot-Api-Secret-Token": secret}) as answer,
    ):
        assert (answer.status, await answer.read()) == (403, b"")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"update_id": "x"}', b"[" * 100_000])
async def test_what_is_not_an_update_is_refused(hooked: Stage, body: bytes) -> None:
    await hooked.start("setWebhook")
    url = f"{hooked.settings.public_url}/telegram"
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, data=body, headers={"X-Telegram-Bot-Api-Secret-Token": "s3cret"}) as answer,
    ):
        assert answer.status == 400


async def test_health_says_that_it_is_ready(hooked: Stage) -> None:
    await hooked.start("setWebhook")
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"{hooked.settings.public_url}/health") as answer,
    ):
        assert (answer.status, (await answer.json())["ready"]) == (200, True)
