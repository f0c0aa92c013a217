"""Times of day: a beginning and an end are a length; one alone says when, and nothing to come is logged."""

import re

import pytest

from programme.minutes_text import Reason
from programme.parsing import entries, lengths
from tests.programme.parsing.reading import NOW, TODAY, said, why

LENGTHS = {
    "12:00-12:30 walk": 30, "walk 12-12.30pm": 30, "walk 11.45 - 12.15": 30, "11-1pm walk": 120, "9am-10am walk": 60,
    "walk 12:30 to 1:15": 45, "walk from 6 to 6.45am": 45, "0600-0645 walk": 45, "walk between 12 and 12:30": 30,
    "walked noon till 12:40": 40, "walk 18:00-18:30": 30, "walk 7.00-7.30 this morning": 30,
}  # fmt: skip


@pytest.mark.parametrize("typed", LENGTHS)
def test_a_beginning_and_an_end_are_a_length(typed: str) -> None:
    assert [(minutes, activity) for minutes, activity, _ in said(typed)] == [(LENGTHS[typed], "walking")]


ASKED = {
    "walk 6-7": Reason.RANGE,
    "20-30 min walk": Reason.RANGE,
    "1.15-1.30 hours walk": Reason.RANGE,
    "run 5-5.30 miles": Reason.RANGE,
    "walk 23:30-00:15 yesterday": Reason.CLOCK,
    "walk 12:30-12:00": Reason.CLOCK,
    "9am-5pm walk": Reason.CLOCK,
    "walk 25:00-26:00": Reason.CLOCK,
    "walk 12:00-12:30 and 13:00-13:20": Reason.UNCLEAR,
    "walk 18:15-19:15": Reason.WHICH_DAY,
    "walk 18:15-19:15 today": Reason.FUTURE,
    "walk 7.30-8.00": Reason.CLOCK,
    "25 min walk at 8:15": Reason.CLOCK,
}


@pytest.mark.parametrize("typed", ASKED)
def test_what_may_be_no_time_or_to_come_is_asked_about(typed: str) -> None:
    assert why(typed) is ASKED[typed]


def test_when_it_began_is_beside_how_long_it_took() -> None:
    for typed in (
        "30 min walk at 12:30",
        "walked at 12 for 30 minutes",
        "30 min walk @ 1pm",
        "30 min walk at 10:15",
        "walk 30 min at noon",
    ):
        assert [minutes for minutes, _, _ in said(typed)] == [30]
    assert why("30 min walk at 12:30", NOW.replace(hour=11)) is Reason.WHICH_DAY


def test_what_begins_in_some_minutes_is_a_plan_and_no_length() -> None:
    for typed in ("gym in 30 mins", "walk in 20 min", "yoga in an hour", "walk home in 25 min"):
        assert why(typed) is Reason.PLAN
    for typed in ("ran 5k in 30 min", "walked home in 30 min", "cycled 10 miles in 30 mins"):
        assert [minutes for minutes, _, _ in said(typed)] == [30]


def test_control_without_the_check_the_future_would_be_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "OVER", re.compile(""))
    assert said("yoga in 30 mins") == [(30, "yoga", TODAY)]
    monkeypatch.setattr(entries, "earliest", lambda _: 0)
    assert said("walk 18:15-19:15 today") == [(60, "walking", TODAY)]
