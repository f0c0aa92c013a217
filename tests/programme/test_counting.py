"""Not being counted: in no figure made from then on, and nothing else changes."""

from datetime import timedelta

import pytest

from programme import counting, digests, mondays
from programme.errors import NotAllowed
from programme.store import activity_answers, ratings
from programme.store.people import mark_uncounted
from programme.times import to_text
from tests.content.cast import ZONE
from tests.programme.cast import AMIRA, BEN, NOW, House, later
from tests.programme.turnout import attend, gather, hold

MONDAY = later(days=7, hours=-1)
"""08:00 a week after the tests' now."""


async def leave_out(house: House, chat_id: int = AMIRA) -> None:
    visitor = await house.visitor(chat_id)
    async with house.database.transaction() as tx:
        await counting.leave_out(tx, visitor, NOW)


async def is_counted(house: House, chat_id: int = AMIRA) -> bool:
    visitor = await house.visitor(chat_id)
    async with house.database.reading() as reading:
        return await counting.is_counted(reading, visitor)


async def test_it_can_be_asked_and_taken_back(house: House) -> None:
    amira = await house.join(AMIRA)
    assert await is_counted(house)
    await leave_out(house)
    await leave_out(house)
    assert not await is_counted(house)
    async with house.database.transaction() as tx:
        await counting.count_again(tx, amira)
    assert await is_counted(house)


async def test_strangers_have_nothing_to_be_left_out_of(house: House) -> None:
    with pytest.raises(NotAllowed):
        await leave_out(house)


async def test_that_somebody_asked_is_noted_nowhere_else(house: House) -> None:
    await house.join(AMIRA)
    before = await house.count("audit"), await house.count("notices")
    await leave_out(house)
    assert (await house.count("audit"), await house.count("notices")) == before
    assert await house.count("people", "uncounted_at IS NOT NULL") == 1


async def rated_and_answered(house: House, chat_id: int) -> None:
    """They rated a session, and answered twice how active they are."""
    session = await house.add()
    booking = await house.book(chat_id, session)
    person = booking.person_id
    async with house.database.transaction() as tx:
        await tx.run(
            "INSERT INTO ratings (booking_id, person_id, asked_at, rating, rated_at) VALUES ($1, $2, $3, 3, $3)",
            booking.id, person, NOW.isoformat(),
        )  # fmt: skip
        for wave in (0, 1):
            await tx.run(
                "INSERT INTO activity_answers (person_id, wave, asked_on, days, answered_at)"
                " VALUES ($1, $2, $3, 2, $4)",
                person, wave, NOW.date().isoformat(), NOW.isoformat(),
            )  # fmt: skip


async def figures(house: House) -> tuple[int, int]:
    """How many people's ratings and answers the outcomes are made from."""
    async with house.database.reading() as reading:
        rated = await ratings.select_latest(reading, later(days=-1), later(days=1))
        pairs = await activity_answers.select_pairs(reading, later(days=-1), later(days=1))
    return len(rated), len(pairs)


async def test_ratings_and_answers_of_who_is_not_counted_are_in_no_outcome(house: House) -> None:
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id)
        await rated_and_answered(house, chat_id)
    assert await figures(house) == (2, 2)
    await leave_out(house)
    assert await figures(house) == (1, 1)


async def took_part(house: House) -> int | None:
    """In the week that closes when these figures are frozen."""
    await mondays.run(house.database, b"key", MONDAY, ZONE)
    async with house.database.reading() as reading:
        (digest,) = await digests.published(reading, house.council)
    return digest.figures.took_part


@pytest.mark.parametrize("left_out", [0, 20])
async def test_digests_are_made_without_who_is_not_counted(house: House, left_out: int) -> None:
    """Of forty who came twenty are left: about that many are said to have come, and nothing says why."""
    at = MONDAY - timedelta(days=5)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET created_at = $1", to_text(at))
        crowd = await gather(tx, house.council, 40, at)
        await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
        for person_id in crowd.ids[:left_out]:
            await mark_uncounted(tx, person_id, at)
    found = await took_part(house)
    assert found is not None
    assert abs(found - (40 - left_out)) <= 6
