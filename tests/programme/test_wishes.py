"""What people choose to tell: nothing unless they say so, and no-shows are never held against them."""

from datetime import datetime, timedelta

import pytest

from programme import afterwards, people, wishes
from programme.errors import Unusable
from programme.model import DayPart, Role, Session, Wishes
from tests.programme.cast import AMIRA, BEN, COLE, MENOPAUSE, NOW, STARTS, House

NEXT_DAY = STARTS + timedelta(days=2)
"""More than a day after both sessions were over."""


async def wishes_of(house: House, chat_id: int) -> Wishes:
    async with house.database.reading() as reading:
        return await wishes.wishes(reading, await people.visitor(reading, chat_id))


async def show(house: House, chat_id: int, typed: str = "") -> None:
    async with house.database.transaction() as tx:
        await wishes.show_name(tx, await people.visitor(tx, chat_id), typed, NOW)


async def names(house: House, session: Session) -> tuple[str, ...]:
    async with house.database.reading() as reading:
        return await wishes.names_coming(reading, session.id)


async def booked(house: House) -> Session:
    """A session that Amira and Ben are booked on."""
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id, health=True)
    session = await house.add()
    await house.book_all([AMIRA, BEN], session)
    return session


async def test_nobody_is_named_at_first(house: House) -> None:
    session = await booked(house)
    assert await names(house, session) == ()
    assert await wishes_of(house, AMIRA) == Wishes()


async def test_only_who_has_chosen_it_is_named(house: House) -> None:
    session = await booked(house)
    await show(house, AMIRA, "Amira K")
    assert await names(house, session) == ("Amira K",)


async def test_it_takes_a_name(house: House) -> None:
    await house.join(AMIRA)
    with pytest.raises(Unusable):
        await show(house, AMIRA)
    with pytest.raises(Unusable):
        await show(house, AMIRA, "x" * 61)
    assert (await wishes_of(house, AMIRA)).shown_to_instructors_at is None


async def test_nobody_is_named_on_a_session_about_health(house: House) -> None:
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id, health=True)
    talk = await house.add(MENOPAUSE)
    await house.book(AMIRA, talk)
    await show(house, AMIRA, "Amira")
    assert await names(house, talk) == ()


async def test_hiding_forgets_a_name_that_nothing_else_needs(house: House) -> None:
    session = await booked(house)
    await show(house, AMIRA, "Amira")
    async with house.database.transaction() as tx:
        await wishes.hide_name(tx, await people.visitor(tx, AMIRA), NOW)
    assert await names(house, session) == ()
    assert await wishes_of(house, AMIRA) == Wishes()


async def test_an_instructor_keeps_the_name_that_they_teach_under(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    await show(house, COLE, "Dr Cole")
    async with house.database.transaction() as tx:
        await wishes.hide_name(tx, await people.visitor(tx, COLE), NOW)
    assert await wishes_of(house, COLE) == Wishes("Dr Cole")


async def test_leaving_hides_them(house: House) -> None:
    session = await booked(house)
    await show(house, AMIRA, "Amira")
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, AMIRA), NOW)
    assert await names(house, session) == ()
    assert await house.count("people", "shown_to_instructors_at IS NOT NULL") == 0


async def two_sessions(house: House) -> tuple[Session, Session]:
    """Both are over a day before `NEXT_DAY`, and Amira is booked on both."""
    await house.join(AMIRA)
    first, second = await house.add(), await house.add(starts_at=STARTS + timedelta(hours=2))
    for session in (first, second):
        await house.book(AMIRA, session)
    return first, second


async def ask(house: House, now: datetime = NEXT_DAY) -> int:
    return await wishes.ask_after_two_missed(house.database, now)


async def say(house: House, session: Session, *, came: bool) -> None:
    act = afterwards.made_it if came else afterwards.missed_it
    async with house.database.transaction() as tx:
        await act(tx, await people.visitor(tx, AMIRA), session.id, STARTS + timedelta(hours=3))


async def test_who_missed_two_in_a_row_is_asked_once(house: House) -> None:
    first, _ = await two_sessions(house)
    await say(house, first, came=False)
    assert await ask(house) == 1
    assert [kind for kind, _ in await house.notices(AMIRA)][-1] == "best_time"
    assert await ask(house, NEXT_DAY + timedelta(days=1)) == 0


async def test_who_came_to_one_of_them_is_not_asked(house: House) -> None:
    first, second = await two_sessions(house)
    await say(house, first, came=False)
    await say(house, second, came=True)
    assert await ask(house) == 0


async def test_who_may_still_answer_is_not_asked_yet(house: House) -> None:
    await two_sessions(house)
    assert await ask(house, STARTS + timedelta(hours=20)) == 0


async def test_one_missed_alone_is_nothing(house: House) -> None:
    session = await booked(house)
    await say(house, session, came=False)
    assert await ask(house) == 0


async def test_a_best_time_is_kept_and_cleared_and_then_nobody_asks(house: House) -> None:
    await two_sessions(house)
    for best in (DayPart.LUNCH, None, DayPart.MORNING):
        async with house.database.transaction() as tx:
            await wishes.keep_best_time(tx, await people.visitor(tx, AMIRA), best)
        assert (await wishes_of(house, AMIRA)).best_time is best
    assert await ask(house) == 0
