"""The one writer of what arrives and what is answered: as much as there is by one commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from programme.model import InboxRow, Shown
from programme.store import inbox as rows
from programme.store.engine import Database, Reading, StoreUnavailable, Transaction
from programme.store.shown import delete_shown, select_shown, upsert_shown
from scheduling.clock import Clock

log = logging.getLogger(__name__)

IDLE_SECONDS = 5.0
"""How long an answered update may wait for somebody else's commit to be recorded with."""

Key = tuple[int, int]


@dataclass(slots=True)
class Arrivals:
    """Updates whose bringers wait for them to be kept."""

    rows: list[InboxRow]
    kept: asyncio.Future[list[InboxRow]]


@dataclass(slots=True)
class Unwritten:
    """What is known here and not yet in the database."""

    answered: list[Key] = field(default_factory=list)
    shown: dict[int, Shown] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.answered or self.shown)


class Ledger:
    """Gathers arrivals and answers and commits them together; *recorded* hears which answers are written."""

    def __init__(
        self, database: Database, clock: Clock, epoch: int = 0, recorded: Callable[[list[Key]], None] = lambda _: None
    ) -> None:
        """*epoch*: of the worker whose answers these are; whoever only takes updates in has none."""
        self._database = database
        self._clock = clock
        self._epoch = epoch
        self._recorded = recorded
        self._arrivals: list[Arrivals] = []
        self._unwritten = Unwritten()
        self._writing = Unwritten()
        self._wanted = asyncio.Event()
        self._urgent = asyncio.Event()
        self._closing = False

    async def keep(self, arrived: list[InboxRow]) -> list[InboxRow]:
        """Keep updates; when they are committed, those of them that are new.

        Raises:
            StoreUnavailable: they could not be kept; Telegram must bring them again.
        """
        batch = Arrivals(arrived, asyncio.get_running_loop().create_future())
        self._arrivals.append(batch)
        self.hurry()
        return await batch.kept

    def answered(self, key: Key) -> None:
        self._unwritten.answered.append(key)
        self._note()

    def shows(self, shown: Shown) -> None:
        self._unwritten.shown[shown.chat_id] = shown
        self._note()

    def _note(self) -> None:
        """It may wait for somebody else's commit, unless there will be none."""
        self._wanted.set()
        if self._closing:
            self._urgent.set()

    async def shown(self, reading: Reading, chat_id: int) -> Shown | None:
        """The choices last shown to a chat, from memory if they are not written yet."""
        for unwritten in (self._unwritten, self._writing):
            if chat_id in unwritten.shown:
                return unwritten.shown[chat_id]
        return await select_shown(reading, chat_id)

    def hurry(self) -> None:
        """Somebody waits: write now."""
        self._urgent.set()
        self._wanted.set()

    def close(self) -> None:
        """Write what there is, then end."""
        self._closing = True
        self.hurry()

    def abandon(self) -> None:
        """Whoever waits for updates to be kept brings them again; what was answered is not known to be."""
        arrivals, self._arrivals = self._arrivals, []
        self._put_back(StoreUnavailable("another process is the worker"), arrivals)

    async def write_for_ever(self) -> None:
        while not (self._closing and not self._arrivals and not self._unwritten):
            await self._wanted.wait()
            with suppress(TimeoutError):
                async with asyncio.timeout(IDLE_SECONDS):
                    await self._urgent.wait()
            self._wanted.clear()
            self._urgent.clear()
            await self._write_once()

    async def _write_once(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        self._writing, self._unwritten = self._unwritten, Unwritten()
        if not arrivals and not self._writing:
            return
        try:
            kept = await self._commit(arrivals, self._writing)
        except Exception as error:
            self._put_back(error, arrivals)
            return
        except asyncio.CancelledError:
            self._put_back(StoreUnavailable("stopped"), arrivals)
            raise
        for batch, fresh in zip(arrivals, kept, strict=True):
            if not batch.kept.done():
                batch.kept.set_result(fresh)
        self._recorded(self._writing.answered)
        self._writing = Unwritten()

    async def _commit(self, arrivals: list[Arrivals], unwritten: Unwritten) -> list[list[InboxRow]]:
        now = self._clock()
        async with self._database.transaction() as tx:
            kept = [[row for row in batch.rows if await rows.insert_update(tx, row, now)] for batch in arrivals]
            if unwritten.answered:
                await rows.mark_answered(tx, unwritten.answered, now, self._epoch)
            if unwritten.shown:
                await keep_shown(tx, unwritten.shown.values(), now)
        return kept

    def _put_back(self, error: Exception, arrivals: list[Arrivals]) -> None:
        """The commit failed: those who brought updates are told, answers wait for the next commit."""
        if not isinstance(error, StoreUnavailable):
            log.error("could not write the inbox", exc_info=error)
        for batch in arrivals:
            if not batch.kept.done():
                batch.kept.set_exception(error)
        self._unwritten.answered[:0] = self._writing.answered
        self._unwritten.shown = {**self._writing.shown, **self._unwritten.shown}
        self._writing = Unwritten()
        self._wanted.set()


async def keep_shown(tx: Transaction, shown: Collection[Shown], now: datetime) -> None:
    """What a chat may choose from; a screen that offers and asks nothing leaves nothing behind."""
    await upsert_shown(tx, [one for one in shown if one.choices or one.asks], now)
    await delete_shown(tx, [one.chat_id for one in shown if not (one.choices or one.asks)])
