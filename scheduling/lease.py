"""The right to dispatch and send: it lasts as long as the last heartbeat does, and ends by itself.

Without it a process that was stopped for a while (a debugger, a frozen machine, a full swap) would go on where it was,
beside the one that has taken over meanwhile. What it writes is refused by the database all the same, since it writes
under an old epoch; what it would send can only be held back here, just before the socket.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field


def elapsed() -> float:
    """Seconds that go on while this process, or the whole machine, sleeps (Linux; elsewhere: the process only)."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class TakenOver(Exception):
    """Another process has become the worker; this one must not dispatch or send any more."""


@dataclass(slots=True)
class Lease:
    """One term as the worker."""

    epoch: int
    since: float
    """When the last heartbeat that is written was begun, by *clock*."""
    seconds: float = math.inf
    """How long a heartbeat lasts; for ever where a lock on the file keeps others away."""
    clock: Callable[[], float] = elapsed
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when another process is known to have taken over."""

    @property
    def is_for_ever(self) -> bool:
        return math.isinf(self.seconds)

    def holds(self) -> bool:
        """Whether to dispatch and send now."""
        return not self.lost.is_set() and self.clock() - self.since < self.seconds

    def renew(self, begun: float) -> None:
        """A heartbeat that was begun at *begun* is written."""
        self.since = max(self.since, begun)

    def lose(self) -> None:
        self.lost.set()
