"""Challenges: opt-in, counted from the log, and one's own only."""

from datetime import date, timedelta
from random import Random

from programme import challenges, minutes, people
from programme.challenges import attempt_of
from programme.ids import new_id
from programme.model import Attempt, Challenge, Entry, Intensity
from tests.programme.cast import AMIRA, BEN, NOW, House, later
from tests.programme.test_nudges import LONDON

THIRTY = Challenge("thirty-for-thirty", 30, 30)
START = NOW.date()


def entry(on: date, n: int) -> Entry:
    return Entry(new_id(), n, "walking", Intensity.MODERATE, on)


def after(days: int, logged: list[Entry]) -> Attempt:
    return attempt_of(THIRTY, START, START + timedelta(days=days), logged)


def test_bits_of_a_day_add_up_and_less_is_not_enough() -> None:
    tomorrow = START + timedelta(days=1)
    shown = after(1, [entry(START, 10), entry(START, 20), entry(tomorrow, 29)])
    assert shown.reached == (START,)
    assert (shown.day, shown.is_over) == (2, False)


def test_only_its_own_days_count() -> None:
    days = (START - timedelta(days=1), START, START + timedelta(days=29), START + timedelta(days=30))
    shown = after(40, [entry(day, 60) for day in days])
    assert shown.reached == (days[1], days[2])
    assert shown.is_over


def test_random_logs_against_counting_by_hand() -> None:
    chance = Random(5)
    for _ in range(200):
        logged = [entry(START + timedelta(days=chance.randrange(-5, 40)), chance.randrange(1, 60)) for _ in range(60)]
        until = chance.randrange(45)
        by_hand = [
            n for n in range(min(until, 29) + 1)
            if sum(one.minutes for one in logged if one.on == START + timedelta(days=n)) >= 30
        ]  # fmt: skip
        assert [(day - START).days for day in after(until, logged).reached] == by_hand


async def test_it_is_opt_in_and_ending_keeps_the_log(house: House) -> None:
    await house.join(AMIRA)
    await log(house, AMIRA, 45)
    assert await attempt(house, AMIRA) is None
    await begin(house, AMIRA)
    shown = await attempt(house, AMIRA)
    assert shown
    assert shown.reached == (START,)
    async with house.database.transaction() as tx:
        await challenges.end(tx, await people.visitor(tx, AMIRA), THIRTY.id)
    assert await attempt(house, AMIRA) is None
    assert await house.count("minutes", "removed_at IS NULL") == 1


async def test_beginning_again_changes_nothing_until_it_is_over(house: House) -> None:
    await house.join(AMIRA)
    await begin(house, AMIRA)
    await begin(house, AMIRA, START + timedelta(days=29))
    shown = await attempt(house, AMIRA, START + timedelta(days=29))
    assert shown
    assert shown.started_on == START
    await begin(house, AMIRA, START + timedelta(days=30))
    shown = await attempt(house, AMIRA, START + timedelta(days=30))
    assert shown
    assert shown.day == 1


async def test_nobody_elses_minutes_are_in_it(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    await begin(house, AMIRA)
    await log(house, BEN, 60)
    shown = await attempt(house, AMIRA)
    assert shown
    assert shown.reached == ()


async def log(house: House, chat_id: int, n: int) -> None:
    async with house.database.transaction() as tx:
        await minutes.save(tx, await people.visitor(tx, chat_id), [entry(START, n)], later(hours=1), zone=LONDON)


async def begin(house: House, chat_id: int, today: date = START) -> None:
    async with house.database.transaction() as tx:
        await challenges.begin(tx, await people.visitor(tx, chat_id), THIRTY, today)


async def attempt(house: House, chat_id: int, today: date = START) -> Attempt | None:
    async with house.database.reading() as reading:
        return await challenges.attempt(reading, await people.visitor(reading, chat_id), THIRTY, today)
