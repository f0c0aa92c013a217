"""Publishing: freeze whatever has closed, once and for ever. Only the clock does this; everybody else reads."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import audit, disclosure, periods
from programme.digests.crowds import Gathered, Rows
from programme.digests.due import Due, due
from programme.digests.figures import Asked, figures_of
from programme.disclosure import Scope
from programme.disclosure.auditor import audited
from programme.disclosure.view import View
from programme.model import Digest, OutcomeTable, Period
from programme.store import counted, outcome_tables
from programme.store import digests as store
from programme.store.counted import Span
from programme.store.engine import Database, Reading, Transaction

LOOK_BACK = timedelta(days=35)
LOOK_BACK_FAR = timedelta(days=190)
"""How far before a period the auditor reads what is published: whatever overlaps with it, and with that."""


async def publish(database: Database, key: bytes, now: datetime, zone: ZoneInfo) -> tuple[Digest, ...]:
    """Freeze every period that is closed and not yet frozen, of every workplace; what was frozen, oldest first.

    Several at once, or one after another, freeze nothing twice. Late entries and erasures change nothing frozen.
    """
    async with database.reading() as reading:
        waiting = await due(reading, now, zone)
    frozen: list[Digest] = []
    for one in waiting:
        frozen += await freeze(database, one, key, now, zone)
    return tuple(frozen)


async def freeze(database: Database, asked: Due, key: bytes, now: datetime, zone: ZoneInfo) -> tuple[Digest, ...]:
    """One period, of all workplaces that are due it: read, decide, audit, write."""
    async with database.reading() as reading:
        rows = await gather(reading, asked.period, zone)
        before = await read_history(reading, asked.period)
    made = await asyncio.to_thread(digests_of, asked, rows, before, key, zone)
    async with database.transaction() as tx:
        frozen = await store.insert_digests(tx, made, now)
        await note(tx, frozen, now)
    return frozen


async def gather(reading: Reading, period: Period, zone: ZoneInfo) -> Rows:
    """What the record says of a period: eight statements, whatever the number of workplaces."""
    span = span_of(period, zone)
    return Rows(
        await counted.select_held(reading, span),
        await counted.select_present(reading, span),
        await counted.select_newcomers(reading, span),
        await counted.select_moved(reading, span),
        await counted.select_rated(reading, span),
        await counted.select_members(reading, span),
        await counted.select_challengers(reading, span),
    )


def span_of(period: Period, zone: ZoneInfo) -> Span:
    return Span(periods.starts_at(period.starts_on, zone), periods.starts_at(period.ends_before, zone), period)


class History:
    """What has been published lately, to be asked for one workplace's view."""

    def __init__(self, digests: Iterable[Digest], tables: tuple[OutcomeTable, ...]) -> None:
        self._of: dict[str | None, list[Digest]] = {}
        self._tables = tables
        for one in digests:
            self.add(one)

    def add(self, digest: Digest) -> None:
        self._of.setdefault(digest.employer_id, []).append(digest)

    def view(self, employer_id: str | None) -> View:
        own = tuple(self._of.get(employer_id, ())) if employer_id else ()
        return View(own, tuple(self._of.get(None, ())), self._tables)

    def last_using(self, employer_id: str | None, period: Period) -> int | None:
        """What was last said, before *period* ended, of how many use the bot."""
        said = [one for one in self._of.get(employer_id, ()) if one.figures.using is not None]
        earlier = [one for one in said if one.period.ends_before <= period.ends_before]
        return max(earlier, key=when).figures.using if earlier else None


def when(digest: Digest) -> tuple[str, str]:
    """In which order digests are read."""
    return digest.period.ends_before.isoformat(), digest.period.name


async def read_history(reading: Reading, period: Period) -> History:
    back = LOOK_BACK if periods.is_week(period) else LOOK_BACK_FAR
    tables = [one for one in await outcome_tables.select_tables(reading) if one.period == period]
    return History(await store.select_all_digests(reading, period.starts_on - back), tuple(tables))


def digests_of(asked: Due, rows: Rows, before: History, key: bytes, zone: ZoneInfo) -> tuple[Digest, ...]:
    """Pure, and in a thread of its own: a quarter of a second for 500 workplaces, in which nobody's tap should wait."""
    gathered, made = Gathered(rows, zone), []
    for employer_id in sorted(asked.employer_ids, key=lambda id: id or ""):
        digest = digest_of(asked.period, employer_id, gathered, before, key)
        before.add(digest)
        made.append(digest)
    return tuple(made)


def digest_of(period: Period, employer_id: str | None, gathered: Gathered, before: History, key: bytes) -> Digest:
    """What may be published of one workplace, or (None) of all together, beside what is published."""
    scope = Scope(key, employer_id or "", period.name)
    asked = Asked(scope, period, before.last_using(employer_id, period))
    crowd = gathered.of(employer_id) if employer_id else gathered.everybody
    figures = figures_of(asked, crowd, gathered.offer(employer_id))
    digest = Digest(employer_id, period, disclosure.RULES, figures)
    return audited(digest, before.view(employer_id), of_all=employer_id is None)


async def note(tx: Transaction, frozen: Sequence[Digest], now: datetime) -> None:
    """In the audit: which periods, of how many workplaces."""
    for name in sorted({one.period.name for one in frozen}):
        many = sum(one.period.name == name for one in frozen)
        await audit.record(tx, audit.CLOCK, "digest published", None, now, f"{name} {many}")
