"""What is said of a measurement: medians, ratios, targets, and rounds in turn."""

from __future__ import annotations

import pytest

from benchmarks.figures import Better, Measured, Ratio, Target, in_turn, number
from benchmarks.report import cells


def ratio(
    ours: tuple[float, ...], floor: tuple[float, ...], target: Target | None = None, hoped: Target | None = None
) -> Ratio:
    return Ratio("taps", "a second", Measured("bare", floor), Measured("ours", ours), target, hoped)


def test_the_ratio_is_of_the_medians_and_its_range_of_what_ran_side_by_side() -> None:
    found = ratio(ours=(300.0, 10.0, 330.0), floor=(150.0, 100.0, 110.0))
    assert found.value == pytest.approx(300 / 110)
    assert found.range == "0.100–3.00"


@pytest.mark.parametrize(
    ("target", "verdict"),
    [(Target(Better.MORE, 2.0), "met"), (Target(Better.MORE, 2.1), "MISSED"), (Target(Better.LESS, 1.5), "MISSED")],
)
def test_a_target_that_is_missed_is_said_to_be(target: Target, verdict: str) -> None:
    assert ratio((200.0,), (100.0,), target).verdict == verdict


def test_what_was_only_hoped_for_is_told_and_is_no_miss() -> None:
    found = ratio((200.0,), (100.0,), Target(Better.MORE, 1.0), hoped=Target(Better.MORE, 3.0))
    assert found.verdict == "met (hoped: ≥ 3)"


def test_what_was_hoped_for_without_a_target_is_told_too() -> None:
    assert ratio((200.0,), (100.0,), None, hoped=Target(Better.MORE, 3.0)).verdict == "(hoped: ≥ 3)"


def test_a_figure_without_a_target_has_no_verdict() -> None:
    assert cells(ratio((200.0,), (100.0,)))[-2:] == ("", "")


async def test_floor_and_ours_take_turns() -> None:
    order: list[str] = []

    async def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    contenders = [("floor", lambda: measure("floor")), ("ours", lambda: measure("ours"))]
    rounds = await in_turn(contenders, 2, lambda _done, _total: None)
    assert order == ["floor", "ours", "floor", "ours"]
    assert rounds.of("ours", "ours").values == (2.0, 4.0)


@pytest.mark.parametrize(("value", "text"), [(1234.5, "1,234"), (12.345, "12.3"), (0.01234, "0.0123"), (0.0, "0")])
def test_a_number_has_three_figures(value: float, text: str) -> None:
    assert number(value) == text
