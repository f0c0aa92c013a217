"""A slip of the thumb is forgiven; a word that means something else is not taken for one."""

import pytest

from programme.parsing import spelling
from programme.parsing.values import Reason, Understood
from tests.programme.parsing.reading import read, why


@pytest.mark.parametrize(
    ("typed", "activity"),
    [("30 mins swiming", "swimming"), ("30 minits wlak", "walking"), ("30 mins gardenning", "gardening"),
     ("yoag 30 mins", "yoga"), ("30 min stretchng yesterdya", "stretching")],
)  # fmt: skip
def test_a_slip_of_the_thumb_is_forgiven(typed: str, activity: str) -> None:
    answer = read(typed)
    assert isinstance(answer, Understood)
    assert [one.activity for one in answer.entries] == [activity]


@pytest.mark.parametrize("word", sorted(spelling.OTHER_WORDS))
def test_a_word_that_means_something_else_is_never_taken_for_a_slip(word: str) -> None:
    assert not isinstance(read(f"30 mins {word}"), Understood)


def test_control_without_these_words_one_would_be_silently_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "OTHER_WORDS", frozenset())
    assert isinstance(read("30 mins hovering"), Understood)


@pytest.mark.parametrize("typed", ["20 min walk mondays", "20 min walk on sundays", "20 min walk mornings"])
def test_a_plural_is_no_slip_but_a_habit(typed: str) -> None:
    assert why(typed) is Reason.WHICH_DAY


def test_a_word_that_is_known_is_never_corrected_in_a_circle() -> None:
    assert why("30 min hoop stars walk room") is Reason.WORD
