"""How the bot is: what /health, /metrics and `status` show, and what the team is warned of."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from programme.condition import Backlog, backlog
from programme.store.engine import Database, StoreUnavailable

POLL_STUCK = timedelta(minutes=3)
"""Six times as long as one long poll lasts."""
NOTICES_LATE = timedelta(minutes=10)
UPDATES_LATE = timedelta(minutes=10)
QUEUE_LONG = 500
DISK_LOW = 200 * 2**20
"""Bytes."""
SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Itself:
    """What a process knows of itself and no row says. Times are aware UTC."""

    started_at: datetime
    is_worker: bool
    """Whether this process dispatches and sends."""
    polls: bool
    """Whether it fetches updates itself."""
    last_poll_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The bot at one moment."""

    itself: Itself
    backlog: Backlog | None
    """None: the database does not answer."""
    free_bytes: int | None
    """On the disk of the embedded database; None: not seen from here."""


def troubles(condition: Condition, now: datetime) -> tuple[str, ...]:
    """What the team should be warned of, by the names of `content.notices.ALERTS`; pure."""
    itself, waiting = condition.itself, condition.backlog
    polled_at = itself.last_poll_at or itself.started_at
    found = [("stuck_poll", itself.is_worker and itself.polls and now - polled_at > POLL_STUCK)]
    if waiting:
        found += [
            ("late_notices", is_older(waiting.oldest_due_at, now, NOTICES_LATE)),
            ("queue", waiting.waiting_updates > QUEUE_LONG or is_older(waiting.oldest_update_at, now, UPDATES_LATE)),
        ]
    found.append(("disk", condition.free_bytes is not None and condition.free_bytes < DISK_LOW))
    return tuple(name for name, is_so in found if is_so)


def is_older(moment: datetime | None, now: datetime, than: timedelta) -> bool:
    return moment is not None and now - moment > than


async def look(database: Database, itself: Itself, url: str) -> Condition:
    """Read what there is to read; a database that does not answer is a finding, not an error."""
    try:
        async with database.reading() as reading:
            waiting = await backlog(reading)
    except StoreUnavailable:
        waiting = None
    return Condition(itself, waiting, free_bytes(url))


def free_bytes(url: str) -> int | None:
    """What is left on the disk of an embedded database."""
    if not url.startswith(SQLITE):
        return None
    try:
        return shutil.disk_usage(Path(url.removeprefix(SQLITE)).parent).free
    except OSError:
        return None
