"""Several transactions by one commit: those that wait for their turn together are written to the disk together."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from programme.store.connection import Connection
from programme.store.engine import StoreUnavailable

MOST = 32
"""Transactions by one commit at most, so that the first of them does not wait for ever."""
NOT_BEGUN = "no such savepoint"
UNDONE = "it was undone with another one's failure"
MOST_CHANGES = 1_000
"""Rows. What changes more is written at once: its pages must not have to leave the memory while somebody reads."""


@dataclass(slots=True)
class Batch:
    """Transactions since one BEGIN; *written* is set when all of them are on the disk, or none of them is."""

    changes_before: int
    members: int = 1
    written: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def __post_init__(self) -> None:
        # Whoever waited may have been cancelled; then nobody asks how it ended.
        self.written.add_done_callback(lambda done: done.cancelled() or done.exception())

    @property
    def savepoint(self) -> str:
        return f"member_{self.members}"


class Together:
    """Transactions on one connection, one after the other, each of which ends once it is on the disk.

    The first begins; each further one has a savepoint of its own, so that it can fail alone; the last, behind whom
    nobody waits, commits for all of them. A transaction alone costs what it always did. Nobody outside sees
    anything of them before the commit, and who came later in the batch sees what came before, as if it were written:
    they share its fate. If the commit fails, it fails for all, even for those who were refused something because of
    what came before.
    """

    def __init__(self, connection: Connection, turns: asyncio.Lock, before: Callable[[], Awaitable[None]]) -> None:
        """*before* is called before each beginning."""
        self._connection = connection
        self._before = before
        self._turns = turns
        self._waiting = 0
        self._open: Batch | None = None

    @asynccontextmanager
    async def member(self) -> AsyncIterator[None]:
        """One transaction; a failure inside undoes it alone.

        Raises:
            sqlite3.Error: it could not begin or commit; nothing of it was kept.
            StoreUnavailable: SQLite undid it with another one's failure.
        """
        await self._take_turn()
        batch: Batch | None = None
        try:
            try:
                batch = await self._enter()
                yield
                await self._close(batch)
            except BaseException as error:
                await to_the_end(self._undo(error))
                raise
            finally:
                self._turns.release()
        except Exception:
            if batch is not None:
                await asyncio.shield(batch.written)
            raise
        await asyncio.shield(batch.written)

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turns.acquire()
        except BaseException:
            self._waiting -= 1
            if self._open is not None:
                await to_the_end(self._commit_what_is_left())
            raise
        self._waiting -= 1

    async def _commit_what_is_left(self) -> None:
        """Whoever was to commit for the others has been cancelled while waiting."""
        async with self._turns:
            if self._open is not None and not self._waiting:
                await self._commit(self._open)

    async def leave_nothing_open(self) -> None:
        """For whoever has the turn and can do nothing within a transaction; those in it are told how it ended.

        Raises:
            sqlite3.Error: one that is to be undone cannot be.
        """
        if self._open is not None:
            await self._commit(self._open)
        if self._connection.in_transaction:  # a disk that was full may have kept one from being undone
            await self._connection.execute("ROLLBACK")

    async def _enter(self) -> Batch:
        if self._open is None:
            await self.leave_nothing_open()
            await self._before()
            await self._connection.execute("BEGIN IMMEDIATE")
            self._open = Batch(self._connection.total_changes)
        else:
            self._open.members += 1
            await self._connection.short(f"SAVEPOINT {self._open.savepoint}")
        return self._open

    async def _close(self, batch: Batch) -> None:
        """The end of one member, and of the batch if nobody waits.

        Raises:
            StoreUnavailable: SQLite undid all of it at a failure which was passed over inside.
        """
        if not self._connection.in_transaction:
            raise StoreUnavailable(UNDONE)
        if self._is_last(batch):
            await to_the_end(self._commit(batch))

    def _is_last(self, batch: Batch) -> bool:
        is_large = self._connection.total_changes - batch.changes_before > MOST_CHANGES
        return not self._waiting or batch.members >= MOST or is_large

    async def _undo(self, error: BaseException) -> None:
        """Undo one member; whatever a cancelled task left running comes before."""
        batch = self._open
        try:
            await self._connection.until_idle()
        except Exception as failure:
            if batch is not None:
                await self._give_up(batch, failure)
            raise
        if batch is None:
            if self._connection.in_transaction:
                await self._connection.execute("ROLLBACK")
        elif not self._connection.in_transaction:  # SQLite has undone everything: a full disk, a failing one
            self._end(batch, error)
        elif batch.members == 1:
            self._end(batch, None)  # first: if even this fails, the next one to begin undoes it before anything else
            await self._connection.execute("ROLLBACK")
        else:
            await self._undo_member(batch)

    async def _undo_member(self, batch: Batch) -> None:
        """Undo the latest member; if that fails, all of them, since nothing half done may be committed."""
        try:
            await self._connection.execute(f"ROLLBACK TO {batch.savepoint}")
        except Exception as failure:
            if NOT_BEGUN not in str(failure):
                await self._give_up(batch, failure)
                return
        if self._is_last(batch):
            await self._commit(batch)

    async def _give_up(self, batch: Batch, error: Exception) -> None:
        self._end(batch, error)
        with suppress(Exception):  # the next one to begin tries again
            if self._connection.in_transaction:
                await self._connection.execute("ROLLBACK")

    async def _commit(self, batch: Batch) -> None:
        try:
            await self._connection.execute("COMMIT")
        except Exception as error:  # not SQLite's alone: out of memory is Python's MemoryError
            await self._give_up(batch, error)
        else:
            self._end(batch, None)

    def _end(self, batch: Batch, error: BaseException | None) -> None:
        self._open = None
        if error is None:
            batch.written.set_result(None)
        else:
            batch.written.set_exception(error if isinstance(error, sqlite3.Error) else StoreUnavailable(UNDONE))


async def to_the_end(work: Coroutine[object, object, None]) -> None:
    """Wait until *work* is done even if the one who waits is cancelled, who hears of that afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:
            break
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # nobody asks for it any more
        raise cancelled
    task.result()
