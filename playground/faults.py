"""Faults to order: refusals, delays and lost answers for the calls that come next."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from playground.refusals import Refusal, Reply

Kind = Literal["refuse", "delay", "delay_answer", "lose_answer", "cut", "garbage"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(slots=True, eq=False)
class Fault:
    """What goes wrong, and for which calls.

    refuse: answered with `status` and `description`; delay: kept waiting for `seconds` before it is done;
    delay_answer: done at once, answered after `seconds`; lose_answer: done, then the connection is cut
    without an answer; cut: the connection is cut and nothing is done; garbage: a page that is not JSON, with
    `status` (unless told: 502).
    """

    kind: Kind
    method: str | None = None
    chat: int | None = None
    times: int | None = 1
    percent: float = 100.0
    seed: int = 0
    status: int | None = None
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 1.0
    hits: int = 0
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(KINDS)}")
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable on purpose, guards nothing

    @property
    def spent(self) -> bool:
        return self.times is not None and self.hits >= self.times

    def strikes(self, method: str, chat: int | None) -> bool:
        """Whether this call is hit; counts it if so."""
        if self.spent or self.method not in {None, method} or self.chat not in {None, chat}:
            return False
        if self.percent < 100 and self._random.uniform(0, 100) >= self.percent:
            return False
        self.hits += 1
        return True

    def refusal(self) -> Refusal:
        return Refusal(Reply(self.status or 500, self.description, self.retry_after))

    @property
    def garbage_status(self) -> int:
        return self.status or 502


@dataclass(slots=True)
class Faults:
    """The faults in the order in which they were ordered, and a latency for every call."""

    ordered: list[Fault] = field(default_factory=list)
    latency: float = 0.0

    def order(self, fault: Fault) -> Fault:
        self.ordered.append(fault)
        return fault

    def next_for(self, method: str, fields: Mapping[str, Any]) -> Fault | None:
        chat = fields.get("chat_id")
        return next((fault for fault in self.ordered if fault.strikes(method, chat)), None)

    def clear(self) -> None:
        self.ordered.clear()
        self.latency = 0.0
