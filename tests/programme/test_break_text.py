"""Days and times of movement breaks as people type them."""

from datetime import time

import pytest

from programme.break_text import break_time
from programme.errors import Unusable

WEEKDAYS, EVERY_DAY = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("typed", "at", "weekdays"),
    [("10:30", time(10, 30), ()), ("3pm", time(15), ()), ("at 14.15", time(14, 15), ()), ("noon", time(12), ()),
     ("at 11", time(11), ()), ("at 9 o'clock", time(9), ()), ("Tue 15:00", time(15), (1,)),
     ("on Fridays at 11am", time(11), (4,)), ("every day at 11", time(11), EVERY_DAY),
     ("Daily 3pm", time(15), EVERY_DAY), ("weekdays at 11", time(11), WEEKDAYS),
     ("10:30 on weekdays", time(10, 30), WEEKDAYS), ("Mon-Fri, 10am", time(10), WEEKDAYS),
     ("Mon and Thu 10:30", time(10, 30), (0, 3)), ("Thursday, Mon & Wed at 11", time(11), (0, 2, 3)),
     ("every Tuesday at 3pm", time(15), (1,)), ("at 11 every day", time(11), EVERY_DAY)],
)  # fmt: skip
def test_times_of_breaks_are_understood(typed: str, at: time, weekdays: tuple[int, ...]) -> None:
    assert break_time(typed) == (at, weekdays)


@pytest.mark.parametrize(
    "typed",
    ["", "9", "at 3", "every day", "every day at 3", "weekdays", "half ten", "25:00", "10:30 and 15:00", "every hour",
     "Fri-Mon 11:00", "Mon or Tue 11:00", "20 min walk", "<i>9am</i>", "９:00", "x" * 10_000],
)  # fmt: skip
def test_other_times_are_refused(typed: str) -> None:
    with pytest.raises(Unusable):
        break_time(typed)
