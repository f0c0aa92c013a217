"""Publishing the programme's figures: freeze whatever has closed, once and for ever. Only the clock does this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from programme import audit, disclosure, periods
from programme.digests.due import EARLIEST
from programme.model import Band, Outcomes, Period, ProgrammeDigest
from programme.overall.auditing import audited
from programme.overall.figures import Asked, Record, counted, figures_of, year_of
from programme.periods import Shape
from programme.store import counted as members
from programme.store import outcome_tables
from programme.store import overall as store
from programme.store.counted import Came, Members, Span
from programme.store.engine import Database, Reading
from programme.store.overall import Counted


async def publish(database: Database, key: bytes, now: datetime, zone: ZoneInfo) -> tuple[ProgrammeDigest, ...]:
    """Every period that is closed and not yet frozen; what was frozen, oldest first.

    Repeated or at once with another, it freezes nothing twice. Late entries and erasures change nothing frozen.
    """
    async with database.reading() as reading:
        waiting = await due(reading, now, zone)
    frozen = [await freeze(database, period, key, now, zone) for period in waiting]
    return tuple(one for one in frozen if one)


async def due(reading: Reading, now: datetime, zone: ZoneInfo) -> tuple[Period, ...]:
    """Weeks, blocks of four weeks and quarters, each from the first session on, or from where they began."""
    done = [one.period for one in await store.select_digests(reading)]
    first = await store.select_earliest(reading)
    if first is None:
        return ()
    today, names = periods.local_date(now, zone), {one.name for one in done}
    closed = (
        period
        for shape in Shape
        for period in periods.closed(shape, began(shape, done, periods.local_date(first, zone)), today)
    )
    return tuple(sorted((one for one in closed if one.name not in names), key=lambda one: (one.ends_before, one.name)))


def began(shape: Shape, done: Iterable[Period], first: date) -> date:
    """Nothing is published from before what was published first, whatever sessions are brought along later."""
    return max(EARLIEST, min((one.starts_on for one in done if periods.shape_of(one) is shape), default=first))


async def freeze(
    database: Database, period: Period, key: bytes, now: datetime, zone: ZoneInfo
) -> ProgrammeDigest | None:
    """Read, freeze each session's number, decide, audit, write; None if somebody else has frozen it meanwhile."""
    async with database.reading() as reading:
        asked = Asked(key, period, zone, await last_bands(reading, period))
        record = await read(reading, period, zone)
        beside = await store.select_ending(reading, period.ends_before) if asked.says_by_rules else ()
    async with database.transaction() as tx:
        await store.insert_counted(tx, fresh_ones(asked, record), now)
        record = replace(record, frozen=await store.select_counted(tx, span_of(period, zone)))
        digest = ProgrammeDigest(period, disclosure.RULES, figures_of(asked, record))
        digest = replace(digest, figures=audited(digest, record.workplaces, beside))
        if not await store.insert_digest(tx, digest, now):
            return None
        await audit.record(tx, audit.CLOCK, "programme figures published", None, now, period.name)
    return digest


def fresh_ones(asked: Asked, record: Record) -> tuple[Counted, ...]:
    return tuple(one for one in counted(asked, record) if one.session_id not in record.frozen)


def span_of(period: Period, zone: ZoneInfo) -> Span:
    return Span(periods.starts_at(period.starts_on, zone), periods.starts_at(period.ends_before, zone), period)


async def read(reading: Reading, period: Period, zone: ZoneInfo) -> Record:
    """Eight statements at most."""
    span = span_of(period, zone)
    held, frozen = await store.select_held(reading, span), await store.select_counted(reading, span)
    new_year = periods.starts_at(date(year_of(period), 1, 1), zone)
    has_new = any(one.is_open and one.session_id not in frozen for one in held)
    return Record(
        held,
        await store.select_present(reading, span) if has_new else {},
        await chosen(reading, span, {one.session_id for one in held if not one.is_open}),
        await store.select_open_then(reading, span.until),
        await belonging(reading, span),
        await store.count_signed_up(reading, new_year, span.until),
        await outcomes_of(reading, period),
        frozen,
    )


async def belonging(reading: Reading, span: Span) -> tuple[Members, ...]:
    groups = await members.select_members(reading, span)
    return tuple([Members(one.employer_id, frozenset(one.person_ids)) for one in groups])


async def chosen(reading: Reading, span: Span, sessions: set[str]) -> tuple[Came, ...]:
    """Who was at these, for which workplace; nothing is read where there are none."""
    came = await members.select_came(reading, span) if sessions else ()
    return tuple(one for one in came if one.session_id in sessions)


async def outcomes_of(reading: Reading, period: Period) -> Outcomes | None:
    tables = await outcome_tables.select_tables(reading)
    return next((table.outcomes for table in tables if table.period == period), None)


async def last_bands(reading: Reading, period: Period) -> tuple[Band, ...]:
    """What was last said of who is reached, before *period* ended."""
    said = [one for one in await store.select_digests(reading) if one.figures.bands]
    earlier = [one.figures.bands for one in said if one.period.ends_before <= period.ends_before]
    return earlier[-1] if earlier else ()
