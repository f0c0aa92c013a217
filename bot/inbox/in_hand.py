"""What is written about an update that is in hand, for as long as no later worker has begun."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from bot.address import Address, to
from bot.inbox.answers import AlreadyApplied
from programme.model import InboxRow
from programme.store import inbox as rows
from programme.store.engine import Database, Reading, StoreUnavailable, StoreUnusable, Transaction
from programme.store.worker import is_none_later
from scheduling.clock import Clock
from scheduling.lease import TakenOver


@dataclass(frozen=True, slots=True)
class InHand:
    """The rows of one worker's updates; each change is refused once a later *epoch* is at work."""

    database: Database
    clock: Clock
    epoch: int

    async def as_it_is_now(self, row: InboxRow) -> InboxRow:
        """The row read again: its command may have been carried out although its answer has to wait."""
        with suppress(StoreUnavailable, StoreUnusable):
            async with self.database.reading() as reading:
                return await rows.select_row(reading, row.key) or row
        return row

    async def count_attempt(self, row: InboxRow) -> InboxRow:
        """The row read again, with one attempt more: its command may have been carried out before a failure.

        Raises:
            TakenOver: another process is the worker, and has this one's updates in hand.
        """
        async with self.database.transaction() as tx:
            if not await rows.mark_attempt(tx, row.key, self.epoch):
                await self._check_worker(tx)
            return await rows.select_row(tx, row.key) or row

    async def take_back_attempt(self, row: InboxRow) -> None:
        """One attempt fewer. Raises: TakenOver: as above."""
        async with self.database.transaction() as tx:
            if not await rows.mark_attempt_taken_back(tx, row.key, self.epoch):
                await self._check_worker(tx)

    async def put_aside(self, row: InboxRow) -> None:
        """Quarantine it. Raises: TakenOver: as above."""
        async with self.database.transaction() as tx:
            if not await rows.mark_quarantined(tx, row.key, self.clock(), self.epoch):
                await self._check_worker(tx)

    async def mark_applied(self, tx: Transaction, row: InboxRow, next_address: str) -> None:
        """Mark the row in the command's own transaction.

        Raises:
            AlreadyApplied: it has been carried out before; the transaction must not be kept.
            TakenOver: another process is the worker; as above.
        """
        if not await rows.mark_applied(tx, row.key, next_address, self.epoch):
            await self._check_worker(tx)
            raise AlreadyApplied

    async def next_address(self, reading: Reading, row: InboxRow) -> Address:
        """The screen that its command led to."""
        found = await rows.select_row(reading, row.key)
        return Address.parse(found.next_address) if found and found.next_address else to("unknown")

    async def _check_worker(self, reading: Reading) -> None:
        if not await is_none_later(reading, self.epoch):
            raise TakenOver
