"""Moving the programme to another database: everything in one transaction there, read back and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programme import erasures, worker
from programme.erasures import ledger_of
from programme.store import copy as rows
from programme.store.engine import Database, Reading, Transaction

Progress = Callable[[int, int], None]
"""Hears how many rows are done, and of how many."""


class TargetInUse(Exception):
    """There is something in the database to copy to; nothing is ever written over."""


class SourceInUse(Exception):
    """A bot is at work on the database to copy from: what it wrote meanwhile would be left behind."""


class LedgerInTheWay(Exception):
    """Where the erasure ledger is to go, there is one of another programme."""


class CopyDiffers(Exception):
    """What was read back is not what was read; nothing was kept."""


class NotStorable(Exception):
    """A text there holds a NUL, which PostgreSQL cannot keep; the table is named, nothing was copied."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One table, found to be the same on both sides."""

    table: str
    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Ends:
    """Where from and where to, each open and up to date; the addresses say where the erasure ledgers are."""

    source: Database
    source_url: str
    target: Database
    target_url: str


async def copy(ends: Ends, progress: Progress) -> tuple[Copied, ...]:
    """Copy every row and the erasure ledger; what was copied, table by table.

    The source is read in one snapshot. The target is filled in one transaction, read back in it and compared, so an
    interrupted copy leaves it empty.

    Raises:
        SourceInUse, TargetInUse, LedgerInTheWay, NotStorable, CopyDiffers: nothing was copied.
        StoreUnavailable: one of the two did not answer; nothing was copied.
    """
    async with ends.target.transaction() as tx:
        if await rows.is_used(tx):
            raise TargetInUse
        await rows.delete_furniture(tx)
        async with ends.source.reading() as reading:
            if ends.source.dialect == "postgresql" and await worker.is_at_work(reading):
                raise SourceInUse
            read = await copy_rows(ends, reading, tx, progress)
            secret = await erasures.existing_secret(reading)
        # The source is let go first: PostgreSQL ends transactions that lie idle while the target is read back.
        await compare(ends, tx, read)
        carry_erasures(ends, secret)
        if ends.target.dialect == "postgresql":
            await rows.go_on_after_the_last_arrival(tx)
    return tuple(Copied(table, content.rows, content.checksum) for table, content in read.items())


async def copy_rows(ends: Ends, reading: Reading, tx: Transaction, progress: Progress) -> dict[str, rows.Content]:
    """What was read of each table, in the order in which they can be filled."""
    total = sum([await rows.count(reading, name) for name in rows.names()])
    done, read = 0, dict[str, rows.Content]()
    progress(0, total)
    for name in rows.names():
        table = await rows.select_table(reading, name, ends.source.dialect)
        content = rows.Content()
        async for page in rows.pages(reading, table):
            if ends.target.dialect == "postgresql" and rows.holds_nul(page):
                raise NotStorable(name)
            await rows.insert_page(tx, table, page)
            content = content.with_page(page)
            done += len(page)
            progress(done, total)
        read[name] = content
    return read


async def compare(ends: Ends, tx: Transaction, read: dict[str, rows.Content]) -> None:
    """Read everything back.

    Raises:
        CopyDiffers: it is not the same.
    """
    for name, expected in read.items():
        table = await rows.select_table(tx, name, ends.target.dialect)
        content = rows.Content()
        async for page in rows.pages(tx, table):
            content = content.with_page(page)
        if content != expected:
            raise CopyDiffers(name)


def carry_erasures(ends: Ends, secret: bytes | None) -> None:
    """Put the erasure ledger beside the target too: back-ups of either still hold people who were erased since.

    It is written before the copy is committed, and does no harm if that then fails.
    """
    lines = ledger_of(ends.source_url).lines(secret) if secret else None
    if not secret or not lines:
        return
    there = ledger_of(ends.target_url)
    if there.path.exists() and there.lines(secret) is None:
        raise LedgerInTheWay(there.path)
    there.add(secret, lines)
