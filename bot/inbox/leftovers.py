"""What a run before this one left: an attempt is counted before it is made, since it may be what ends the process.

Only what is done here can do that. Once an answer waits for Telegram its attempt is taken back, so that neither an
outage nor any number of restarts makes a suspect of what is only waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from bot.inbox.in_hand import InHand
from bot.inbox.ledger import Key
from programme.model import InboxRow
from programme.store.engine import StoreUnavailable, StoreUnusable
from scheduling.lease import TakenOver

ATTEMPTS = 3
"""How often an update may fail by exception before it is put aside."""
CRASHES = 6
"""How often a leftover may fail or be in hand when the process ends: it may be the cause, or have bad luck."""


class Leftovers:
    """Those that are not settled yet."""

    def __init__(self, rows: InHand) -> None:
        self._rows = rows
        self._keys: set[Key] = set()
        self._counted: set[Key] = set()
        """Whose attempt in hand stands in the record."""

    def add(self, found: Iterable[InboxRow]) -> None:
        self._keys.update(row.key for row in found)

    def limit(self, row: InboxRow) -> int:
        return CRASHES if row.key in self._keys else ATTEMPTS

    async def begin(self, row: InboxRow) -> InboxRow:
        """The row as it is now, its attempt counted; of what came in this run, the row as it is.

        Raises:
            StoreUnavailable, TakenOver: it was not counted, and must not be made.
        """
        if row.key in self._keys and row.key not in self._counted:
            row = await self._rows.count_attempt(row)
            self._counted.add(row.key)
        return row

    async def wait(self, row: InboxRow) -> None:
        """From here on it waits for somebody else; if that cannot be noted now, it is noted later."""
        if row.key in self._counted:
            with suppress(StoreUnavailable, StoreUnusable, TakenOver):
                await self._rows.take_back_attempt(row)
                self._counted.discard(row.key)

    def settled(self, key: Key) -> None:
        self._keys.discard(key)
        self._counted.discard(key)


def suspects(leftovers: Sequence[InboxRow]) -> list[InboxRow]:
    """Those that were in hand at a crash before, and whatever came before them in the same chat: pure."""
    last = {row.chat_id: place for place, row in enumerate(leftovers) if row.attempts}
    return [row for place, row in enumerate(leftovers) if place <= last.get(row.chat_id, -1)]
