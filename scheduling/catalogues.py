"""The look at what the team has published: whether it can be read, as it is now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from content import built_in
from programme.catalogue import watch
from programme.store.engine import Database
from scheduling.clock import Clock


def watcher(database: Database, clock: Clock) -> Callable[[], Awaitable[None]]:
    """For each tick: one query, and an alert to the team where something is newly wrong."""

    async def look() -> None:
        await watch.look(database, built_in.catalogue(), clock())

    return look
