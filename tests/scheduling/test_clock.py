"""The clock moves forward only, and a file that is missing or half written moves nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scheduling.clock import MovedClock, real_clock

SOON = timedelta(seconds=5)


def test_the_offset_in_the_file_is_added(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("3600", "ascii")
    assert abs(MovedClock(file)() - real_clock() - timedelta(hours=1)) < SOON


def test_it_never_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = MovedClock(file)
    file.write_text("3600", "ascii")
    clock()
    file.write_text("0", "ascii")
    assert clock() - real_clock() > timedelta(minutes=59)


@pytest.mark.parametrize("text", ["", "soon", "1e999", "-60", "\n"])
def test_what_is_not_a_forward_offset_moves_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "clock"
    file.write_text(text, "ascii")
    assert abs(MovedClock(file)() - real_clock()) < SOON
