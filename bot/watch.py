"""The eye on the bot: what it answers to whoever asks how it goes, and when it warns the team by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot import alerts
from bot.condition import Condition, Itself, look, troubles
from bot.tally import Tally
from programme.store.engine import Database
from scheduling.clock import Clock

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=15)


@dataclass(slots=True)
class Watch:
    """*itself* says what this process knows of itself now; *url* is the database's."""

    database: Database
    clock: Clock
    url: str
    tally: Tally
    itself: Callable[[], Itself]
    _looked_at: datetime | None = field(default=None, init=False)
    _known: frozenset[str] = field(default=frozenset(), init=False)

    async def condition(self) -> Condition:
        return await look(self.database, self.itself(), self.url)

    async def health(self) -> dict[str, Any]:
        return facts_of(await self.condition(), self.clock())

    async def metrics(self) -> bytes:
        from bot import metrics  # noqa: PLC0415 - the start does not wait for Prometheus' library

        return metrics.exposition(self.tally, await self.condition(), self.clock())

    async def warn(self) -> None:
        """Look every quarter of a minute, and tell the team what is wrong; each thing once an hour at most."""
        now = self.clock()
        if self._looked_at and timedelta(0) <= now - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = now
        found = troubles(await self.condition(), now)
        for trouble in found:
            if trouble not in self._known:
                log.error("something needs the operator: %s", trouble)
        self._known = frozenset(found)
        for trouble in found:
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
