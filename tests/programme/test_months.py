"""An instructor's month: delivered sessions with counts; nobody else's, nothing cancelled, nothing still to come."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from programme import afterwards, bookings, months, people
from programme.model import Delivered, MonthRatings, Role, Session
from tests.programme.cast import AMIRA, BEN, CHARLIE, COLE, NOW, STARTS, House
from tests.programme.turnout import attend, count_no_more, gather, rate

LONDON = ZoneInfo("Europe/London")
NOVEMBER = date(2026, 11, 1)
LATER = NOW + timedelta(days=30)


async def led(house: House, **changes: Any) -> Session:
    cole = await house.visitor(COLE)
    assert cole.person
    return await house.add(instructor_id=cole.person.id, **changes)


async def month_of(house: House, chat: int = COLE, month: date = NOVEMBER, now: datetime = LATER) -> list[Delivered]:
    async with house.database.reading() as reading:
        return list(await months.delivered(reading, await people.visitor(reading, chat), month, LONDON, now))


async def test_the_head_count_or_else_those_who_joined_or_said_so(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    counted, uncounted = await led(house), await led(house, starts_at=STARTS + timedelta(hours=1))
    for chat in (AMIRA, BEN, CHARLIE):
        await house.join(chat)
    await house.book_all((AMIRA, BEN, CHARLIE, COLE), uncounted)
    after = STARTS + timedelta(hours=2)
    async with house.database.transaction() as tx:
        await bookings.join(tx, await people.visitor(tx, AMIRA), uncounted.id, uncounted.starts_at)
        await bookings.join(tx, await people.visitor(tx, COLE), uncounted.id, uncounted.starts_at)
        await afterwards.made_it(tx, await people.visitor(tx, AMIRA), uncounted.id, after)
        await afterwards.made_it(tx, await people.visitor(tx, BEN), uncounted.id, after)
        await afterwards.missed_it(tx, await people.visitor(tx, CHARLIE), uncounted.id, after)
        await afterwards.count_heads(tx, await people.visitor(tx, COLE), counted.id, 14, after)
    first, second = await month_of(house)
    assert (first.session.id, first.people, first.is_counted) == (counted.id, 14, True)
    assert (second.session.id, second.people, second.is_counted) == (uncounted.id, 2, False)


async def test_only_what_they_led_and_is_over_and_was_not_cancelled(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    await house.join_as(BEN, Role.INSTRUCTOR)
    session = await led(house)
    await house.call_off(await led(house, title="Called off"))
    await house.add(title="Somebody else's")
    assert [one.session.id for one in await month_of(house)] == [session.id]
    assert await month_of(house, BEN) == []
    assert await month_of(house, now=session.ends_at - timedelta(seconds=1)) == []
    assert len(await month_of(house, now=session.ends_at)) == 1


async def test_a_month_is_one_of_the_local_calendar(house: House) -> None:
    """23:30 UTC on 31 March is 1 April here."""
    await house.join_as(COLE, Role.INSTRUCTOR)
    await led(house, starts_at=datetime(2027, 3, 31, 23, 30, tzinfo=UTC))
    now = datetime(2027, 5, 1, tzinfo=UTC)
    assert len(await month_of(house, month=date(2027, 4, 1), now=now)) == 1
    assert await month_of(house, month=date(2027, 3, 1), now=now) == []


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-11", 11), ("2026-09", 9), ("2027-01", 11), ("", 11), ("2026-13", 11), ("x' OR 1=1", 11), ("2026-00", 11)],
)
def test_months_in_addresses(text: str, month: int) -> None:
    assert months.month_in(text, date(2026, 11, 23)) == date(2026, month, 1)


def test_months_follow_each_other_over_the_new_year() -> None:
    assert months.following(date(2026, 12, 1)) == date(2027, 1, 1)
    assert months.before(date(2027, 1, 1)) == date(2026, 12, 1)
    assert [months.following(months.before(date(2026, n, 1))).month for n in range(1, 13)] == list(range(1, 13))


# places and ratings

DECEMBER = datetime(2026, 12, 7, 8, tzinfo=UTC)


async def said_of(house: House, chat: int = COLE, month: date = NOVEMBER) -> MonthRatings | None:
    async with house.database.reading() as reading:
        return await months.ratings(reading, await people.visitor(reading, chat), month)


async def rated(house: House, right: int, wrong: int) -> list[str]:
    """So many say "just right" and so many "too hard" of a session that Dr Cole led; their ids."""
    await house.join_as(COLE, Role.INSTRUCTOR)
    session = await led(house, places=5000)
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, right + wrong, NOW)
        await attend(tx, crowd, crowd.ids, session.id, STARTS)
        await rate(tx, crowd.ids[:right], session.id, 3, STARTS)
        await rate(tx, crowd.ids[right:], session.id, 5, STARTS)
    return list(crowd.ids)


async def freeze(house: House, now: datetime = DECEMBER) -> None:
    async with house.database.transaction() as tx:
        await months.freeze_ratings(tx, b"key", now, LONDON)


async def test_ratings_are_frozen_once_the_month_is_over_and_stay(house: House) -> None:
    ids = await rated(house, 40, 30)
    await freeze(house, datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert await said_of(house) is None
    await freeze(house)
    frozen = await said_of(house)
    assert frozen
    assert abs((frozen.rated or 0) - 70) <= 6
    assert abs((frozen.just_right or 0) - 40) <= 10
    async with house.database.transaction() as tx:
        await count_no_more(tx, ids[:30], NOW)
    await freeze(house, DECEMBER + timedelta(days=7))
    assert await said_of(house) == frozen


@pytest.mark.parametrize(("right", "wrong"), [(3, 2), (9, 0), (0, 0)])
async def test_too_few_ratings_are_not_shown(house: House, right: int, wrong: int) -> None:
    await rated(house, right, wrong)
    await freeze(house)
    assert await said_of(house) in (None, MonthRatings())


async def test_those_who_did_not_say_just_right_are_protected_too(house: House) -> None:
    await rated(house, 60, 3)
    await freeze(house)
    assert (await said_of(house) or MonthRatings(0)).just_right is None


async def test_nobody_elses_ratings_are_shown(house: House) -> None:
    await rated(house, 40, 30)
    await house.join_as(BEN, Role.INSTRUCTOR)
    await freeze(house)
    assert await said_of(house, BEN) is None


async def test_who_asked_not_to_be_counted_is_not_from_then_on_and_the_past_does_not_change(house: House) -> None:
    await house.join_as(COLE, Role.INSTRUCTOR)
    before, after = await led(house), await led(house, starts_at=STARTS + timedelta(days=2))
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 5, NOW)
        for session in (before, after):
            await attend(tx, crowd, crowd.ids, session.id, STARTS)
        await count_no_more(tx, crowd.ids[:1], STARTS + timedelta(days=1))
    assert [(one.people, one.booked) for one in await month_of(house)] == [(5, 5), (4, 5)]
