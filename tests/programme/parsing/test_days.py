"""Which day: said, not said, still to come, on the reader's clock, over new year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from programme.minutes_text import NotUnderstood, Reason
from programme.parsing.values import Understood
from tests.programme.parsing.reading import MONDAY, NOW, SATURDAY, TODAY, YESTERDAY, read, said, why


def test_a_day_that_was_not_said_is_known_as_such() -> None:
    answers = [read(typed) for typed in ("25 walk", "25 walk today", "25 walk this morning")]
    assert [one.day_said for answer in answers if isinstance(answer, Understood) for one in answer.entries] == [
        False,
        True,
        True,
    ]


def test_part_of_a_day_that_is_still_to_come() -> None:
    morning = NOW.replace(hour=9)
    for typed, reason in (
        ("20 min walk this evening", Reason.FUTURE),
        ("20 min walk tonight", Reason.FUTURE),
        ("20 min walk today after work", Reason.FUTURE),
        ("20 min walk after work", Reason.WHICH_DAY),
    ):
        assert read(typed, morning) == NotUnderstood(reason)
    assert said("20 min walk yesterday after work", morning) == [(20, "walking", YESTERDAY)]


def test_just_after_midnight_it_is_asked_which_day() -> None:
    night = datetime(2026, 11, 18, 0, 20, tzinfo=UTC)
    assert read("30 min walk", night) == NotUnderstood(Reason.WHICH_DAY)
    assert said("30 min walk yesterday", night) == [(30, "walking", YESTERDAY)]


def test_days_are_those_of_the_readers_clock() -> None:
    summer_night = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)
    assert said("5 min walk yesterday", summer_night) == [(5, "walking", date(2026, 7, 14))]
    assert said("5 min walk", summer_night) == [(5, "walking", date(2026, 7, 15))]


def test_a_date_without_a_year_goes_back_over_new_year() -> None:
    new_year = datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert said("20 min walk 30/12", new_year) == [(20, "walking", date(2026, 12, 30))]
    assert said("20 min walk 29 Feb", datetime(2028, 3, 1, 12, tzinfo=UTC)) == [(20, "walking", date(2028, 2, 29))]


def test_exactly_28_days_back_and_no_more() -> None:
    assert said("20 min walk 4 weeks ago")[0][2] == TODAY - timedelta(days=28)
    assert read("20 min walk 29 days ago") == NotUnderstood(Reason.TOO_OLD)


@pytest.mark.parametrize(
    ("typed", "on"),
    [("20 min walk sat just gone", SATURDAY), ("20 min walk 14.11.26", SATURDAY), ("monday's walk 20 min", MONDAY),
     ("20 min walk last nite", YESTERDAY), ("20 min walk a fortnight ago", TODAY - timedelta(days=14))],
)  # fmt: skip
def test_more_ways_to_say_a_day(typed: str, on: date) -> None:
    assert said(typed) == [(20, "walking", on)]


TWO_DAYS = [(20, "walking", MONDAY), (30, "running", YESTERDAY)]


@pytest.mark.parametrize(
    "typed",
    ["Mon: 20 walk, Tue: 30 run", "mon 20 min walk, tues 30 min run", "20 walk, mon, 30 run, tue",
     "mon 20 walk tue 30 run", "20 walk mon 30 run tue", "Monday: 20 min walk. Tuesday: 30 min run."],
)  # fmt: skip
def test_each_entry_with_its_own_day(typed: str) -> None:
    assert said(typed) == TWO_DAYS


@pytest.mark.parametrize(
    "typed",
    ["20 walk, yesterday, 10 yoga", "20 walk, mon, 30 run, tue, 10 yoga", "30 min walk this morning and evening"],
)
def test_a_day_that_may_belong_to_either_is_asked_about(typed: str) -> None:
    assert why(typed) is Reason.WHICH_DAY
