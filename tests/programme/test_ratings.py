"""How a session was: asked at most weekly, of who made it, kept as one number; and the next one like it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from programme import afterwards, people, ratings
from programme.errors import NotFound, Unusable
from programme.model import Session
from tests.programme.cast import AMIRA, BEN, MENOPAUSE, STARTS, House


async def made(house: House, session: Session, chat_id: int = AMIRA) -> None:
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, chat_id)
        await afterwards.made_it(tx, visitor, session.id, session.ends_at)
        await ratings.ask(tx, visitor, session.id, session.ends_at)


async def is_asked(house: House, session: Session, chat_id: int = AMIRA) -> bool:
    async with house.database.reading() as reading:
        return await ratings.is_open(reading, await people.visitor(reading, chat_id), session.id)


async def rate(house: House, session: Session, rating: int, chat_id: int = AMIRA) -> None:
    async with house.database.transaction() as tx:
        await ratings.rate(tx, await people.visitor(tx, chat_id), session.id, rating, session.ends_at)


async def weeks_of_sessions(house: House, gap: timedelta) -> tuple[Session, Session]:
    await house.join(AMIRA)
    first, second = await house.add(), await house.add(starts_at=STARTS + gap)
    for session in (first, second):
        await house.book(AMIRA, session)
    await made(house, first)
    return first, second


async def test_within_a_week_it_is_asked_once(house: House) -> None:
    first, second = await weeks_of_sessions(house, timedelta(days=6))
    await made(house, second)
    assert await is_asked(house, first)
    assert not await is_asked(house, second)


async def test_a_week_later_it_is_asked_again(house: House) -> None:
    _, second = await weeks_of_sessions(house, timedelta(days=7))
    await made(house, second)
    assert await is_asked(house, second)


async def test_once_rated_it_is_not_asked_and_the_last_word_counts(house: House) -> None:
    first, _ = await weeks_of_sessions(house, timedelta(days=1))
    await rate(house, first, 2)
    await rate(house, first, 3)
    assert not await is_asked(house, first)
    assert await house.count("ratings", "rating = 3") == await house.count("ratings") == 1


@pytest.mark.parametrize("rating", [0, 6, -1, 10**9])
async def test_other_numbers_are_refused(house: House, rating: int) -> None:
    first, _ = await weeks_of_sessions(house, timedelta(days=1))
    with pytest.raises(Unusable):
        await rate(house, first, rating)


async def test_who_was_not_there_rates_nothing(house: House) -> None:
    first, second = await weeks_of_sessions(house, timedelta(days=1))
    await house.join(BEN)
    with pytest.raises(NotFound):
        await rate(house, first, 3, BEN)
    with pytest.raises(NotFound):
        await rate(house, second, 3)


async def test_talks_are_not_asked_about(house: House) -> None:
    await house.join(AMIRA, health=True)
    talk = await house.add(MENOPAUSE)
    await house.book(AMIRA, talk)
    await made(house, talk)
    assert not await is_asked(house, talk)


async def test_the_next_one_is_of_its_kind_with_room_and_not_booked_yet(house: House) -> None:
    first, second = await weeks_of_sessions(house, timedelta(days=1))
    await house.add(kind="upbeat", starts_at=STARTS + timedelta(days=2))
    third = await house.add(starts_at=STARTS + timedelta(days=3))
    async with house.database.reading() as reading:
        visitor = await people.visitor(reading, AMIRA)
        found = await ratings.following(reading, visitor, first, second.ends_at)
        other = await ratings.following(reading, visitor, replace(first, webinar_series="Essex Health Series"), STARTS)
    assert found
    assert found.session.id == third.id
    assert other is None
