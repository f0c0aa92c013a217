"""Reminders: when they are due, and how they follow the place and the reader's choice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import people, preferences, reminders
from programme.errors import Unusable
from programme.model import NewSession
from programme.sessions import new_session
from tests.programme.cast import (
    AMIRA,
    BEN,
    KINDS,
    MENOPAUSE,
    STARTS,
    House,
    before_start,
    later,
)

LONDON = ZoneInfo("Europe/London")
NEAR = ("reminder_near", before_start(minutes=10))
DAY_BEFORE = ("reminder_day_before", datetime(2026, 11, 23, 16, 0, tzinfo=UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def talk(starts_at: datetime, minutes: int = 45) -> NewSession:
    return replace(MENOPAUSE, starts_at=starts_at, minutes=minutes)


def day_before(starts_at: datetime, minutes: int = 45) -> datetime | None:
    return reminders.day_before_due(new_session(talk(starts_at, minutes), KINDS[2], None), LONDON)


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2026-11-24 12:30", "2026-11-23 16:00"),  # Tuesday: Monday
        ("2026-11-23 12:30", "2026-11-20 16:00"),  # Monday: Friday
        ("2026-11-29 12:30", "2026-11-27 16:00"),  # Sunday: Friday
        ("2026-12-29 12:30", "2026-12-24 16:00"),  # after Christmas, its substitute day and a weekend
        ("2026-04-07 11:30", "2026-04-02 15:00"),  # after Easter: Thursday, in summer time
        ("2026-09-01 11:30", "2026-08-28 15:00"),  # after the late summer bank holiday
        ("2026-03-30 11:30", "2026-03-27 16:00"),  # the clocks went forward in between: still 16:00 local
        ("2026-10-26 12:30", "2026-10-23 15:00"),  # the clocks went back in between: still 16:00 local
        ("2026-06-15 23:30", "2026-06-15 15:00"),  # half past midnight local: the local date counts
    ],
)
def test_the_day_before_is_at_four_on_the_last_working_day(starts: str, due: str) -> None:
    assert day_before(utc(starts)) == utc(due)


def test_short_sessions_are_not_reminded_the_day_before() -> None:
    assert day_before(STARTS, minutes=29) is None
    assert day_before(STARTS, minutes=30) is not None


@pytest.mark.parametrize("starts", ["2026-03-29 01:05", "2026-10-25 01:05"])
def test_the_near_one_is_ten_real_minutes_before_on_both_clock_change_nights(starts: str) -> None:
    session = new_session(talk(utc(starts)), KINDS[2], None)
    assert reminders.near_due(session, 10) == utc(starts) - timedelta(minutes=10)


def test_zero_minutes_is_no_reminder() -> None:
    assert reminders.near_due(new_session(talk(STARTS), KINDS[2], None), 0) is None


async def test_a_booking_plans_its_reminders(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    assert await house.notices(AMIRA) == [DAY_BEFORE, NEAR]


async def test_short_sessions_plan_the_near_one_only(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    assert await house.notices(AMIRA) == [NEAR]


async def test_what_is_past_is_not_planned(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE), before_start(minutes=5))
    assert await house.notices(AMIRA) == []


async def set_reminder(house: House, chat_id: int, minutes: int, now: datetime) -> None:
    async with house.database.transaction() as tx:
        await preferences.set_reminder(tx, await people.visitor(tx, chat_id), minutes, now)


async def set_day_before(house: House, chat_id: int, *, on: bool) -> None:
    async with house.database.transaction() as tx:
        await preferences.set_day_before(tx, await people.visitor(tx, chat_id), on, later(hours=1))


async def test_another_choice_plans_the_waiting_ones_again(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    await set_reminder(house, AMIRA, 60, later(hours=1))
    assert await house.notices(AMIRA) == [DAY_BEFORE, ("reminder_near", before_start(minutes=60))]


async def test_off_drops_them_and_on_brings_them_back(house: House) -> None:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    await set_reminder(house, AMIRA, 0, later(hours=1))
    assert await house.notices(AMIRA) == []
    await set_reminder(house, AMIRA, 10, later(hours=2))
    assert await house.notices(AMIRA) == [NEAR]


async def test_the_choice_holds_for_later_bookings(house: House) -> None:
    await house.join(AMIRA)
    await set_reminder(house, AMIRA, 30, later(hours=1))
    await house.book(AMIRA, await house.add())
    assert await house.notices(AMIRA) == [("reminder_near", before_start(minutes=30))]


async def test_the_day_before_is_switched_off_and_on_by_itself(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    await set_day_before(house, AMIRA, on=False)
    assert await house.notices(AMIRA) == [NEAR]
    await set_day_before(house, AMIRA, on=True)
    assert await house.notices(AMIRA) == [DAY_BEFORE, NEAR]


async def test_choosing_plans_nothing_for_who_only_waits(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    await house.book_all([AMIRA, BEN], await house.add(places=1))
    await set_reminder(house, BEN, 15, later(hours=1))
    assert await house.notices(BEN) == []


async def test_minutes_that_are_not_a_choice_are_refused(house: House) -> None:
    await house.join(AMIRA)
    with pytest.raises(Unusable):
        await set_reminder(house, AMIRA, 7, later(hours=1))
