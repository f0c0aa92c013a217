"""How moments are said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content import times
from tests.content.cast import NOW, STARTS, WORDS, ZONE


def test_a_moment_is_shown_on_the_readers_own_clock_with_uk_time_to_fall_back_on() -> None:
    unix = int(STARTS.timestamp())
    expected = f'<tg-time unix="{unix}" format="wDt">Tue 24 Nov 12:30 (UK time)</tg-time>'
    assert times.on_own_clock(WORDS, STARTS, ZONE) == expected


def test_summer_time_is_an_hour_later_on_the_wall() -> None:
    assert times.clock(datetime(2026, 7, 1, 11, 30, tzinfo=UTC), ZONE) == "12:30"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "Today, Mon 23 Nov"),
        (date(2026, 11, 24), "Tomorrow, Tue 24 Nov"),
        (date(2026, 11, 25), "Wed 25 Nov"),
    ],
)
def test_near_days_are_named(day: date, said: str) -> None:
    assert times.named_day(WORDS, day, NOW.date()) == said


def test_another_zone_is_named_by_its_city() -> None:
    assert times.zone_name(WORDS, ZoneInfo("America/New_York")) == "New York time"


@pytest.mark.parametrize(("seconds", "minutes"), [(600, 10), (598, 10), (570, 10), (20, 0), (-60, 0)])
def test_minutes_left_are_whole_and_never_negative(seconds: int, minutes: int) -> None:
    assert times.minutes_until(NOW + timedelta(seconds=seconds), NOW) == minutes


def test_one_minute_is_singular() -> None:
    assert (times.minutes(WORDS, 1), times.minutes(WORDS, 10)) == ("1 minute", "10 minutes")


@pytest.mark.parametrize("text", ["", "2026-02-30", "tomorrow", "2026-11-24T12:30"])
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert times.day_in(text) is None
