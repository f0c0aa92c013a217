"""Reminders at the right moment on both clock-change weekends, and after a weekend asleep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.lanes import Lane
from bot.outgoing import Outgoing, Turn
from content.screen import Screen
from playground import Person
from programme import bookings, people, sessions
from programme.model import Contact, NewSession
from scheduling.outcomes import Outcome
from tests.stage import Stage
from tests.story.crowds import book, members, reasons, record_of
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


REMINDER = re.compile(r"^Your (\d\d:\d\d) starts")


def reminded_of(person: Person) -> list[str]:
    found = (REMINDER.match(message.text) for message in person.messages if message.by_bot)
    return [match.group(1) for match in found if match]


async def booked_three_times(stage: Stage, first: datetime, *after: timedelta) -> Person:
    """Amira, booked on a session at *first* and on others so much later."""
    made = [await add_session(stage, first + later) for later in (timedelta(), *after)]
    (amira,) = await members(stage, 1)
    for session in made:
        await book(stage, [amira], session)
    await stage.start()
    return amira


@pytest.mark.parametrize("leap", [timedelta(hours=1), timedelta(days=1)])
async def test_a_clock_that_leaps_says_what_it_missed_and_doubles_nothing(
    stage: Stage, leap: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    """What began meanwhile is not reminded of, and the log says why; what is still to come is, once."""
    caplog.set_level("INFO")
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    stage.move_to(noon - timedelta(minutes=30))
    amira = await booked_three_times(stage, noon, timedelta(minutes=15), leap)
    stage.move_to(noon - timedelta(minutes=30) + leap)
    await amira.ask("/help")
    stage.move_to(noon + leap - timedelta(minutes=9))
    await stage.telegram.until(lambda: reminded_of(amira))
    stage.move_to(noon + leap + timedelta(minutes=5))
    await amira.ask("/help")
    assert reminded_of(amira) == [f"{noon + leap:%H:%M}"]
    assert (await reasons(stage))["dropped", "expired"] >= 2
    assert "notices dropped because their time was over: 2" in caplog.text


async def test_control_what_does_not_expire_would_come_late(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object) -> int:
        return 0

    monkeypatch.setattr("programme.notices.store.mark_expired", never)
    monkeypatch.setattr("programme.notices.relevance.reason_to_drop", lambda *_: None)
    monkeypatch.setattr("bot.outgoing.Outgoing.deliver", deliver_late)
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    stage.move_to(noon - timedelta(minutes=30))
    amira = await booked_three_times(stage, noon)
    stage.move_to(noon + timedelta(hours=1))
    await stage.telegram.until(lambda: reminded_of(amira))


async def deliver_late(self: Outgoing, contact: Contact, screen: Screen, lane: Lane, _deadline: object) -> Outcome:
    assert contact.chat_id
    return await self._show(Turn(contact.chat_id, lane), screen, None)


@pytest.mark.parametrize("night", [datetime(2027, 3, 27, 22, 0, tzinfo=UTC), datetime(2027, 10, 30, 21, 0, tzinfo=UTC)])
async def test_through_the_night_each_session_is_reminded_of_once(stage: Stage, night: datetime) -> None:
    """One every half hour, the hour that is skipped or comes twice among them."""
    stage.move_to(night)
    await add_session(stage, night + timedelta(days=2))
    starts = [night + timedelta(minutes=30 * n) for n in range(1, 11)]
    (amira,) = await members(stage, 1)
    await book_new(stage, amira, starts)
    await stage.start()
    for number, start in enumerate(starts, 1):
        stage.move_to(start - timedelta(minutes=10, seconds=-1))
        await stage.telegram.until(lambda: len(reminded_of(amira)) >= number)  # noqa: B023 - waited for
    stage.pass_by(minutes=30)
    await amira.ask("/help")
    assert reminded_of(amira) == [f"{start.astimezone(stage.settings.zone):%H:%M}" for start in starts]


async def book_new(stage: Stage, person: Person, starts: Sequence[datetime]) -> None:
    """Sessions at any moment, even one whose time on the clock comes twice and cannot be typed."""
    async with record_of(stage) as database, database.transaction() as tx:
        for start in starts:
            new = NewSession("Desk reset", "seated", start, 10, 20, "https://meet.example.org/desk")
            made = await sessions.add(tx, new, "test", stage.telegram.now)
            await bookings.book(tx, await people.visitor(tx, person.id), made.id, stage.telegram.now)
