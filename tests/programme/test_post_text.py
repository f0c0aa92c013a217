"""Days, times, lengths and places as they are typed: understood surely, or refused with the reason."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import post_text
from programme.errors import Unusable
from programme.new_sessions import MINUTES, PLACES

MONDAY = date(2026, 11, 23)


def problem(read: object, typed: str) -> str:
    assert callable(read)
    with pytest.raises(Unusable) as refused:
        read(typed)
    return refused.value.problem


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 Nov", date(2026, 11, 24)),
        ("24 november", date(2026, 11, 24)),
        ("24th of November", date(2026, 11, 24)),
        ("Tue 24 Nov", date(2026, 11, 24)),
        ("Tuesday, 24 Nov 2026", date(2026, 11, 24)),
        (" on  24 \u00a0 Nov ", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("Tue", date(2026, 11, 24)),
        ("sunday", date(2026, 11, 29)),
        ("12 Jan", date(2027, 1, 12)),
        ("22 Nov 2027", date(2027, 11, 22)),
    ],
)
def test_a_day_is_understood(typed: str, meant: date) -> None:
    assert post_text.day(typed, MONDAY) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("30 Feb", "not_a_date"),
        ("29 Feb", "not_a_date"),
        ("31/11", "not_a_date"),
        ("11/24", "not_a_date"),
        ("2026-02-30", "not_a_date"),
        ("the day after", "not_a_date"),
        ("24", "not_a_date"),
        ("", "not_a_date"),
        ("٢٤ Nov", "not_a_date"),
        ("next Tuesday", "which"),
        ("this tue", "which"),
        ("Mon", "which"),
        ("Wed 24 Nov", "wrong_weekday"),
        ("22 Nov", "past"),
        ("22/11/2026", "past"),
        ("24/11/0026", "past"),
        ("25 Nov 2027", "too_far"),
        ("2099-01-01", "too_far"),
    ],
)
def test_a_day_that_is_not_sure_is_refused(typed: str, why: str) -> None:
    assert problem(lambda said: post_text.day(said, MONDAY), typed) == why


def test_a_leap_day_is_found_in_the_year_that_has_it() -> None:
    assert post_text.day("29 Feb", date(2027, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12:30", time(12, 30)),
        ("12.30", time(12, 30)),
        ("1230", time(12, 30)),
        ("9:05", time(9, 5)),
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9.30pm", time(21, 30)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("at 15:00", time(15)),
    ],
)
def test_a_time_is_understood(typed: str, meant: time) -> None:
    assert post_text.clock(typed) == meant


@pytest.mark.parametrize("typed", ["9", "24:00", "12:60", "13pm", "0am", "half past", "lunch", "", "-1:00", "٩:٣٠"])
def test_a_time_that_is_not_sure_is_refused(typed: str) -> None:
    assert problem(post_text.clock, typed) == "not_a_time"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", 10),
        ("10 min", 10),
        ("25mins", 25),
        ("1 hour", 60),
        ("1 h 30 min", 90),
        ("1h30m", 90),
        ("half an hour", 30),
    ],
)
def test_a_length_is_understood(typed: str, meant: int) -> None:
    assert post_text.length(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "range"),
        ("-5", "range"),
        ("25 hours", "range"),
        ("481", "range"),
        ("1e9", "not_a_number"),
        ("ten", "not_a_number"),
        ("1.5 h", "not_a_number"),
        ("9" * 5000, "not_a_number"),
    ],
)
def test_a_length_out_of_reach_is_refused(typed: str, why: str) -> None:
    assert problem(post_text.length, typed) == why


@pytest.mark.parametrize(("typed", "meant"), [("20", 20), ("20 places", 20), ("for 12 people", 12), ("1,000", 1000)])
def test_a_number_of_places_is_understood(typed: str, meant: int) -> None:
    assert post_text.room(typed) == meant


@pytest.mark.parametrize("typed", ["0", "10,000", "10000 places", "-1", "5001"])
def test_a_number_of_places_out_of_reach_is_refused(typed: str) -> None:
    assert problem(post_text.room, typed) == "range"


@given(st.text())
def test_anything_typed_is_understood_or_refused(typed: str) -> None:
    for read in (lambda said: post_text.day(said, MONDAY), post_text.clock, post_text.length, post_text.room):
        with suppress(Unusable):
            assert read(typed) is not None


@given(st.dates(MONDAY, date(2027, 11, 23)))
def test_a_day_written_out_is_that_day(meant: date) -> None:
    for written in (f"{meant}", f"{meant:%d/%m/%Y}", f"{meant:%a %d %b %Y}", f"{meant:%-d %B %Y}"):
        assert post_text.day(written, MONDAY) == meant


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_written_out_is_that_time(meant: time) -> None:
    for written in (f"{meant:%H:%M}", f"{meant:%H.%M}", f"{meant:%I:%M %p}", f"{meant:%H%M}"):
        assert post_text.clock(written) == meant


@given(st.integers(-10_000, 10_000))
def test_numbers_are_taken_only_within_their_range(n: int) -> None:
    for read, allowed in ((post_text.length, MINUTES), (post_text.room, PLACES)):
        if n in allowed:
            assert read(str(n)) == n
        else:
            assert problem(read, str(n)) == "range"
