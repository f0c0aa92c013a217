"""How a fault is ordered: the names that `Telegram.fault` and the control API both take."""

from typing import TypedDict


class Order(TypedDict, total=False):
    """Everything about a fault except its kind; see `playground.faults.Fault`."""

    method: str | None
    chat: int | None
    times: int | None
    percent: float
    seed: int
    status: int
    description: str
    retry_after: int | None
    seconds: float
