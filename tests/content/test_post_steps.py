"""The questions of the form: every refusal has words, and the words have the right numbers."""

from datetime import date

import pytest

from content import post
from content.post_steps import NAMES, OFFERED, PROBLEMS_AT, QUESTIONS, problem, working_days
from programme import new_sessions, posting
from programme.new_sessions import MINUTES, PLACES

CODES = {
    "title": ("missing", "too_long"),
    "day": ("not_a_date", "which", "wrong_weekday", "past", "too_far", "twice"),
    "time": ("not_a_time", "past", "too_far", "skipped", "doubled", "twice"),
    "minutes": ("not_a_number", "range", "twice"),
    "places": ("not_a_number", "range", "twice"),
    "link": ("missing", "too_long", "not_a_link", "twice"),
    "audience": ("unknown", "none_chosen", "closed"),
    "health": ("not_yes_or_no",),
    "kind": ("unknown",),
    "speakers": ("missing", "too_long"),
    "series": ("missing", "too_long"),
}


def test_every_step_has_a_question_and_a_name() -> None:
    assert tuple(QUESTIONS) == tuple(NAMES) == posting.STEPS
    assert set(OFFERED) == set(posting.STEPS) - {"title"}


@pytest.mark.parametrize(("step", "codes"), CODES.items())
def test_every_refusal_has_words(step: str, codes: tuple[str, ...]) -> None:
    assert all(problem(step, code) for code in codes)


def test_the_limits_that_are_said_are_those_that_hold() -> None:
    assert (MINUTES[0], MINUTES[-1], PLACES[0], PLACES[-1]) == (1, 8 * 60, 1, 5000)
    limits = (new_sessions.TITLE_LIMIT, new_sessions.LINK_LIMIT, new_sessions.SPEAKERS_LIMIT, new_sessions.SERIES_LIMIT)
    for step, limit in zip(("title", "link", "speakers", "series"), limits, strict=True):
        assert f"{limit} letters" in PROBLEMS_AT[step, "too_long"]


def test_the_days_offered_are_working_days() -> None:
    friday = date(2026, 11, 27)
    assert [day.isoformat() for day in working_days(friday)][:3] == ["2026-11-27", "2026-11-30", "2026-12-01"]
    assert len(working_days(friday)) == len(working_days(date(2026, 11, 28))) == 6


def test_of_a_long_host_the_end_is_shown() -> None:
    assert post.host("https://zoom.us:8443/j/1") == "zoom.us"
    assert post.host(f"https://{'zoom.us.' * 20}evil.example/") == f"…{('zoom.us.' * 20 + 'evil.example')[-60:]}"
