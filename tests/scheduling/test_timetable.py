"""Duties keep to local time, whatever the clocks do, and are done once after a time asleep."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from programme.record import opened_record
from programme.store.engine import Database, StoreUnavailable
from scheduling.timetable import Duty, Timetable

LONDON = ZoneInfo("Europe/London")


async def nothing(_now: datetime) -> None:
    """A duty with nothing to do."""


def duty(at: time, weekday: int | None = None) -> Duty:
    return Duty("duty", at, nothing, weekday)


@pytest.mark.parametrize(
    ("moment", "at", "due"),
    [
        (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), time(8), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), time(8), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2027, 3, 27, 8, 0, tzinfo=UTC), time(8), datetime(2027, 3, 28, 7, tzinfo=UTC)),
        (datetime(2027, 10, 30, 7, 0, tzinfo=UTC), time(8), datetime(2027, 10, 31, 8, tzinfo=UTC)),
        (datetime(2027, 3, 27, 12, 0, tzinfo=UTC), time(1, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 10, 30, 12, 0, tzinfo=UTC), time(1, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_daily_duty_is_due_at_its_wall_clock_time(moment: datetime, at: time, due: datetime) -> None:
    assert duty(at).next_after(moment, LONDON) == due


def test_the_hour_that_comes_twice_has_one_due_instant() -> None:
    first = duty(time(1, 30)).next_after(datetime(2027, 10, 30, 12, tzinfo=UTC), LONDON)
    assert duty(time(1, 30)).next_after(first, LONDON) == datetime(2027, 11, 1, 1, 30, tzinfo=UTC)


def test_every_monday_for_ten_years_is_due_once_at_eight() -> None:
    moment, mondays = datetime(2026, 1, 1, tzinfo=UTC), []
    while moment.year < 2036:
        moment = duty(time(8), weekday=0).next_after(moment, LONDON)
        mondays.append(moment.astimezone(LONDON))
    assert {(day.weekday(), day.hour, day.minute) for day in mondays} == {(0, 8, 0)}
    assert len({day.date() for day in mondays}) == len(mondays) == 523


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_record(f"sqlite:///{tmp_path / 'duties.db'}", datetime(2026, 11, 20, tzinfo=UTC)) as database:
        yield database


async def test_after_a_week_asleep_a_duty_is_done_once(database: Database) -> None:
    ran: list[datetime] = []

    async def note(now: datetime) -> None:
        ran.append(now)

    present = datetime(2026, 11, 23, 9, tzinfo=UTC)
    timetable = Timetable(database, lambda: present, LONDON, [Duty("digests", time(8), note)], [])
    await timetable._plan()
    later = present + timedelta(days=7)
    for seconds in range(5):
        await timetable.tick(later + timedelta(seconds=seconds))
    assert ran == [later]


async def test_a_restart_neither_forgets_nor_repeats_a_duty(database: Database) -> None:
    ran: list[datetime] = []

    async def note(now: datetime) -> None:
        ran.append(now)

    duties = [Duty("digests", time(8), note)]
    for hours in (0, 24, 25, 48):
        now = datetime(2026, 11, 23, 7, 30, tzinfo=UTC) + timedelta(hours=hours)
        timetable = Timetable(database, lambda now=now: now, LONDON, duties, [])  # type: ignore[misc]
        await timetable._plan()
        await timetable.tick(now)
    assert [(moment.day, moment.hour) for moment in ran] == [(24, 7), (24, 8)]


async def test_a_duty_that_fails_keeps_no_other_from_being_done_and_is_tried_again(database: Database) -> None:
    ran: list[str] = []

    async def fail(_now: datetime) -> None:
        ran.append("fails")
        raise StoreUnavailable("database or disk is full")

    async def work(_now: datetime) -> None:
        ran.append("works")

    present = datetime(2026, 11, 23, 7, tzinfo=UTC)
    timetable = Timetable(
        database, lambda: present, LONDON, [Duty("first", time(8), fail), Duty("second", time(8), work)], []
    )
    await timetable._plan()
    for minutes in (60, 61, 62, 66):
        await timetable.tick(present + timedelta(minutes=minutes))
    assert ran == ["fails", "works", "fails"]
