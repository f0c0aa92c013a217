"""Everything that may go wrong on the way to Telegram, at random and by seed."""

from __future__ import annotations

from playground.faults import Kind
from playground.serve import Telegram

ORDERS: tuple[tuple[Kind, float, int], ...] = (
    ("lose_answer", 1.0, 500),
    ("cut", 1.0, 500),
    ("refuse", 2.0, 500),
    ("refuse", 1.0, 502),
    ("garbage", 0.5, 500),
)
SLOW_PERCENT = 2.0
SLOW_SECONDS = 1.5
TOO_MANY_PERCENT = 1.0


def order(telegram: Telegram, seed: int) -> None:
    """From now on a share of all calls fails in each of these ways."""
    for number, (kind, percent, status) in enumerate(ORDERS):
        telegram.fault(kind, times=None, percent=percent, status=status, seed=seed + number)
    telegram.fault(
        "refuse", times=None, percent=TOO_MANY_PERCENT, status=429, retry_after=2,
        description="Too Many Requests: retry after 2", seed=seed + 50,
    )  # fmt: skip
    telegram.fault("delay_answer", times=None, percent=SLOW_PERCENT, seconds=SLOW_SECONDS, seed=seed + 51)
