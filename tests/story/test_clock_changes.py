"""Reminders at the right moment on both clock-change weekends, and after a weekend asleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from playground import Person
from tests.stage import Stage
from tests.story.scenes import ECC, add_session


async def booked(stage: Stage, starts_at: datetime, minutes: int = 10) -> Person:
    """Amira, booked on a session, with nothing unread."""
    session = await add_session(stage, starts_at, minutes=minutes)
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    amira.skip()
    return amira


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2027-03-28 12:30", datetime(2027, 3, 28, 11, 30, tzinfo=UTC)),
        ("2027-03-27 12:30", datetime(2027, 3, 27, 12, 30, tzinfo=UTC)),
        ("2027-10-31 09:00", datetime(2027, 10, 31, 9, 0, tzinfo=UTC)),
        ("2027-10-30 09:00", datetime(2027, 10, 30, 8, 0, tzinfo=UTC)),
    ],
)
async def test_the_reminder_keeps_local_time_when_the_clocks_change(stage: Stage, local: str, utc: datetime) -> None:
    stage.move_to(utc - timedelta(days=3))
    amira = await booked(stage, utc)
    stage.move_to(utc - timedelta(minutes=10, seconds=-1))
    reminder = await amira.next()
    assert reminder.text.startswith(f"Your {local[11:]} starts in 10 minutes")
    stage.move_to(utc + timedelta(minutes=2))
    await amira.ask("/bookings")
    assert sum("starts in" in message.text for message in amira.messages) == 1


async def test_a_long_session_on_monday_is_reminded_of_on_friday_at_four(stage: Stage) -> None:
    monday = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
    amira = await booked(stage, monday, minutes=45)
    stage.move_to(datetime(2026, 11, 27, 16, 0, 1, tzinfo=UTC))
    assert "reminder" in (await amira.next()).text


async def test_after_a_weekend_asleep_nobody_is_reminded_of_what_has_begun(stage: Stage) -> None:
    starts = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    amira = await booked(stage, starts)
    await stage.end()
    stage.move_to(starts + timedelta(days=2))
    await stage.start()
    await amira.ask("/bookings")
    assert not any("starts" in message.text for message in amira.messages if message.by_bot and "Your" in message.text)


async def test_a_machine_that_wakes_late_still_reminds_before_the_start(stage: Stage) -> None:
    starts = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    amira = await booked(stage, starts)
    await stage.end()
    stage.move_to(starts - timedelta(minutes=4))
    await stage.start()
    assert (await amira.next()).text.startswith("Your 12:30 starts in ")


async def test_the_reminder_follows_the_setting(stage: Stage) -> None:
    starts = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    amira = await booked(stage, starts)
    await amira.press_data("remind:30")
    await amira.next()
    stage.move_to(starts - timedelta(minutes=30, seconds=-1))
    assert "30 minutes" in (await amira.next()).text
