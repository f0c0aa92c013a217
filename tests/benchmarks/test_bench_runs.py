"""Each benchmark runs, small and once, so that it does not rot; how fast anything is, is no test's business."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import bookings, digests, lanes, notices, startup, taps
from benchmarks.__main__ import BENCHMARKS, chosen
from benchmarks.crowd import gathered
from benchmarks.figures import Ratio
from benchmarks.load import Order
from benchmarks.machine import machine
from benchmarks.place import Place, settled
from benchmarks.processes import NoAnswer, BotCommand, play
from benchmarks.report import Report
from programme.store.engine import opened

SMALL = 0.001


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with settled(rounds=1, scale=SMALL, under=tmp_path) as place:
        yield place


def check(ratios: list[Ratio]) -> None:
    assert ratios
    for ratio in ratios:
        assert ratio.floor.middle > 0, ratio.name
        assert ratio.ours.middle > 0, ratio.name


async def test_bookings_run_on_both_engines(place: Place) -> None:
    check(await bookings.measure(place))
