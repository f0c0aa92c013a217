"""Whoever runs the bot sees how it goes: at /health, at /metrics, at the terminal and in the team's chat."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.stage import Stage, staged
from tests.story.scenes import ECC

CANARIES = ("Amira", "Essex County Council", "Desk reset")


@pytest.fixture
async def watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """A bot that polls, listening where its operator asks."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = int(found.getsockname()[1])
    async with staged(tmp_path, lambda: capsys.readouterr().out, http_port=port) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        await stage.start()
        yield stage


async def asked(stage: Stage, path: str, **headers: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{stage.settings.http_port}{path}"
    async with aiohttp.ClientSession() as client, client.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def figures(stage: Stage) -> dict[tuple[str, ...], float]:
    """Every sample that a Prometheus would read."""
    text = (await asked(stage, "/metrics"))[1]
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {
        (sample.name.removeprefix("find_your_active_"), *sample.labels.values()): sample.value for sample in samples
    }


async def test_prometheus_counts_what_people_do(watched: Stage) -> None:
    amira = await watched.join("Amira", *ECC)
    await amira.ask("/timetable")
    await watched.telegram.settled()
    seen = await figures(watched)
    assert seen["updates_total", "answered"] >= 3
    assert seen["updates_total", "taken_in"] >= seen["updates_total", "answered"]
    assert seen["telegram_calls_total", "sent"] >= 3
    assert seen["update_seconds_count",] == seen["updates_total", "answered"]
    assert (seen["worker",], seen["database_up",], seen["too_many_requests_total",]) == (1, 1, 0)


async def test_a_429_is_counted(watched: Stage) -> None:
    watched.telegram.fault("refuse", status=429, retry_after=1, description="Too Many Requests", method="sendMessage")
    await watched.join("Amira", *ECC)
    assert (await figures(watched))["too_many_requests_total",] == 1


async def test_nothing_about_a_person_is_told(watched: Stage) -> None:
    amira = await watched.join("Amira", *ECC)
    for path in ("/health", "/metrics"):
        text = (await asked(watched, path))[1]
        assert not [canary for canary in (*CANARIES, str(amira.id)) if canary in text]


async def test_health_is_plain(watched: Stage) -> None:
    status, text = await asked(watched, "/health")
    assert status == 200
    assert '"ready":true' in text
    assert '"worker":true' in text


async def test_metrics_are_not_for_those_who_come_through_a_proxy(watched: Stage) -> None:
    headers: list[dict[str, Any]] = [{"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}]
    assert [(await asked(watched, "/metrics", **one))[0] for one in headers] == [404, 404]
    assert (await asked(watched, "/metrics"))[0] == 200


async def test_status_says_the_same_at_the_terminal(watched: Stage) -> None:
    said = await watched.command("status")
    assert "The running bot: ready, the worker, database ok." in said
    assert "Updates waiting: 0" in said


async def test_a_port_that_is_taken_keeps_no_polling_bot_from_serving(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        async with staged(tmp_path, lambda: capsys.readouterr().out, http_port=port) as stage:
            await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
            await stage.start()
            amira = await stage.join("Amira", *ECC)
            assert (await amira.ask("/help")).text
