"""Updates that any process has kept, found by the one that is the worker.

PostgreSQL's NOTIFY would bring them sooner, but does not come through a pooler that hands connections on between
transactions. So the worker looks a few times a second, and at once when it has kept some itself: everything comes the
same way, since what another process kept first must be answered first.

A chat's order is the order of `arrival`, a sequence of the database. Telegram brings the next message of a chat only
once the one before it is acknowledged, hence committed (one queue for each chat in
https://github.com/tdlib/telegram-bot-api, WebhookActor.cpp), so their numbers rise. Only a message and a press of the
same moment may overtake each other on their way; `in_turn` puts these right.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from bot.inbox.ledger import Key
from programme.model import InboxRow
from programme.store import inbox as rows
from programme.store.engine import Database, StoreUnavailable

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
WHOLE_LOOKS = 25
"""Each so many looks everything is read that is open, and not only what is new."""
LOOK_BACK = 1_000
"""A number that is smaller by more than this was not given by a process that is only slow to commit."""
MOST = 10_000
"""Rows read at once, and held before others are read; each chat's share is bounded by `flood`."""
NEAR = 1_000
"""Telegram's numbers rise by one; after a week of silence they go on at random, so a leap says nothing."""


def in_turn(found: Iterable[InboxRow]) -> list[InboxRow]:
    """What was found at one look, by its arrival: neighbours whose update's numbers are near by those numbers."""
    runs: list[list[InboxRow]] = []
    for row in found:
        if runs and abs(row.update_id - runs[-1][-1].update_id) < NEAR:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [row for run in runs for row in sorted(run, key=lambda row: row.update_id)]


class Lookout:
    """Hands over, once, each row that is open and not held."""

    def __init__(
        self, database: Database, bot_id: int, held: Collection[Key], take: Callable[[list[InboxRow]], None]
    ) -> None:
        """*held* is asked anew at each look."""
        self._database = database
        self._bot_id = bot_id
        self._held = held
        self._take = take
        self._newest = 0
        self._looks = 0
        self._wanted = asyncio.Event()

    def hurry(self) -> None:
        """Something has been kept just now."""
        self._wanted.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._wanted.wait()
            self._wanted.clear()
            try:
                await self._look()
            except StoreUnavailable as trouble:
                log.debug("updates wait: the database did not answer: %s", trouble)
                await asyncio.sleep(LOOK_SECONDS)
            except Exception:
                log.exception("updates wait: looking for them failed")
                await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        if len(self._held) >= MOST:
            return
        self._looks += 1
        fresh = await self.found(-1 if self._looks % WHOLE_LOOKS == 0 else self._newest - LOOK_BACK)
        if fresh:
            self._take(in_turn(fresh))

    async def found(self, after: int = -1) -> list[InboxRow]:
        """What is open, has arrived after the number *after*, and was held neither before nor after reading it."""
        held = frozenset(self._held)
        async with self._database.reading() as reading:
            found = await rows.select_open_after(reading, self._bot_id, after, MOST)
        if found:
            self._newest = max(self._newest, found[-1].arrival)
        return [row for row in found if row.key not in held and row.key not in self._held]

    async def all_found(self) -> list[InboxRow]:
        """Everything that is open and not held, by its arrival."""
        found, after = list[InboxRow](), -1
        while page := await self.found(after):
            found += page
            after = page[-1].arrival
        return found
