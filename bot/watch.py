"""The eye on the bot: what it answers to whoever asks how it goes, and when it warns the team by itself."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import alerts
from bot.condition import Condition, Itself, look, troubles
from bot.tally import Tally
from programme.store.engine import Database
from scheduling.clock import Clock
from scheduling.lease import elapsed

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0
"""Seconds."""
LASTING = 3
"""Looks in a row: longer than one long poll, so that one which is only slow is no trouble."""


@dataclass(slots=True)
class Watch:
    """*itself* says what this process knows of itself now; *url* is the database's."""

    database: Database
    clock: Clock
    url: str
    tally: Tally
    itself: Callable[[], Itself]
    elapsed: Callable[[], float] = elapsed
    """Seconds that only rise: a clock that is put forward makes everything look late, until the bot has caught up."""
    _looked_at: float = field(default=-LOOK_EVERY, init=False)
    _seen: Counter[str] = field(default_factory=Counter, init=False)
    """At how many looks in a row each trouble was seen."""

    async def condition(self) -> Condition:
        return await look(self.database, self.itself(), self.url)

    async def health(self) -> dict[str, Any]:
        return facts_of(await self.condition(), self.clock())

    async def metrics(self) -> bytes:
        from bot import metrics  # noqa: PLC0415 - the start does not wait for Prometheus' library

        return metrics.exposition(self.tally, await self.condition(), self.clock())

    async def warn(self) -> None:
        """Look every quarter of a minute; what is wrong at three looks in a row is told, once an hour at most."""
        if self.elapsed() - self._looked_at < LOOK_EVERY:
            return
        self._looked_at, now = self.elapsed(), self.clock()
        found = troubles(await self.condition(), now)
        self._seen = Counter({trouble: self._seen[trouble] + 1 for trouble in found})
        for trouble, looks in self._seen.items():
            if looks == LASTING:
                log.error("something needs the operator: %s", trouble)
            if looks >= LASTING:
                await alerts.raise_alert(self.database, trouble, now)


def facts_of(condition: Condition, now: datetime) -> dict[str, Any]:
    """What /health answers: plain facts for machines, none about a person; seconds as whole numbers."""
    itself, waiting = condition.itself, condition.backlog
    wrong = troubles(condition, now)
    facts: dict[str, Any] = {
        "live": True,
        "ready": waiting is not None and "stuck_poll" not in wrong,
        "database": "ok" if waiting else "unavailable",
        "worker": itself.is_worker,
        "last_poll_seconds": seconds_since(itself.last_poll_at, now),
        "troubles": list(wrong),
    }
    if waiting:
        facts["oldest_due_seconds"] = max(0, seconds_since(waiting.oldest_due_at, now) or 0)
        facts["updates_waiting"] = waiting.waiting_updates
        facts["oldest_update_seconds"] = seconds_since(waiting.oldest_update_at, now)
    return facts


def seconds_since(moment: datetime | None, now: datetime) -> int | None:
    return round((now - moment).total_seconds()) if moment else None
