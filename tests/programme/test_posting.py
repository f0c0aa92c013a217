"""The form: which step comes next, what a change undoes, and a week later at the same time on the wall."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import posting
from programme.errors import Unusable
from programme.model import Audience, Category, Draft, Kind, Sensitivity
from programme.sessions import new_session
from tests.programme.cast import DESK_RESET, KINDS, NOW

ZONE = ZoneInfo("Europe/London")
SEATED, _, WEBINAR = KINDS
SAID = (
    ("title", "Desk reset"),
    ("day", "2026-11-24"),
    ("time", "12:30"),
    ("minutes", "10"),
    ("places", "20"),
    ("link", "https://meet.example.org/desk"),
    ("audience", "all"),
    ("health", "no"),
)


def form(kind: Kind = SEATED, *more: tuple[str, str]) -> Draft:
    return posting.with_answers(posting.with_kind(posting.begin(104, NOW), kind), *SAID, *more)


def test_steps_are_asked_in_order_and_webinars_have_two_more() -> None:
    assert posting.missing(posting.begin(104, NOW)) == "kind"
    assert posting.missing(form()) is None
    assert posting.missing(form(WEBINAR)) == "speakers"
    assert posting.missing(form(WEBINAR, ("speakers", ""), ("series", ""))) is None


def test_going_back_ends_at_the_first_step() -> None:
    assert [posting.before(form(), step) for step in ("kind", "title", "health", "speakers")] == [
        None,
        "kind",
        "audience",
        None,
    ]


def test_a_complete_form_asks_for_that_session() -> None:
    new = posting.as_new(form(), "dana", ZONE)
    assert new == replace(DESK_RESET, instructor_id="dana", sensitivity=Sensitivity.ORDINARY)


def test_another_sort_of_session_forgets_the_answer_about_health() -> None:
    assert posting.with_kind(form(), WEBINAR).get("health") is None
    assert posting.with_kind(form(), KINDS[1]).get("health") == "no"


def test_webinars_are_about_health_unless_somebody_says_no() -> None:
    blank = posting.begin(104, NOW)
    ordinary = replace(WEBINAR, sensitivity=Sensitivity.ORDINARY)
    assert posting.with_usual(blank, ordinary).get("health") == "yes"
    assert posting.with_usual(blank, SEATED).get("health") == "no"


def test_a_workplace_in_and_out_leaves_who_may_come_open() -> None:
    chosen = posting.toggled(form(), "council")
    assert (posting.employers(chosen), chosen.get("audience")) == (("council",), None)
    assert posting.employers(posting.toggled(chosen, "council")) == ()


def test_workplaces_that_closed_are_taken_out() -> None:
    both = posting.toggled(posting.toggled(form(), "council"), "bakery")
    assert posting.employers(posting.with_open_only(both, ["bakery", "school"])) == ("bakery",)


@pytest.mark.parametrize(("days", "old"), [(0, False), (27, False), (28, True), (400, True)])
def test_a_form_is_old_after_four_weeks(days: int, old: bool) -> None:
    assert posting.is_old(form(), NOW + timedelta(days=days)) is old


@pytest.mark.parametrize(("hours", "gone"), [(27, False), (28, True), (400, True)])
def test_a_form_is_over_with_its_time(hours: int, gone: bool) -> None:
    assert posting.is_gone_by(form(), NOW + timedelta(hours=hours), ZONE) is gone


@pytest.mark.parametrize(
    ("day", "time", "problem"),
    [
        ("2027-03-28", "01:30", "skipped"),
        ("2027-10-31", "01:30", "doubled"),
        ("2026-11-23", "08:59", "past"),
        ("2027-11-24", "12:30", "too_far"),
        ("2026-11-24", "12:30", ""),
    ],
)
def test_a_time_must_fit_its_day(day: str, time: str, problem: str) -> None:
    draft = posting.with_answers(form(), ("day", day), ("time", time))
    assert posting.clash(draft, NOW, ZONE) == problem
    if problem:
        with pytest.raises(Unusable, match=problem):
            posting.read("time", time, draft, NOW, ZONE)


def test_posting_again_keeps_the_time_on_the_wall_across_a_clock_change() -> None:
    starts = datetime(2027, 3, 23, 12, 30, tzinfo=UTC)
    session = new_session(replace(DESK_RESET, starts_at=starts), SEATED, None)
    draft = posting.again(session, (), 104, starts)
    assert (draft.get("day"), draft.get("time")) == ("2027-03-30", "12:30")
    assert posting.as_new(draft, "dana", ZONE).starts_at == datetime(2027, 3, 30, 11, 30, tzinfo=UTC)


def test_posting_again_onto_a_skipped_time_asks_it() -> None:
    starts = datetime(2027, 3, 21, 1, 30, tzinfo=UTC)
    session = new_session(replace(DESK_RESET, starts_at=starts), SEATED, None)
    assert posting.missing(posting.again(session, (), 104, starts)) == "time"


def test_posting_again_for_workplaces_that_have_all_closed_asks_who_may_come() -> None:
    session = replace(new_session(DESK_RESET, SEATED, None), audience=Audience.CHOSEN)
    assert posting.missing(posting.again(session, (), 104, NOW)) == "audience"
    assert posting.missing(posting.again(session, ("council",), 104, NOW)) is None
    assert posting.as_new(posting.again(session, ("council",), 104, NOW), "dana", ZONE).employer_ids == ("council",)


def test_a_posted_form_is_not_open() -> None:
    assert posting.is_open(form())
    assert not posting.is_open(posting.posted(104, "SessionAAAAA"))
    assert not posting.is_open(None)
    assert not posting.is_open(replace(form(), form="log"))


def test_the_category_says_what_is_a_webinar() -> None:
    assert posting.with_kind(form(), WEBINAR).get("category") == Category.WEBINAR
