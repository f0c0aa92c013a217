"""Time off, quiet hours and times of breaks as people type them."""

from datetime import date, time

import pytest

from programme import rhythm_text
from programme.errors import Unusable
from programme.model import Away, Quiet

TODAY = date(2026, 12, 16)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("I'm off until 4 Jan", "2026-12-16", "2027-01-04"),
        ("I’m off till 4 January.", "2026-12-16", "2027-01-04"),
        ("until 4/1", "2026-12-16", "2027-01-04"),
        ("4 jan", "2026-12-16", "2027-01-04"),
        ("on leave until 2027-01-04", "2026-12-16", "2027-01-04"),
        ("on annual leave from 21 Dec to 4 Jan", "2026-12-21", "2027-01-04"),
        ("21 dec - 4 jan", "2026-12-21", "2027-01-04"),
        ("21 dec–4 jan", "2026-12-21", "2027-01-04"),
        ("away 21 December until 4 January 2027", "2026-12-21", "2027-01-04"),
        ("back on 5 Jan", "2026-12-16", "2027-01-04"),
        ("I'll be back at work on Monday", "2026-12-16", "2026-12-20"),
        ("off until Friday", "2026-12-16", "2026-12-18"),
        ("today", "2026-12-16", "2026-12-16"),
        ("off tomorrow", "2026-12-17", "2026-12-17"),
        ("I'm off on Friday", "2026-12-18", "2026-12-18"),
        ("annual leave until 4 jan", "2026-12-16", "2027-01-04"),
        ("no nudges please until 4 Jan", "2026-12-16", "2027-01-04"),
        ("I'm not at work from 21 dec to 4 jan", "2026-12-21", "2027-01-04"),
        ("this week", "2026-12-16", "2026-12-20"),
        ("off next week", "2026-12-21", "2026-12-27"),
        ("for two weeks", "2026-12-16", "2026-12-29"),
        ("3 days", "2026-12-16", "2026-12-18"),
        ("out of the office until 4 Jan", "2026-12-16", "2027-01-04"),
        ("annual leave 21-23 December", "2026-12-21", "2026-12-23"),
        ("21 - 23 dec", "2026-12-21", "2026-12-23"),
        ("21st–23rd of December 2026", "2026-12-21", "2026-12-23"),
        ("I'm off from the 21st to the 23rd of Dec", "2026-12-21", "2026-12-23"),
        ("off 21 dec-4 jan", "2026-12-21", "2027-01-04"),
        ("21 october 2027", "2026-12-16", "2027-10-21"),
        ("I'm ill until Friday", "2026-12-16", "2026-12-18"),
        ("off sick until Fri", "2026-12-16", "2026-12-18"),
        ("I'm not feeling well today", "2026-12-16", "2026-12-16"),
        ("signed off for two weeks", "2026-12-16", "2026-12-29"),
        ("on sick leave till 4 jan", "2026-12-16", "2027-01-04"),
        ("on holiday next week", "2026-12-21", "2026-12-27"),
        ("until Wednesday", "2026-12-16", "2026-12-23"),
        ("back on Wednesday", "2026-12-16", "2026-12-22"),
    ],
)
def test_time_off_is_understood(typed: str, first: str, last: str) -> None:
    assert rhythm_text.away(typed, TODAY) == Away(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "missing"),
        (" \u202e ", "missing"),
        ("x" * 10_000, "too_long"),
        ("until 31 Feb", "not_a_date"),
        ("until 2025-01-04", "past"),
        ("4 Jan 2030", "too_far"),
        ("off on Wednesday", "which"),
        ("I'm off", "how_long"),
        ("I'm ill", "how_long"),
        ("until next Friday", "which"),
        ("until Mon 5 Jan 2027", "wrong_weekday"),
        ("4 jan to 21 dec 2026", "order"),
        ("24 dec to 20 dec", "order"),
        ("annual leave 24-20 December", "order"),
        ("30-31 February", "not_a_date"),
        ("24-26", "not_a_date"),
        ("0 days", "past"),
        ("back today", "past"),
        ("-4", "not_a_date"),
        ("٤ Jan", "not_a_date"),
        ("<b>4 Jan</b>", "not_a_date"),
        ("'; DROP TABLE people", "not_a_date"),
        ("🏝️", "not_a_date"),
        ("when it's sunny", "not_a_date"),
    ],
)
def test_what_is_not_surely_understood_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(Unusable) as refused:
        rhythm_text.away(typed, TODAY)
    assert refused.value.problem == problem


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("20:00 to 07:00", time(20), time(7)),
        ("9pm-7am", time(21), time(7)),
        ("from 21:30 until 6.30", time(21, 30), time(6, 30)),
        ("2200–0600", time(22), time(6)),
        ("noon to 1pm", time(12), time(13)),
    ],
)
def test_quiet_hours_are_understood(typed: str, since: time, until: time) -> None:
    assert rhythm_text.quiet(typed) == Quiet(since, until)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("9 to 5", "not_a_time"), ("all night", "not_a_time"), ("25:00 to 7:00", "not_a_time"), ("7am to 07:00", "same"),
     ("", "missing"), ("9" * 10_000, "too_long"), ("20:00", "not_a_time")],
)  # fmt: skip
def test_unclear_quiet_hours_are_refused(typed: str, problem: str) -> None:
    with pytest.raises(Unusable) as refused:
        rhythm_text.quiet(typed)
    assert refused.value.problem == problem


@pytest.mark.parametrize(
    "typed",
    ["I'm off until 4 Jan", "until 4 Jan", "21 Dec to 4 Jan", "back on Monday", "off next week",
     "no nudges until Friday", "I’m on annual leave", "until tomorrow", "I'm back", "out of office till 4/1",
     "I'm ill until Friday", "off sick", "I'm not well today"],
)  # fmt: skip
def test_time_off_is_told_from_times_of_day(typed: str) -> None:
    assert rhythm_text.is_time_off(typed)


@pytest.mark.parametrize(
    "typed",
    ["10:30", "Tue 15:00", "3pm", "9pm until 7am", "21:00 to 06:30", "until 10pm", "Friday", "on Fridays at 11am", ""],
)
def test_times_of_day_are_no_time_off(typed: str) -> None:
    assert not rhythm_text.is_time_off(typed)


@pytest.mark.parametrize(
    "typed", ["I'm back", "i am back at work now", "I'm not off any more", "back", "I'm better now"]
)
def test_being_back_is_understood(typed: str) -> None:
    assert rhythm_text.is_back(typed)


@pytest.mark.parametrize("typed", ["back on 5 Jan", "I'm off", "not off on Friday", "until 4 Jan"])
def test_being_back_later_is_not_being_back(typed: str) -> None:
    assert not rhythm_text.is_back(typed)


@pytest.mark.parametrize("typed", ["I'm ill until Friday", "Off sick today", "not well", "I’m poorly", "sick leave"])
def test_being_ill_is_told_from_other_time_off(typed: str) -> None:
    assert rhythm_text.is_ill(typed)


@pytest.mark.parametrize(
    "typed", ["I'm off until Friday", "not ill any more", "back on Monday", "holiday", "Tue 15:00"]
)
def test_other_time_off_is_not_being_ill(typed: str) -> None:
    assert not rhythm_text.is_ill(typed)


def test_quiet_hours_may_go_past_midnight_or_not() -> None:
    night, lunch = Quiet(), Quiet(time(12), time(13))
    assert [night.covers(time(hour)) for hour in (19, 20, 0, 6, 7)] == [False, True, True, True, False]
    assert [lunch.covers(time(hour)) for hour in (11, 12, 13)] == [False, True, False]
