"""What is asked, and whether others read the answer."""

import pytest

from bot.offered import is_for_others
from programme.model import Shown


@pytest.mark.parametrize(
    "asks",
    ["fill:title", "#fill:kind", "edited:S:title", "callnote:S", "wptyped", "name", "shown", "complained"],
)
def test_titles_names_and_complaints_are_read_by_others(asks: str) -> None:
    assert is_for_others(Shown(1, asks=asks))


@pytest.mark.parametrize("asks", ["", "log", "#code", "#find", "nudgeat", "activetyped:d", "whotyped:E", "invented"])
def test_what_is_only_for_the_bot_is_not(asks: str) -> None:
    assert not is_for_others(Shown(1, asks=asks))
