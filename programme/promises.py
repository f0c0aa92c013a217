"""Whether the record keeps its promises, for the long run of `make soak` and for operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.store import promises as store
from programme.store.engine import Reading

GRACE = timedelta(minutes=5)
"""How late a notice may be before it counts as overdue."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was counted; everything but *answered* must be nought."""

    oversold: int
    unanswered: int
    quarantined: int
    overdue: int
    lost: int
    answered: int

    @property
    def all_kept(self) -> bool:
        return not (self.oversold or self.unanswered or self.quarantined or self.overdue or self.lost)


async def count(reading: Reading, now: datetime) -> Kept:
    """Everything that can be counted in the record at *now* (aware UTC)."""
    updates = await store.count_updates(reading)
    return Kept(
        oversold=await store.count_oversold(reading),
        unanswered=updates.get("new", 0) + updates.get("applied", 0),
        quarantined=updates.get("quarantined", 0),
        overdue=await store.count_overdue(reading, now - GRACE, now),
        lost=await store.count_lost(reading),
        answered=updates.get("answered", 0),
    )
