"""A session on one line: what it surely says is taken, what it may say is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.post_line import Line, parse

MONDAY = date(2026, 11, 23)
KINDS = (("Seated", "seated"), ("Webinar", "webinar"), ("Strength and balance", "strength"), ("strength", "strength"))
WHOLE = {
    "kind": "seated",
    "day": "2026-11-24",
    "time": "12:30",
    "minutes": "10",
    "places": "20",
    "link": "https://zoom.us/j/1",
    "title": "Desk reset",
}


def read(typed: str) -> Line:
    return parse(typed, MONDAY, KINDS)


@pytest.mark.parametrize(
    "typed",
    [
        "seated 24 Nov 12:30 10 min 20 places https://zoom.us/j/1 Desk reset",
        "Seated Desk reset 24 Nov 12:30 10 min 20 places https://zoom.us/j/1",
        "seated https://zoom.us/j/1 20 places, 10 min, 24/11 at 12.30 Desk reset",
        "SEATED Desk reset, tomorrow at 12:30, 10 min, for 20 people https://zoom.us/j/1",
        "seated: “Desk reset” Tue 12:30 10min 20 spaces https://zoom.us/j/1",
        'seated\n"Desk reset"\nTue 24 Nov\n12:30\n10 min\n20 places\nhttps://zoom.us/j/1',
    ],
)
def test_a_whole_line_is_understood_in_any_order(typed: str) -> None:
    line = read(typed)
    assert dict(line.answers) == WHOLE
    assert (line.problems, line.unused) == ((), "")


def test_the_title_after_the_link_may_look_like_anything() -> None:
    line = read("seated 24 Nov 12:30 10 min 20 places https://zoom.us/j/1 10 min reset for Tuesday 9am")
    assert dict(line.answers)["title"] == "10 min reset for Tuesday 9am"


def test_numbers_without_a_unit_are_not_guessed() -> None:
    line = read("seated 24 Nov 12:30 10 20 https://zoom.us/j/1 Desk reset")
    assert not {"minutes", "places"} & dict(line.answers).keys()
    assert line.unused == "10 20"


def test_what_is_said_twice_is_asked() -> None:
    line = read("seated Tuesday stretch 25 Nov 12:30")
    assert "day" not in dict(line.answers)
    assert line.problems == (("day", "twice"),)


def test_two_runs_of_words_are_no_title() -> None:
    line = read("seated Desk 24 Nov reset 12:30")
    assert "title" not in dict(line.answers)
    assert line.unused == "Desk reset"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("seated 30 Feb", ("day", "not_a_date")),
        ("seated next Tue", ("day", "which")),
        ("seated 22 Nov", ("day", "past")),
        ("seated 25:00", ("time", "not_a_time")),
        ("seated 0 min", ("minutes", "range")),
        ("seated 25 hours", ("minutes", "range")),
        ("seated 0 places", ("places", "range")),
        ("seated 10,000 places", ("places", "range")),
        ("seated -5 places", ("places", "range")),
        ("seated ftp://example.org/x", ("link", "not_a_link")),
        ("seated www.example.org", ("link", "not_a_link")),
        ("seated javascript:alert(1)", ("link", "not_a_link")),
        ("seated https://a.example https://b.example", ("link", "twice")),
        ("seated " + "long " * 2000, ("title", "too_long")),
    ],
)
def test_what_cannot_be_used_is_a_problem_and_no_answer(typed: str, problem: tuple[str, str]) -> None:
    line = read(typed)
    assert line.problems == (problem,)
    assert dict(line.answers) == {"kind": "seated"}


def test_the_longest_name_of_a_kind_is_taken() -> None:
    assert dict(read("strength and balance Steady").answers) == {"kind": "strength", "title": "Steady"}


def test_a_kind_inside_a_word_is_none() -> None:
    assert dict(read("seatedly yours").answers) == {"title": "seatedly yours"}


@given(st.text(max_size=300))
def test_any_line_is_read(typed: str) -> None:
    line = read(typed)
    answered = [name for name, _ in line.answers]
    assert len(answered) == len(set(answered))
    assert not set(answered) & {name for name, _ in line.problems}


PIECES = {
    "kind": "seated",
    "day": "24 Nov",
    "time": "12:30",
    "minutes": "10 min",
    "places": "20 places",
    "link": "https://zoom.us/j/1",
    "title": '"Desk reset"',
}


@given(st.sets(st.sampled_from(sorted(PIECES))), st.randoms())
def test_nothing_is_said_that_the_line_does_not_say(names: set[str], chance: object) -> None:
    others = sorted(names - {"kind"})
    getattr(chance, "shuffle")(others)  # noqa: B009 - hypothesis gives an object without a type
    order = [*(["kind"] if "kind" in names else []), *others]
    line = read(" ".join(PIECES[name] for name in order))
    assert dict(line.answers) == {name: WHOLE[name] for name in names}
    assert line.problems == ()
