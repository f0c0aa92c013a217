"""kill -9 again and again, with updates and notices under way; SIGTERM in the middle of it all.

KILLS=200 makes it as many as was promised; the suite makes do with a few. SEED= chooses when.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest

from bot.inbox import IN_FLIGHT
from playground import Person
from programme.model import Role
from scheduling.deliver import IN_FLIGHT as NOTICES_IN_FLIGHT
from tests.stage import Stage
from tests.story.crowds import MUST, MUST_SAYS, Heard, members, states, tell
from tests.story.process import BotProcess, running

KILLS = int(os.environ.get("KILLS", "3"))
SEED = int(os.environ.get("SEED", "7"))
EACH = 12
HELP = "What you can do here"
WITHIN_SECONDS = 10.0


@dataclass(slots=True)
class Round:
    """Some people ask, others are told something, and the bot is killed meanwhile; what came of it."""

    askers: list[Person]
    readers: list[Person]
    seconds_to_start: float = 0.0

    @property
    def replies(self) -> Heard:
        return Heard.by(self.askers, lambda text: HELP in text)

    @property
    def told(self) -> Heard:
        return Heard.by(self.readers, lambda text: MUST_SAYS in text)

    @property
    def is_complete(self) -> bool:
        return not self.replies.lost and not self.told.lost


@dataclass(slots=True)
class Killing:
    """One bot after another on the same stage."""

    stage: Stage
    chance: Random
    rounds: list[Round] = field(default_factory=list)
    at_kills: list[tuple[list[int], list[int]]] = field(default_factory=list)
    """How often each reply, and each notice, had come when the bot was dead; the last is the end."""

    async def play(self, kills: int) -> None:
        bot = await BotProcess.start(self.stage)
        try:
            await bot.serving()
            for _ in range(kills):
                one = await self._begin()
                await self._until_calls(self.chance.randrange(1, 2 * EACH))
                await bot.kill()
                self._note()
                bot = await self._start(one)
                await self.stage.telegram.until(lambda: one.is_complete, timeout=60)  # noqa: B023 - waited for here
            assert await bot.terminate() == 0
            self._note()
        finally:
            await bot.close()

    def _note(self) -> None:
        replies = [times for one in self.rounds for times in one.replies.times]
        told = [times for one in self.rounds for times in one.told.times]
        self.at_kills.append((replies, told))

    def doubled(self, what: int) -> list[list[int]]:
        """For each kill, how often each reply (0) or notice (1) came once more by it."""
        pairs = pairwise(times[what] for times in self.at_kills)
        return [[now - max(1, then) for then, now in zip(before, after, strict=False)] for before, after in pairs]

    async def _begin(self) -> Round:
        one = Round(await members(self.stage, EACH), await members(self.stage, EACH, Role.TEAM))
        self.rounds.append(one)
        await tell(self.stage, one.readers, MUST)
        for person in one.askers:
            await person.send("/help")
        return one

    async def _until_calls(self, number: int) -> None:
        """As many messages as that have been sent since, to anybody."""
        before = len(self.stage.telegram.calls_of("sendMessage"))
        await self.stage.telegram.until(
            lambda: len(self.stage.telegram.calls_of("sendMessage")) >= before + number, timeout=30
        )

    async def _start(self, one: Round) -> BotProcess:
        began = time.monotonic()
        before = len(self.stage.telegram.calls_of("sendMessage"))
        bot = await BotProcess.start(self.stage)
        await bot.serving()
        await self.stage.telegram.until(
            lambda: one.is_complete or len(self.stage.telegram.calls_of("sendMessage")) > before, timeout=30
        )
        one.seconds_to_start = time.monotonic() - began
        return bot


@pytest.mark.slow
@pytest.mark.timeout(60 + 15 * KILLS)
async def test_killed_at_any_moment_it_loses_nothing_and_doubles_what_was_in_flight_at_most(stage: Stage) -> None:
    killing = Killing(stage, Random(SEED))
    await killing.play(KILLS)
    lost = sum(one.replies.lost + one.told.lost for one in killing.rounds)
    slowest = max(one.seconds_to_start for one in killing.rounds)
    replies, told = ([sum(items) for items in killing.doubled(what)] for what in (0, 1))
    print(
        f"{KILLS} kills, seed {SEED}: {lost} lost; replies doubled {sum(replies)}, at one kill {max(replies)} at most;"
        f" notices doubled {sum(told)}, at one kill {max(told)} at most; slowest start {slowest:.1f} s"
    )
    assert lost == 0
    assert all(item <= 1 for what in (0, 1) for items in killing.doubled(what) for item in items)
    assert max(replies) <= IN_FLIGHT
    assert max(told) <= NOTICES_IN_FLIGHT
    assert slowest <= WITHIN_SECONDS
    assert set(await states(stage)) <= {"sent", "dropped"}


async def test_sigterm_under_load_finishes_what_it_holds_and_loses_and_doubles_nothing(stage: Stage) -> None:
    one = Round(await members(stage, 2 * EACH), await members(stage, 2 * EACH, Role.TEAM))
    async with running(stage) as first:
        await tell(stage, one.readers, MUST)
        for person in one.askers:
            await person.send("/help")
        await stage.telegram.until(lambda: stage.telegram.calls_of("sendMessage")[5:])
        began = time.monotonic()
        assert await first.terminate() == 0
        assert time.monotonic() - began < WITHIN_SECONDS
    assert not one.is_complete, "it was stopped in the middle"
    assert "sending" not in await states(stage)
    async with running(stage) as second:
        await stage.telegram.until(lambda: one.is_complete, timeout=30)
        assert await second.terminate() == 0
    assert (one.replies.doubled, one.told.doubled) == (0, 0)


async def test_control_killed_instead_it_would_leave_notices_half_sent(stage: Stage) -> None:
    """What SIGTERM finishes and a kill does not: the story above would see it."""
    readers = await members(stage, 2 * EACH, Role.TEAM)
    stage.telegram.fault("delay", method="sendMessage", times=None, seconds=5.0)
    async with running(stage) as bot:
        await tell(stage, readers, MUST)
        stage.pass_by(seconds=1)
        await stage.telegram.until(lambda: stage.telegram.world.faults.ordered[0].hits)
        await bot.kill()
    assert (await states(stage))["sending"] >= 1
