"""Many processes on one PostgreSQL: any of them takes in, one dispatches and sends, and another follows when it dies.

`REPLICA_KILLS=50 REPLICA_PULSE=bot pytest tests/story/test_replicas.py -k killed` kills fifty times at the usual pulse.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.inbox import IN_FLIGHT
from playground import NothingCame, Person
from tests.postgres import Server
from tests.stage import Stage, staged
from tests.story.replicas import Replicas, running_replicas
from tests.story.scenes import add_session, tomorrow_at
from tests.story.test_killed import joined
from tests.story.test_webhook import free_port

KILLS = int(os.environ.get("REPLICA_KILLS", "5"))
PULSE = os.environ.get("REPLICA_PULSE", "tests.story.quick")
"""The module that starts the bot: `bot` has the usual pulse."""
SESSIONS = 6
OUTSTANDING = 3
TAKES_OVER_SECONDS = 15.0
TITLE = re.compile(r"Number (\d+)")


@pytest.fixture
async def behind(postgres_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """A stage on PostgreSQL whose public address is a load balancer's."""
    port = free_port()
    more: dict[str, Any] = {"public_url": f"http://127.0.0.1:{port}", "http_port": port, "webhook_secret": "s3cret"}
    async with staged(tmp_path, lambda: capsys.readouterr().out, database_url=postgres_database, **more) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage


@dataclass(slots=True)
class Load:
    """People who ask for one session after another, a few ahead of the answers."""

    stage: Stage
    sessions: list[str]
    people: list[Person]
    before: dict[int, int]
    asked: dict[int, list[int]] = field(default_factory=dict)
    _over: bool = False

    def replies(self, person: Person) -> list[int]:
        """Which sessions' cards one person was shown, in order."""
        texts = [message.text for message in person.messages[self.before[person.id] :] if message.by_bot]
        return [int(found.group(1)) for text in texts if (found := TITLE.search(text))]

    def answered(self) -> int:
        return sum(len(self.replies(person)) for person in self.people)

    async def ask_on(self, person: Person) -> None:
        asked = self.asked.setdefault(person.id, [])
        while not self._over:
            number = len(asked)
            asked.append(number % SESSIONS)
            await person.send(f"/start s_{self.sessions[number % SESSIONS]}")
            await self.stage.telegram.until(partial(self._may_ask, person), timeout=120)

    def _may_ask(self, person: Person) -> bool:
        return self._over or self.missing(person) <= OUTSTANDING

    def missing(self, person: Person) -> int:
        """How many answers are still to come, each after the one before it."""
        asked = self.asked[person.id]
        return len(asked) - len(without_doubles(self.replies(person), asked))

    def all_answered(self) -> bool:
        return not any(self.missing(person) for person in self.people)

    def told(self) -> str:
        """What went wrong, for whoever reads a failure."""
        lines = []
        for person in self.people:
            if self.missing(person):
                shown = [message.text[:60] for message in person.messages[self.before[person.id] :] if message.by_bot]
                lines.append(f"{person.name} misses {self.missing(person)} of {self.asked[person.id]}: {shown}")
        return "\n".join(lines)

    def stop(self) -> None:
        self._over = True


def without_doubles(shown: list[int], asked: list[int]) -> list[int]:
    """What was shown for the first time, each in its turn: a double goes back, never on."""
    met: list[int] = []
    for one in shown:
        if len(met) < len(asked) and one == asked[len(met)]:
            met.append(one)
    return met


@asynccontextmanager
async def load(stage: Stage, size: int) -> AsyncIterator[Load]:
    sessions = [await add_session(stage, tomorrow_at(stage, 9, n), title=f"Number {n}") for n in range(SESSIONS)]
    people = await joined(stage, size)
    load = Load(stage, sessions, people, {person.id: len(person.messages) for person in people})
    asking = [asyncio.create_task(load.ask_on(person)) for person in people]
    try:
        yield load
        load.stop()
        await asyncio.gather(*asking)
        try:
            await stage.telegram.until(load.all_answered, timeout=60)
        except NothingCame:
            pytest.fail(load.told())
    finally:
        for task in asking:
            task.cancel()


async def kill_and_follow(replicas: Replicas) -> float:
    """kill -9 the worker; the seconds until the next one has answered somebody. The dead one is started again."""
    victim, epoch = await replicas.worker()
    assert victim.process
    killed_at = time.monotonic()
    await victim.process.kill()
    follower, _ = await replicas.next_worker(epoch)
    await replicas.seconds_until_it_sends(follower)
    seconds = time.monotonic() - killed_at
    replicas.restart(victim)
    return seconds


@pytest.mark.slow
@pytest.mark.timeout(60 + 40 * KILLS)
async def test_the_worker_killed_again_and_again_loses_nothing_and_keeps_each_chats_order(behind: Stage) -> None:
    async with running_replicas(behind, 3, PULSE, seed=KILLS) as replicas, load(behind, 12) as asked:
        took = []
        for _ in range(KILLS):
            some_more = asked.answered() + replicas.chance.randint(3, 25)
            await behind.telegram.until(partial(has_answered, asked, some_more), timeout=60)
            took.append(await kill_and_follow(replicas))
    everything = sum(len(one) for one in asked.asked.values())
    doubled = asked.answered() - everything
    print(f"{KILLS} kills: {everything} asked, {doubled} doubled; followed within {max(took):.1f} s; {took}")
    assert asked.all_answered()
    assert 0 <= doubled <= IN_FLIGHT * KILLS
    assert max(took) <= TAKES_OVER_SECONDS
    assert set(replicas.spread) == {0, 1, 2}


@pytest.mark.slow
async def test_connections_that_the_server_ends_under_load_lose_no_tap(behind: Stage, postgres_server: Server) -> None:
    name = behind.settings.database_url.get_secret_value().partition("?")[0].rpartition("/")[2]
    async with running_replicas(behind, 2) as replicas, load(behind, 8) as asked:
        connection = await asyncpg.connect(postgres_server.url())
        for _ in range(3):
            enough = asked.answered() + 12
            await behind.telegram.until(partial(has_answered, asked, enough), timeout=60)
            ended = await connection.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
            )
            assert ended
        await connection.close()
        assert all(replica.is_running for replica in replicas.all)
    assert asked.answered() - sum(len(one) for one in asked.asked.values()) == 0


def has_answered(asked: Load, enough: int) -> bool:
    return asked.answered() >= enough


@pytest.mark.slow
async def test_a_worker_that_was_paused_sends_only_what_was_on_its_way_once_another_has_followed(behind: Stage) -> None:
    async with running_replicas(behind, 2) as replicas, load(behind, 8) as asked:
        paused, epoch = await replicas.worker()
        assert paused.process
        await behind.telegram.until(lambda: asked.answered() > 8, timeout=60)
        paused.process.pause()
        follower, _ = await replicas.next_worker(epoch)
        await replicas.seconds_until_it_sends(follower)
        before = paused.sent
        paused.process.go_on()
        enough = asked.answered() + 15
        await behind.telegram.until(partial(has_answered, asked, enough), timeout=60)
        # What had had its turn, and waited for a connection when it was paused, cannot be called back.
        assert paused.sent - before <= IN_FLIGHT
    assert asked.all_answered()
    assert asked.answered() - sum(len(one) for one in asked.asked.values()) <= IN_FLIGHT


@pytest.mark.slow
async def test_control_a_worker_that_does_not_ask_goes_on_sending_beside_its_follower(behind: Stage) -> None:
    """Shows that the test before can fail: its heart does not beat and it does not look at its lease."""
    async with running_replicas(behind, 2, "tests.story.heedless") as replicas:
        first, epoch = await replicas.worker()
        follower, _ = await replicas.next_worker(epoch)
        before, over = first.sent, asyncio.Event()
        asking = asyncio.create_task(ask_until(over, behind))
        try:
            await behind.telegram.until(lambda: follower.sent and first.sent - before > IN_FLIGHT, timeout=60)
        finally:
            over.set()
            await asking
    assert follower is not first


async def ask_until(over: asyncio.Event, stage: Stage) -> None:
    """Strangers come, one after another has been answered: which of two workers answers whom is chance."""
    for number in count():
        if over.is_set():
            return
        person = stage.telegram.user(f"P{number}")
        await person.send("/start")
        await stage.telegram.until(partial(is_answered, person), timeout=60)


def is_answered(person: Person) -> bool:
    return person.messages[-1].by_bot
