"""Cover: offered to the other instructors, taken by the first, and the team is told in time if nobody does."""

import asyncio
from datetime import datetime

from programme import cover, people
from programme.errors import AlreadyCovered, Refusal
from programme.model import Role, Session
from tests.programme.cast import (
    AMIRA,
    BEN,
    CHARLIE,
    COLE,
    HOLLY,
    NOW,
    House,
    before_start,
)
from tests.programme.leading import booked, due, led, rows


async def asked(house: House, session: Session, now: datetime = NOW) -> None:
    async with house.database.transaction() as tx:
        await cover.ask(tx, await people.visitor(tx, COLE), session.id, now)


async def taken(house: House, session: Session, chat_id: int, now: datetime = NOW) -> Session | Refusal:
    try:
        async with house.database.transaction() as tx:
            return await cover.accept(tx, await people.visitor(tx, chat_id), session.id, now)
    except Refusal as refusal:
        return refusal


async def instructors(house: House, *chat_ids: int) -> None:
    for chat_id in chat_ids:
        await house.join_as(chat_id, Role.INSTRUCTOR)


async def test_cover_is_offered_to_the_others_and_the_first_has_it(house: House) -> None:
    session = await led(house)
    await booked(house, session, AMIRA)
    await instructors(house, BEN, CHARLIE)
    await asked(house, session)
    assert await due(house, NOW) == [("cover_asked", BEN), ("cover_asked", CHARLIE)]
    answers = await asyncio.gather(taken(house, session, BEN), taken(house, session, CHARLIE))
    assert [type(one) for one in answers if isinstance(one, Refusal)] == [AlreadyCovered]
    assert [kind for kind, _ in await due(house, NOW)] == ["cover_found", "new_leader"]
    assert await house.count("bookings", "state = 'booked'") == 1


async def test_whoever_covers_is_reminded_and_the_other_is_not(house: House) -> None:
    session = await led(house)
    await instructors(house, BEN)
    await asked(house, session)
    covered = await taken(house, session, BEN)
    assert isinstance(covered, Session)
    assert covered.revision == session.revision
    await due(house, NOW)
    assert await due(house, before_start(minutes=30)) == [("leading", BEN)]


async def test_nobody_by_two_hours_before_and_the_team_is_told(house: House) -> None:
    session = await led(house)
    await instructors(house, BEN)
    await house.join_as(HOLLY, Role.TEAM)
    await asked(house, session)
    await due(house, NOW)
    assert await due(house, before_start(hours=2, minutes=1)) == []
    assert await due(house, before_start(hours=2)) == [("cover_open", HOLLY)]


async def test_somebody_in_time_and_the_team_is_not_troubled(house: House) -> None:
    session = await led(house)
    await instructors(house, BEN)
    await house.join_as(HOLLY, Role.TEAM)
    await asked(house, session)
    await taken(house, session, BEN)
    await due(house, NOW)
    assert await due(house, before_start(hours=2)) == []


async def test_stop_asking_and_it_is_not_to_be_had(house: House) -> None:
    session = await led(house)
    await instructors(house, BEN)
    await asked(house, session)
    async with house.database.transaction() as tx:
        await cover.withdraw(tx, await people.visitor(tx, COLE), session.id, NOW)
    assert isinstance(await taken(house, session, BEN), AlreadyCovered)
    assert await due(house, NOW) == []


async def test_an_employee_cannot_take_it(house: House) -> None:
    session = await led(house)
    await house.join(AMIRA)
    await asked(house, session)
    assert isinstance(await taken(house, session, AMIRA), Refusal)
    assert await rows(house, "instructor_id") == [(session.instructor_id,)]
