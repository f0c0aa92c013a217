"""Any past digest by typing when it was."""

from datetime import date

import pytest

from programme import periods
from programme.errors import Unusable
from programme.model import Digest, Figures
from programme.period_text import find
from programme.periods import Shape, closed

TODAY = date(2026, 11, 23)


def frozen(*shapes: Shape) -> list[Digest]:
    """Two years of digests, the latest last."""
    found = [one for shape in shapes for one in closed(shape, date(2025, 1, 1), TODAY)]
    ordered = sorted(found, key=lambda one: (one.ends_before, one.name))
    return [Digest("EmployerAAAA", one, "2", Figures(offered=1)) for one in ordered]


def names(typed: str, *shapes: Shape) -> list[str]:
    return [one.period.name for one in find(typed, frozen(*shapes), TODAY)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2026-W47", ["2026-W47"]),
        ("w47", ["2026-W47"]),
        ("Week 48", ["2025-W48"]),
        ("week 3 of 2026", ["2026-W03"]),
        ("last week", ["2026-W47"]),
        ("the latest", ["2026-W47"]),
        ("18 Nov", ["2026-W47"]),
        ("24 Dec", ["2025-W52"]),
        ("24/12/2025", ["2025-W52"]),
        ("last month", ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44"]),
        ("Dec 2023", []),
        ("2026-F03", ["2026-W13", "2026-W14", "2026-W15", "2026-W16"]),
    ],
)
def test_weeks(typed: str, found: list[str]) -> None:
    assert names(typed, Shape.WEEK) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Q3", ["2026-Q3"]),
        ("2025 Q4", ["2025-Q4"]),
        ("Q4", ["2025-Q4"]),
        ("last quarter", ["2026-Q3"]),
        ("February", ["2026-F01", "2026-F02", "2026-Q1"]),
    ],
)
def test_four_weeks_and_quarters(typed: str, found: list[str]) -> None:
    assert names(typed, Shape.FOUR_WEEKS, Shape.QUARTER) == found


@pytest.mark.parametrize("typed", ["", "w60", "w0", "Q5", "31 Feb", "tomorrow", "soon", "2026-W47; DROP", "x" * 900])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(Unusable, match="period"):
        find(typed, frozen(Shape.WEEK), TODAY)


def test_whatever_is_named_on_a_button_is_found_when_it_is_typed() -> None:
    everything = frozen(*Shape)
    for one in everything:
        found = find(one.period.name, everything, TODAY)
        assert one in found
        assert {(two.period.starts_on, two.period.ends_before) for two in found} == {
            (one.period.starts_on, one.period.ends_before)
        }
    assert periods.by_name("2026-W47") in [one.period for one in everything]
