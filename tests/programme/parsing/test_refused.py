"""What is no log of one's own: questions, plans, what was not done, others, and hours without moving."""

import pytest

from programme.minutes_text import Reason
from programme.parsing import refused
from programme.parsing.values import Understood
from tests.programme.parsing.reading import read, why

TOLD = {
    "did i walk 20 min": Reason.QUESTION,
    "how do I log 20 minutes": Reason.QUESTION,
    "does a 20 min walk count": Reason.QUESTION,
    "I didn't walk 25 min": Reason.NOT_DONE,
    "skipped my 30 min run": Reason.NOT_DONE,
    "was going to run 30": Reason.PLAN,
    "have a 20 min walk": Reason.PLAN,
    "time for a 20 min walk": Reason.PLAN,
    "i want to walk 30 mins": Reason.PLAN,
    "im on a 20 min walk": Reason.PLAN,
    "my daughter swam 30 minutes": Reason.SOMEBODY,
    "he walked 30 mins": Reason.SOMEBODY,
    "sat 8 hours at desk": Reason.WHAT,
    "sat at my desk 60 min": Reason.NO_MOVING,
    "slept 8 hours": Reason.NO_MOVING,
    "watched football 90 mins": Reason.NO_MOVING,
    "ran a training session 30 min": Reason.NO_MOVING,
    "played football online 1 hour": Reason.NO_MOVING,
    "row with my boss 20 min": Reason.UNCLEAR,
    "walk in clinic 30 min": Reason.UNCLEAR,
    "forgot to log 20 min walk": Reason.UNCLEAR,
}


@pytest.mark.parametrize("typed", TOLD)
def test_what_is_no_log_is_told_apart(typed: str) -> None:
    assert why(typed) is TOLD[typed]


LOOKS_LIKE = (
    "20 min walk to go", "20 min walk to try", "30 min run at least", "20 min walk at risk",
    "20 min yoga with hopefully", "20 minutes to the gym", "went to the football 90 min",
    "60 min gym: 20 min treadmill", "2 x 5k run 60 min", "total 150 minutes", "class 45 min", "school run 20 min",
    "training 2 hours", "neither and i 20 min walk",
)  # fmt: skip


@pytest.mark.parametrize("typed", LOOKS_LIKE)
def test_what_only_looks_like_a_log_is_asked_about(typed: str) -> None:
    assert not isinstance(read(typed), Understood)


def test_control_without_these_patterns_a_question_would_be_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme.parsing.scan.REFUSED", ())
    assert refused.PATTERNS
    assert isinstance(read("did i walk 20 min"), Understood)
