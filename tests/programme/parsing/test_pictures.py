"""An emoji beside the activity that it shows says nothing more; alone, or of another one, it is asked about."""

import pytest

from content import activities
from programme.minutes_text import Reason
from programme.parsing import entries
from programme.parsing.pictures import ALLOWED
from tests.programme.parsing.reading import TODAY, YESTERDAY, said, why


@pytest.mark.parametrize("typed", ["25min walk 🚶‍♀️", "🚶🏽‍♂️ 25 min walk", "25 walk 🐕🌧️", "25 min walk 🥾✅💪"])
def test_a_picture_of_what_was_named(typed: str) -> None:
    assert said(typed) == [(25, "walking", TODAY)]


def test_each_entry_has_its_own_pictures() -> None:
    typed = "yesterday: yoga 🧘‍♀️ 30 mins, walk 🚶 20 mins"
    assert said(typed) == [(30, "yoga", YESTERDAY), (20, "walking", YESTERDAY)]


@pytest.mark.parametrize(
    "typed", ["25 min 🏃", "30 min 🧘", "20 min walk 🏊", "20 min walk 🚗", "20 min walk 🚫", "2️⃣5️⃣ min walk"]
)
def test_any_other_picture_is_asked_about(typed: str) -> None:
    assert why(typed) is Reason.SYMBOLS


def test_every_activity_that_is_shown_is_in_the_catalogue() -> None:
    assert {id for ids in ALLOWED.values() for id in ids} <= {one.id for one in activities.rules()}


def test_control_without_the_check_another_activity_would_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "check_pictures", lambda *_: None)
    assert said("20 min walk 🏊") == [(20, "walking", TODAY)]
