"""Three hundred people press "Book" at once on twenty places."""

import asyncio

from playground import Person
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, tomorrow_at

PEOPLE = 300
PLACES = 20


async def crowd(stage: Stage, size: int) -> list[Person]:
    token = await stage.invite(*ECC)
    people = [stage.telegram.user(f"P{n}") for n in range(size)]

    async def join(person: Person) -> None:
        await person.ask(f"/start {token}", timeout=60)
        await person.press("I agree")
        await person.next(timeout=60)

    await asyncio.gather(*(join(person) for person in people))
    return people


async def test_exactly_twenty_are_booked_and_everybody_is_told_the_truth(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30), places=PLACES)
    await stage.start()
    people = await crowd(stage, PEOPLE)

    async def book(person: Person) -> str:
        await person.press_data(f"book:{session}")
        return (await person.next(timeout=60)).text

    answers = await asyncio.gather(*(book(person) for person in people))
    booked = [answer for answer in answers if "You're booked" in answer]
    waiting = [answer for answer in answers if "waiting list" in answer]
    assert (len(booked), len(waiting)) == (PLACES, PEOPLE - PLACES)
    assert not stage.telegram.refused
    assert not stage.telegram.unanswered()
