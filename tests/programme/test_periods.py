"""Periods: by headcount, never overlapping, closed when their last local day is over."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import periods
from programme.errors import Unusable
from programme.model import Period
from programme.periods import Shape

DAYS = st.dates(date(2024, 1, 1), date(2090, 12, 31))
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("headcount", "letters"), [(1, ""), (24, ""), (25, "FQ"), (249, "FQ"), (250, "W"), (1_000_000, "W")]
)
def test_the_headcount_decides(headcount: int, letters: str) -> None:
    assert "".join(periods.shapes(headcount)) == letters


@given(st.sampled_from(Shape), DAYS)
def test_every_day_is_in_one_period_that_its_name_finds(shape: Shape, day: date) -> None:
    period = periods.containing(shape, day)
    assert period.starts_on <= day < period.ends_before
    assert periods.containing(shape, period.ends_before).starts_on == period.ends_before
    assert periods.by_name(period.name) == period


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_before"),
    [
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 23)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 4)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-F12", date(2026, 11, 30), date(2026, 12, 28)),
    ],
)
def test_names(name: str, starts_on: date, ends_before: date) -> None:
    period = periods.by_name(name)
    assert (period.name, period.starts_on, period.ends_before) == (name, starts_on, ends_before)


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-W54", "2025-W53", "2026-Q5", "2026-F00", "2026-X1", "9999-W01", "٢٠٢٦-W01"]
)
def test_no_such_period(name: str) -> None:
    with pytest.raises(Unusable):
        periods.by_name(name)


@given(DAYS)
def test_four_weeks_begin_on_mondays_and_never_move(day: date) -> None:
    period = periods.four_weeks(day)
    assert period.starts_on.weekday() == 0
    assert period.ends_before - period.starts_on == timedelta(days=28)


def test_a_week_is_closed_when_its_sunday_is_over_there() -> None:
    names = [one.name for one in periods.closed(Shape.WEEK, date(2026, 11, 10), MONDAY)]
    assert names == ["2026-W46", "2026-W47"]
    assert [one.name for one in periods.closed(Shape.WEEK, date(2026, 11, 10), date(2026, 11, 22))] == ["2026-W46"]


def test_midnight_is_local() -> None:
    london = ZoneInfo("Europe/London")
    assert periods.local_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), london) == date(2026, 7, 1)
    assert periods.starts_at(date(2026, 7, 1), london).astimezone(UTC).hour == 23


def test_what_is_published_is_not_due_again() -> None:
    due = periods.unpublished(7500, date(2026, 11, 2), MONDAY, [])
    assert [one.name for one in due] == ["2026-W45", "2026-W46", "2026-W47"]
    assert periods.unpublished(7500, date(2026, 11, 2), MONDAY, due) == ()


@given(st.lists(st.sampled_from([100, 300]), min_size=2, max_size=30))
def test_weeks_and_four_weeks_never_overlap_whatever_the_headcount_does(headcounts: list[int]) -> None:
    published: list[Period] = []
    for number, headcount in enumerate(headcounts):
        today = MONDAY + timedelta(weeks=number)
        published += periods.unpublished(headcount, date(2026, 9, 1), today, published)
    weeks = [one for one in published if periods.is_week(one)]
    longer = [one for one in published if not periods.is_week(one)]
    assert not any(periods.overlap(one, other) for one in weeks for other in longer)
    assert len({one.name for one in published}) == len(published)


@pytest.mark.parametrize(
    ("headcount", "day"), [(7500, date(2026, 11, 30)), (10, date(2026, 11, 30)), (60, date(2026, 11, 30))]
)
def test_when_the_next_figures_come(headcount: int, day: date) -> None:
    assert periods.next_figures_on(headcount, MONDAY) == day


def test_a_quarter_that_ends_on_a_wednesday_waits_for_monday() -> None:
    assert periods.monday_from(date(2026, 7, 1)) == date(2026, 7, 6)
    assert periods.monday_from(MONDAY) == MONDAY
