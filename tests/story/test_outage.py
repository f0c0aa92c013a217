"""Telegram out of reach for an hour with notices queued; a name that cannot be found; two bots on one token."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import pytest

from bot import intake, lanes
from bot.lanes import Limits
from playground import play
from playground.demo import free_port
from programme.model import Role
from tests.stage import TOKEN, Stage
from tests.story.crowds import (
    MAY,
    MAY_SAYS,
    MUST,
    MUST_SAYS,
    Heard,
    book,
    members,
    reasons,
    tell,
    until_nothing_is_due,
)
from tests.story.process import BotProcess
from tests.story.scenes import add_session

NOTICES = int(os.environ.get("NOTICES", "200"))
PACE = Limits(per_second=60, per_chat_seconds=0.0, another_before=False)
LOSE, GOES_ON = timedelta(minutes=40), timedelta(hours=1)
STOPS_WITHIN = 10.0
HELP = "What you can do here"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hour is the clock's; the pauses between two tries are the machine's, and here they are short."""
    monkeypatch.setattr(lanes, "OUT_OF_REACH_SECONDS", (0.2, 0.4, 0.6))
    monkeypatch.setattr(intake, "PAUSES", (0.2, 0.4, 0.6))


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_after_an_hour_out_of_reach_each_due_thing_comes_once_and_nothing_stale(stage: Stage) -> None:
    """Some have expired with their session's start; people were waiting for answers too."""
    stage.pace = PACE
    late, soon = stage.telegram.now + LOSE, stage.telegram.now + timedelta(minutes=65)
    sessions = [await add_session(stage, at, places=400) for at in (late, soon)]
    crowd = await members(stage, NOTICES // 2, Role.TEAM)
    missed, reminded = crowd[: NOTICES // 8], crowd[-NOTICES // 8 :]
    await book(stage, missed, sessions[0])
    await book(stage, reminded, sessions[1])
    await stage.start()
    stage.telegram.fault("refuse", times=None, status=502, description="Bad Gateway")
    await tell(stage, crowd, MUST, MAY)
    for person in crowd[:8]:
        await person.send("/help")
    for _ in range(6):
        stage.pass_by(seconds=GOES_ON.total_seconds() / 6)
        await stage.telegram.until(refusals_after(stage, len(stage.telegram.refused)), timeout=30)
    tries = len(stage.telegram.refused)
    stage.telegram.clear_faults()
    await until_nothing_is_due(stage, timedelta(seconds=1))
    await stage.telegram.until(lambda: not Heard.by(crowd[:8], lambda text: text.startswith(HELP)).lost, timeout=60)
    await stage.end()
    for says in (MUST_SAYS, MAY_SAYS):
        assert Heard.by(crowd, lambda text, says=says: says in text).times == (1,) * len(crowd)  # type: ignore[misc]
    assert not any(Heard.by(missed, lambda text: "starts" in text).times)
    assert Heard.by(reminded, lambda text: "starts in" in text).times == (1,) * len(reminded)
    assert (await reasons(stage))["dropped", "expired"] >= len(missed)
    assert tries < 500, "no storm: a handful of tries at a time"


def refusals_after(stage: Stage, number: int) -> Callable[[], bool]:
    return lambda: len(stage.telegram.refused) > number


async def order_after_an_outage(stage: Stage) -> list[str]:
    """Whose messages came in which order, where people had asked while nothing could be sent."""
    stage.pace = Limits(per_second=40, per_chat_seconds=0.0, another_before=False)
    crowd = await members(stage, 80, Role.TEAM)
    await stage.start()
    for method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
        stage.telegram.fault("refuse", method=method, times=None, status=503, description="Service Unavailable")
    await tell(stage, crowd, MUST)
    await stage.telegram.until(refusals_after(stage, 5))
    for person in crowd[:6]:
        await person.send("/help")
    await stage.telegram.until(lambda: not stage.telegram.world.updates.pending)
    stage.telegram.clear_faults()
    before = len(stage.telegram.calls)
    await stage.telegram.until(lambda: len(sent_since(stage, before)) >= 86, timeout=60)
    return ["reply" if HELP in text else "notice" for text in sent_since(stage, before)]


def sent_since(stage: Stage, number: int) -> list[str]:
    calls = stage.telegram.calls[number:]
    return [str(call.fields["text"]) for call in calls if call.method == "sendMessage" and call.ok]


async def test_afterwards_people_are_answered_before_notices_go_out(stage: Stage) -> None:
    order = await order_after_an_outage(stage)
    assert order.count("reply") == 6
    assert max(n for n, what in enumerate(order) if what == "reply") < 50


async def test_a_name_that_is_not_found_is_waited_for_and_said(stage: Stage) -> None:
    bot = await BotProcess.start(stage, TELEGRAM_API_URL="http://no.such.invalid:1", CLOCK_FILE="")
    assert "Telegram is not reached" in await bot.says()
    assert bot.is_running
    begun = time.monotonic()
    assert await bot.terminate() == 0, "it can be stopped while it waits"
    assert time.monotonic() - begun < STOPS_WITHIN


async def test_it_starts_when_telegram_can_be_reached(stage: Stage) -> None:
    port = free_port(0)
    bot = await BotProcess.start(stage, TELEGRAM_API_URL=f"http://127.0.0.1:{port}")
    assert "Telegram is not reached" in await bot.says()
    async with play(TOKEN, port=port) as telegram:
        await bot.serving()
        await telegram.until(lambda: telegram.calls_of("deleteWebhook"))
        assert await bot.terminate() == 0


async def test_a_second_program_on_the_token_is_told_to_the_team(stage: Stage) -> None:
    """It comes while ours has been running for a while, so ours goes on."""
    await stage.start()
    theo = await stage.join("Theo", "team")
    stage.pass_by(minutes=2)
    async with aiohttp.ClientSession() as elsewhere:
        await elsewhere.get(f"{stage.telegram.url}/bot{TOKEN}/getUpdates", params={"timeout": 1})
    assert "Another program is using this bot's token" in (await theo.next()).text
    assert HELP in (await theo.ask("/help")).text
