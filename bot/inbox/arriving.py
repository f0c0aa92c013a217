"""What a raw update becomes: a row without names, numbered in the order of arrival."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from bot.inbox.ledger import Ledger
from bot.updates import chat_of, nameless
from programme.model import InboxRow
from programme.store.engine import Database
from programme.store.inbox import UNNUMBERED
from scheduling.clock import Clock


def is_shared(database: Database) -> bool:
    """Whether other processes may take updates in too; SQLite's file is locked for one."""
    return database.dialect == "postgresql"


class Numbering:
    """Makes rows; numbered here, or by the database where many processes take updates in."""

    def __init__(self, bot_id: int, *, shared: bool) -> None:
        self._bot_id = bot_id
        self._shared = shared
        self._last = 0

    def row(self, update: dict[str, Any]) -> InboxRow:
        text = json.dumps(nameless(update), separators=(",", ":"))
        return InboxRow(self._bot_id, int(update["update_id"]), self._arrival(), chat_of(update), text)

    def _arrival(self) -> int:
        if self._shared:
            return UNNUMBERED
        self._last = max(self._last + 1, time.time_ns())
        return self._last

    def follow(self, last: int) -> None:
        """Go on after a number that was given before, even if the clock has been put back since."""
        self._last = max(self._last, last)


class Doorstep:
    """Keeps updates while another process is the worker, which finds them there."""

    def __init__(self, database: Database, bot_id: int, clock: Clock) -> None:
        self.ledger = Ledger(database, clock)
        self._numbering = Numbering(bot_id, shared=True)

    async def take_in(self, updates: Iterable[dict[str, Any]]) -> None:
        """Keep raw updates; returns when they are committed, so that they may be acknowledged.

        Raises:
            StoreUnavailable: they could not be kept; Telegram must bring them again.
        """
        await self.ledger.keep([self._numbering.row(update) for update in updates])
