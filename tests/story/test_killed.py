"""kill -9 in the middle of two hundred updates: no tap lost, no answer missing, doubles only of what was in flight."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.inbox import IN_FLIGHT
from playground import Person
from tests.stage import Stage
from tests.story.process import BotProcess, running
from tests.story.scenes import ECC, add_session, tomorrow_at

UPDATES = 200
PEOPLE = 40


async def joined(stage: Stage, number: int) -> list[Person]:
    token = await stage.invite(*ECC)
    people = [stage.telegram.user(f"P{n}") for n in range(number)]

    async def join(person: Person) -> None:
        await person.ask(f"/start {token}", timeout=60)
        await person.press("I agree")
        await person.next(timeout=60)
        person.skip()

    await asyncio.gather(*(join(person) for person in people))
    return people


@pytest.mark.timeout(180)
async def test_two_hundred_updates_survive_a_kill(each_stage: Stage) -> None:
    stage = each_stage
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=25)
    async with running(stage) as first:
        people = await joined(stage, PEOPLE)
        before = {person.id: len(person.messages) for person in people}
        for _ in range(UPDATES // PEOPLE):
            for person in people:
                await person.send(f"/start s_{session}")
        half = UPDATES // 2
        await stage.telegram.until(lambda: answers(people, before) >= half, timeout=60)
        await first.kill()
    async with running(stage) as second:
        each = UPDATES // PEOPLE
        await stage.telegram.until(lambda: all(replies(one, before) >= each for one in people), timeout=60)
        assert await second.terminate() == 0
    doubled = answers(people, before) - UPDATES
    assert 0 <= doubled <= IN_FLIGHT


def replies(person: Person, before: dict[int, int]) -> int:
    return sum(message.by_bot for message in person.messages[before[person.id] :])


def answers(people: list[Person], before: dict[int, int]) -> int:
    return sum(replies(person, before) for person in people)


@pytest.mark.timeout(180)
async def test_bookings_pressed_before_a_kill_are_neither_lost_nor_doubled(each_stage: Stage) -> None:
    stage = each_stage
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=10)
    async with running(stage) as first:
        people = await joined(stage, PEOPLE)
        queries = [await person.press_data(f"book:{session}") for person in people]
        await stage.telegram.until(lambda: stage.telegram.calls_of("answerCallbackQuery")[PEOPLE + 10 :], timeout=60)
        await first.kill()
    async with running(stage):
        await asyncio.gather(*(person.next(timeout=60) for person in people))
        assert len(queries) == PEOPLE
        states = Counter("booked" if "You're booked" in person.last().text else "waiting" for person in people)
    assert states == {"booked": 10, "waiting": PEOPLE - 10}


async def test_sigterm_ends_it_with_nought(stage: Stage) -> None:
    async with running(stage) as bot:
        assert await bot.terminate() == 0


async def test_a_second_bot_on_the_same_database_is_told_so(stage: Stage) -> None:
    async with running(stage):
        second = await BotProcess.start(stage)
        assert await second.ended() == 1
        assert "another bot is running" in await second.said()


async def test_a_second_poller_on_the_same_token_stops_within_the_first_minute(
    stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = f"sqlite:///{tmp_path_factory.mktemp('other')}/other.db"
    async with running(stage) as first:
        second = await BotProcess.start(stage, DATABASE_URL=elsewhere)
        ended = [asyncio.create_task(bot.ended()) for bot in (first, second)]
        done, going_on = await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
        await second.close()
        await first.close()
        await asyncio.gather(*going_on)
        assert {task.result() for task in done} == {1}


async def test_a_wrong_token_is_named(stage: Stage) -> None:
    bot = await BotProcess.start(stage, BOT_TOKEN="1234567890:wrong")
    assert await bot.ended() == 1
    said = await bot.said()
    assert "BOT_TOKEN" in said
    assert "1234567890:wrong" not in said
