"""What people type, made safe to keep."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import Unusable
from programme.text import clean, clean_optional, folded

FAMILY = "👨\u200d👩\u200d👧"
THUMB = "👍🏽"
RAINBOW = "🏳\ufe0f\u200d🌈"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Desk \t\n reset ", "Desk reset"),
        ("Desk\x00\x07reset\x9b", "Deskreset"),
        ("\u202eteser\u202c \u2066ksed\u2069\u200f", "teser ksed"),
        ("De\u200bs\u2060k\ufeff re\u00adset", "Desk reset"),
        ("cafe\u0301", "café"),
        (f"Family {FAMILY} {THUMB} {RAINBOW}", f"Family {FAMILY} {THUMB} {RAINBOW}"),
        ("a\u200db", "ab"),
        ("half \ud83d", "half"),
        ("\u3164blank\u2800", "blank"),
        ("<b>bold</b> & more", "<b>bold</b> & more"),
    ],
)
def test_only_what_can_be_seen_is_kept(typed: str, kept: str) -> None:
    assert clean(typed, "title", 80) == kept


@pytest.mark.parametrize("typed", ["", "  \n", "\u200b\u202e\ufeff", "\u3164"])
def test_nothing_visible_is_missing(typed: str) -> None:
    with pytest.raises(Unusable, match="title: missing"):
        clean(typed, "title", 80)
    assert clean_optional(typed, "title", 80) is None


def test_too_long_says_how_long() -> None:
    with pytest.raises(Unusable) as refused:
        clean("x" * 10_000, "title", 80)
    assert refused.value.details == {"limit": 80, "length": 10_000}


@given(st.text(st.characters(), max_size=60))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    once = folded(typed)
    assert folded(once) == once
    assert once.encode() is not None


@given(st.text(max_size=60))
def test_what_is_kept_is_one_line_without_controls(typed: str) -> None:
    kept = folded(typed)
    categories = {unicodedata.category(char) for char in kept if char != "\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert kept == " ".join(kept.split())


@given(st.text(st.sampled_from("ab 👍🏽👩\u200d\ufe0f\u0301\u202e\n"), max_size=12))
def test_joiners_stay_only_between_emoji(typed: str) -> None:
    parts = folded(typed).split("\u200d")
    assert all(part[:1] in {"👍", "👩"} for part in parts[1:])
