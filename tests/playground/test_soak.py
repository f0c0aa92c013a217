"""The long run's verdict: what it counts as broken, and what it does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from playground.soak.verdict import is_late, is_success, report
from programme.promises import Kept

ALL_KEPT = Kept(oversold=0, unanswered=0, quarantined=0, overdue=0, lost=0, answered=9)
GRACE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "came_at", "late"),
    [
        ("Your 12:30 starts in 10 minutes.", datetime(2026, 11, 24, 12, 20, tzinfo=UTC), False),
        ("Your 12:30 starts now.", datetime(2026, 11, 24, 12, 30, 30, tzinfo=UTC), False),
        ("Your 12:30 starts in 1 minute.", datetime(2026, 11, 24, 12, 40, tzinfo=UTC), True),
        ("Your 12:30 is over.", datetime(2026, 11, 24, 12, 45, tzinfo=UTC), False),
    ],
)
def test_a_reminder_after_the_start_is_late(text: str, came_at: datetime, late: bool) -> None:
    assert is_late(text, came_at, GRACE) is late


@pytest.mark.parametrize("broken", ["oversold", "unanswered", "quarantined", "overdue", "lost"])
def test_each_broken_promise_is_said(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(ALL_KEPT, {}, Counter(), 0, 0)
    assert not report(replace(ALL_KEPT, **{broken: 1}), {}, Counter(), 0, 0)
    assert capsys.readouterr().out.count("BROKEN") == 1


def test_a_refusal_of_our_own_making_is_a_broken_promise() -> None:
    assert not report(ALL_KEPT, {}, Counter({"sendMessage: message is too long": 1}), 0, 0)
    assert not is_success("Bad Request: message is too long")
    assert is_success("Bad Request: message is not modified: …")
