"""Local dates and times, as people type them, to moments."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from programme.errors import Unusable
from programme.local import parse

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-24 12:30", datetime(2026, 11, 24, 12, 30, tzinfo=UTC)),
        (" 2026-07-01T12:30 ", datetime(2026, 7, 1, 11, 30, tzinfo=UTC)),
        ("2028-02-29 00:00", datetime(2028, 2, 29, tzinfo=UTC)),
        ("2026-03-29 02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25 02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_local_time_becomes_utc(typed: str, moment: datetime) -> None:
    assert parse(typed, LONDON) == moment


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2026-02-30 12:30", "not_a_date"),
        ("2027-02-29 12:30", "not_a_date"),
        ("2026-11-24 24:00", "not_a_date"),
        ("24/11/2026 12:30", "not_a_date"),
        ("2026-11-24", "not_a_date"),
        ("２０２６-11-24 12:30", "not_a_date"),
        ("0000-01-01 00:00", "not_a_date"),
        ("", "not_a_date"),
        ("2026-03-29 01:30", "skipped"),
        ("2026-10-25 01:30", "doubled"),
    ],
)
def test_what_is_no_one_moment_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Unusable, match=f"when: {problem}"):
        parse(typed, LONDON)


def test_the_ends_of_the_calendar_do_not_break_it() -> None:
    with pytest.raises(Unusable):
        parse("9999-12-31 23:59", ZoneInfo("America/New_York"))
    with pytest.raises(Unusable):
        parse("0001-01-01 00:00", ZoneInfo("Asia/Tokyo"))
