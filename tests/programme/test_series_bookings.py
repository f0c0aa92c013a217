"""Booking a weekday of a weekly series: the weeks that are shown, an honest result, and new weeks as they come."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from programme import keys, people, series_bookings
from programme.errors import ConsentNeeded, NotFound
from programme.model import BookingState, EveryWeek, Gap, Role, Rule, Sensitivity, Session
from programme.series import extending
from tests.programme.cast import AMIRA, BEN, COLE, DESK_RESET, NOW, House

TUESDAY, FRIDAY = 1, 4
RULE = Rule(frozenset({TUESDAY, FRIDAY}), time(12, 30), date(2026, 11, 24))
FIRST = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
BOOKED, WAITING = BookingState.BOOKED, BookingState.WAITING


async def weekly(house: House, rule: Rule = RULE, **changes: object) -> Session:
    """The first session of a series on Tuesdays and Fridays, eight weeks of which are there."""
    cole = await house.join_as(COLE, Role.INSTRUCTOR)
    assert cole.person
    new = replace(DESK_RESET, starts_at=FIRST, instructor_id=cole.person.id, **changes)  # type: ignore[arg-type]
    async with house.database.transaction() as tx:
        return (await extending.add(tx, new, rule, "command line", NOW))[0]


async def start(house: House, chat_id: int, session: Session) -> None:
    async with house.database.transaction() as tx:
        await series_bookings.start(tx, await people.visitor(tx, chat_id), session.id, NOW)


async def stop(house: House, chat_id: int, session: Session) -> None:
    async with house.database.transaction() as tx:
        await series_bookings.stop(tx, await people.visitor(tx, chat_id), session.id, NOW)


async def weeks(house: House, chat_id: int, session: Session) -> EveryWeek:
    async with house.database.reading() as reading:
        return await series_bookings.weeks_of(reading, await people.visitor(reading, chat_id), session.id, NOW)


async def test_every_tuesday_that_is_shown_is_booked_and_no_friday(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    found = await weeks(house, AMIRA, session)
    assert found.is_going_on
    assert {week.on.weekday() for week in found.weeks} == {TUESDAY}
    assert [week.state for week in found.weeks] == [BOOKED] * 8
    assert await house.count("bookings") == 8


async def test_the_result_is_honest(house: House) -> None:
    """Of eight Fridays one is full, and two are bank holidays."""
    tuesday = await weekly(house, places=1)
    await house.join(AMIRA)
    await house.join(BEN)
    async with house.database.reading() as reading:
        row = await reading.one("SELECT id FROM sessions WHERE slot = '2026-12-04'")
    assert row
    friday = replace(tuesday, id=row["id"])
    await house.book(BEN, friday)
    await start(house, AMIRA, friday)
    found = await weeks(house, AMIRA, friday)
    assert [week.state for week in found.weeks] == [BOOKED, WAITING, BOOKED, BOOKED, None, None, BOOKED, BOOKED]
    assert [week.on for week in found.weeks if week.gap is Gap.HOLIDAY] == [date(2026, 12, 25), date(2027, 1, 1)]


async def test_pressing_again_changes_nothing(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    before = await weeks(house, AMIRA, session)
    await start(house, AMIRA, session)
    assert await weeks(house, AMIRA, session) == before


async def test_one_date_is_given_up_alone(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    await house.cancel(AMIRA, session)
    found = await weeks(house, AMIRA, session)
    assert [week.state for week in found.weeks] == [None] + [BOOKED] * 7
    assert found.is_going_on


async def extend(house: House, session: Session, **later: float) -> tuple[Session, ...]:
    assert session.series_id
    async with house.database.transaction() as tx:
        return await extending.extend(tx, session.series_id, NOW + timedelta(**later))


async def test_new_weeks_are_booked_as_they_come(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    new = await extend(house, session, weeks=2)
    assert {one.starts_at.weekday() for one in new} == {TUESDAY, FRIDAY}
    for one in new:
        is_tuesday = one.starts_at.weekday() == TUESDAY
        assert await house.count("bookings", f"session_id = '{one.id}'") == int(is_tuesday)


async def test_who_asked_first_is_first_in_a_new_week(house: House) -> None:
    session = await weekly(house, places=1)
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id)
    async with house.database.transaction() as tx:
        for seconds, chat_id in enumerate((BEN, AMIRA)):
            visitor = await people.visitor(tx, chat_id)
            await series_bookings.start(tx, visitor, session.id, NOW + timedelta(seconds=seconds))
    new = next(one for one in await extend(house, session, weeks=2) if one.starts_at.weekday() == TUESDAY)
    assert [(await house.card(one, new)).booking.state for one in (BEN, AMIRA)] == [BOOKED, WAITING]  # type: ignore[union-attr]


async def test_until_stopped_and_what_is_booked_stays(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    await stop(house, AMIRA, session)
    await stop(house, AMIRA, session)
    await extend(house, session, weeks=2)
    found = await weeks(house, AMIRA, session)
    assert not found.is_going_on
    assert await house.count("bookings", "state = 'booked'") == 8


async def test_who_has_left_is_not_booked_on_new_weeks(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    async with house.database.transaction() as tx:
        await people.leave(tx, await people.visitor(tx, AMIRA), NOW)
    await extend(house, session, weeks=2)
    assert await house.count("bookings", "state <> 'cancelled'") == 0
    assert await house.count("series_bookings", "stopped_at IS NULL") == 0


async def test_who_may_no_longer_come_is_passed_over(house: House) -> None:
    session = await weekly(house, employer_ids=(house.council.id,))
    await house.join(AMIRA)
    await start(house, AMIRA, session)
    async with house.database.transaction() as tx:
        await people.leave_workplace(tx, await people.visitor(tx, AMIRA), NOW)
    await extend(house, session, weeks=2)
    assert await house.count("bookings", "state <> 'cancelled'") == 0


async def test_consent_comes_first_where_it_is_about_health(house: House) -> None:
    session = await weekly(house, sensitivity=Sensitivity.HEALTH)
    await house.join(AMIRA)
    with pytest.raises(ConsentNeeded):
        await start(house, AMIRA, session)
    assert await house.count("series_bookings") == 0


async def test_a_session_of_no_series_has_no_weeks(house: House) -> None:
    await house.join(AMIRA)
    session = await house.add()
    with pytest.raises(NotFound):
        await start(house, AMIRA, session)


async def test_the_latest_dates_are_left_out_where_one_person_would_hold_too_many(house: House) -> None:
    session = await weekly(house)
    await house.join(AMIRA)
    async with house.database.transaction() as tx:
        await keys.keep_value(tx, "most_bookings", "6", NOW)
    await start(house, AMIRA, session)
    assert [week.state for week in (await weeks(house, AMIRA, session)).weeks] == [BOOKED] * 6 + [None] * 2


async def test_two_who_book_every_tuesday_at_once_do_not_wait_for_each_other(house: House) -> None:
    session = await weekly(house)
    for chat_id in (AMIRA, BEN):
        await house.join(chat_id)
    await asyncio.gather(start(house, AMIRA, session), start(house, BEN, session))
    assert await house.count("bookings", "state = 'booked'") == 16
