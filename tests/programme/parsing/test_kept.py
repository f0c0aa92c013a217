"""What is understood of a text that leaves one thing open, and how the answer completes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import activities
from programme.minutes_text import NotUnderstood, Reason, understand, understood_part
from programme.parsing import kept as noun
from programme.parsing.values import MINUTES, Kept, Understood
from tests.programme.parsing.reading import NOW, TODAY, YESTERDAY, ZONE

RULES = activities.rules()
KEPT: dict[str, Kept] = {
    "5 km run": Kept("running"),
    "hard 5 km run yesterday": Kept("running", 1, on=YESTERDAY),
    "ran": Kept("running"),
    "20-30 min walk": Kept("walking"),
    "20 to 30 minutes of hard yoga yesterday": Kept("yoga", 1, on=YESTERDAY),
    "between 20 and 30 min walk": Kept("walking"),
    "just over an hour cycling": Kept("cycling"),
    "8000 steps": Kept("walking"),
    "10k steps running": Kept("running"),
    "8000 steps yesterday": Kept("walking", on=YESTERDAY),
    "30m walk": Kept("walking", number=30),
    "700 min golf": Kept("golf"),
    "run 5": Kept("running"),
    "20 squats": Kept("body-weight"),
    "30 min walk every day": Kept("walking", minutes=30),
    "25 min walk 31/11": Kept("walking", minutes=25),
    "25 min walk 5 weeks ago": Kept("walking", minutes=25),
    "at my desk 60 min yesterday": Kept(minutes=60, on=YESTERDAY),
    "5k": Kept(),
}
NOT_KEPT = (
    "10 min yoga and 20-30 min yoga", "10 min yoga, 20-30 min walk", "gym and swim 60-90 min", "30 min quidditch",
    "20-30 min quidditch", "didn't run 5 km", "want to run 5 km", "my daughter ran 5 km", "did I run 5 km?",
    "ran 5 km tomorrow", "20-30 min yoga or walk",
)  # fmt: skip


def part(typed: str, before: Kept | None = None) -> Kept | None:
    answer = understand(typed, RULES, NOW, ZONE, before)
    assert isinstance(answer, NotUnderstood), (typed, answer)
    return understood_part(typed, answer.reason, RULES, NOW, ZONE, before)


@pytest.mark.parametrize("typed", KEPT)
def test_what_was_understood_is_kept(typed: str) -> None:
    assert part(typed) == KEPT[typed]


@pytest.mark.parametrize("typed", NOT_KEPT)
def test_nothing_is_kept_of_what_may_say_something_else(typed: str) -> None:
    assert part(typed) is None


def test_without_its_rule_two_lengths_would_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noun, "check_one_length", lambda _: None)
    assert part("10 min yoga and 20-30 min yoga") == Kept("yoga")


ANSWERS: dict[tuple[Kept, str], tuple[int, str, date]] = {
    (Kept("running"), "35 minutes"): (35, "running", TODAY),
    (Kept("running", on=YESTERDAY), "about 35"): (35, "running", YESTERDAY),
    (Kept("running", on=YESTERDAY), "35 min today"): (35, "running", TODAY),
    (Kept("running", on=YESTERDAY), "35 min run"): (35, "running", YESTERDAY),
    (Kept("running", on=YESTERDAY), "35 min walk"): (35, "walking", TODAY),
    (Kept("running"), "it took 1 hour 10"): (70, "running", TODAY),
    (Kept("walking", minutes=30), "yesterday"): (30, "walking", YESTERDAY),
    (Kept("walking", minutes=30), "20 min"): (20, "walking", TODAY),
    (Kept("walking", minutes=30), "cycling yesterday"): (30, "cycling", YESTERDAY),
    (Kept(minutes=60, on=YESTERDAY), "stretching"): (60, "stretching", YESTERDAY),
}


@pytest.mark.parametrize(("before", "typed"), ANSWERS)
def test_an_answer_completes_it(before: Kept, typed: str) -> None:
    answer = understand(typed, RULES, NOW, ZONE, before)
    assert isinstance(answer, Understood)
    assert [(one.minutes, one.activity, one.on) for one in answer.entries] == [ANSWERS[before, typed]]


@pytest.mark.parametrize(
    ("before", "typed", "reason"),
    [
        (Kept("walking", minutes=30), "14", Reason.WHICH_DAY),
        (Kept(), "35 min", Reason.WHAT),
        (Kept("running"), "8 km", Reason.DISTANCE),
        (Kept("running"), "30-40 min", Reason.RANGE),
    ],
)
def test_what_does_not_fit_is_asked_about_again_and_what_was_kept_stays(
    before: Kept, typed: str, reason: Reason
) -> None:
    answer = understand(typed, RULES, NOW, ZONE, before)
    assert answer == NotUnderstood(reason)
    found = understood_part(typed, reason, RULES, NOW, ZONE, before)
    assert found is None or found.activity == before.activity


def test_answers_add_up() -> None:
    with_day = part("yesterday", Kept("running"))
    assert with_day == Kept("running", on=YESTERDAY)


@given(st.sampled_from([one.id for one in RULES]), st.sampled_from(MINUTES))
def test_minutes_complete_any_activity(activity: str, n: int) -> None:
    answer = understand(f"{n} min", RULES, NOW, ZONE, Kept(activity))
    assert isinstance(answer, Understood)
    (one,) = answer.entries
    usual = next(rule.intensity for rule in RULES if rule.id == activity)
    assert (one.minutes, one.activity, one.intensity) == (n, activity, usual)


WORDS = st.sampled_from(
    [
        "20", "30-40", "5", "km", "min", "an hour", "run", "walk", "yoga", "gym", "yesterday", "monday", "and", ",",
        "every", "8000 steps", "30m", "gentle", "hard", "31/11", "not", "my", "x2", "each way", "at 7", "quidditch",
        "squats", "between",
    ]
)  # fmt: skip
SOME_KEPT = st.builds(
    Kept, st.sampled_from(["", "running", "gym", "body-weight"]), st.sampled_from([-1, 0, 1]),
    st.sampled_from([0, 30]), st.sampled_from([None, TODAY, YESTERDAY]), st.sampled_from([0, 30]),
)  # fmt: skip


@given(st.lists(WORDS, max_size=8).map(" ".join), st.none() | SOME_KEPT)
def test_whatever_is_answered_is_an_entry_in_range_or_asked_about(typed: str, before: Kept | None) -> None:
    answer = understand(typed, RULES, NOW, ZONE, before)
    if isinstance(answer, NotUnderstood):
        found = understood_part(typed, answer.reason, RULES, NOW, ZONE, before)
        assert found is None or found.minutes in (0, *MINUTES)
        return
    for one in answer.entries:
        assert one.minutes in MINUTES
        assert one.on <= TODAY
