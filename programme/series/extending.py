"""The sessions of a weekly series: put on the timetable eight weeks ahead, and further as time goes by."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme import audit, employers, kinds, notices, series_bookings, sessions
from programme.catalogue.health import as_its_series
from programme.errors import NotFound, Unusable
from programme.ids import new_id
from programme.model import Audience, Kind, NewNotice, NewSession, Occurrence, Rule, Series, Session
from programme.new_sessions import checked
from programme.series.rule import CLOCKS, check, check_clocks, local_date, shown
from programme.store import series as store
from programme.store.attendance import select_contact
from programme.store.engine import Database, Transaction

GAP = "series_gap"
GAP_TOLD_FOR = timedelta(days=7)


async def add(tx: Transaction, new: NewSession, rule: Rule, actor: str, now: datetime) -> tuple[Session, ...]:
    """Put a weekly series on the timetable; *new* is like its first session. The sessions there are at once.

    Raises:
        Unusable: a field of *new* as in `sessions.add`, or of *rule* as in `check`; "time" is skipped or doubled by
            the change of the clocks on a date of the next eight weeks.
        EmployerUnknown: one of its workplaces is not open.
    """
    check(rule)
    check_clocks(rule, now)
    wanted = await as_its_series(tx, checked(new, now))
    kind = await kinds.find(tx, wanted.kind)
    for employer_id in wanted.employer_ids:
        await employers.by_id(tx, employer_id)
    await sessions.instructor_name(tx, wanted)
    series = new_series(wanted, rule, kind)
    await store.insert_series(tx, series, now)
    await store.insert_audience(tx, series.id, wanted.employer_ids)
    await audit.record(tx, actor, "series added", series.id, now)
    made = await extend(tx, series.id, now)
    if not made:
        raise Unusable("last", "no_dates")
    return made


def new_series(new: NewSession, rule: Rule, kind: Kind) -> Series:
    return Series(
        id=new_id(),
        rule=rule,
        title=new.title,
        kind=kind.id,
        sensitivity=new.sensitivity or kind.sensitivity,
        minutes=new.minutes,
        places=new.places,
        link=new.link,
        audience=Audience.CHOSEN if new.employer_ids else Audience.ALL,
        instructor_id=new.instructor_id,
        speakers=new.speakers,
        webinar_series=new.webinar_series,
    )


async def extend(tx: Transaction, series_id: str, now: datetime) -> tuple[Session, ...]:
    """Put on the timetable what is not there yet; doing it again adds nothing. The new sessions, soonest first.

    A date whose time the change of the clocks skips or doubles is left out, and whoever leads the series is told once.

    Raises:
        NotFound: there is no such series.
    """
    series = await store.lock_series(tx, series_id)
    if series is None:
        raise NotFound
    if series.ended_at:
        return ()
    found = shown(series.rule, now)
    there = await store.select_slots(tx, series.id, local_date(series.rule, now))
    await leave_out(tx, series, [one for one in found if one.gap in CLOCKS and one.on.isoformat() not in there], now)
    wanted = [one for one in found if one.starts_at and one.starts_at > now and one.on.isoformat() not in there]
    return await put_all(tx, series, wanted, now) if wanted else ()


async def put_all(tx: Transaction, series: Series, wanted: list[Occurrence], now: datetime) -> tuple[Session, ...]:
    kind = await kinds.find(tx, series.kind)
    open_ids = {one.id for one in await employers.all_open(tx)}
    may_come = [one for one in await store.select_audience(tx, series.id) if one in open_ids]
    made = [as_session(series, kind, one.on, one.starts_at) for one in wanted if one.starts_at]
    put = [one for one in made if await sessions.put(tx, one, may_come, now)]
    for one in put:
        await series_bookings.follow(tx, one, now)
    return tuple(put)


def as_session(series: Series, kind: Kind, on: date, starts_at: datetime) -> Session:
    return Session(
        id=new_id(),
        title=series.title,
        kind=series.kind,
        category=kind.category,
        sensitivity=series.sensitivity,
        starts_at=starts_at,
        minutes=series.minutes,
        places=series.places,
        link=series.link,
        audience=series.audience,
        revision=0,
        zone=series.rule.zone,
        instructor_id=series.instructor_id,
        series_id=series.id,
        slot=on.isoformat(),
        speakers=series.speakers,
        webinar_series=series.webinar_series,
    )


async def leave_out(tx: Transaction, series: Series, gaps: list[Occurrence], now: datetime) -> None:
    """Kept as dropped, so that it is said once; `dates` names the reason by the date itself."""
    contact_id = await select_contact(tx, series.instructor_id) if series.instructor_id else None
    for one in gaps:
        is_new = await store.upsert_exception(tx, series.id, one.on, "dropped")
        if is_new and contact_id:
            told = NewNotice(GAP, contact_id, now, now + GAP_TOLD_FOR, facts=one.on.isoformat())
            await notices.tell(tx, [told], now)


async def extend_all(database: Database, now: datetime) -> int:
    """Extend every series that goes on, each in a transaction of its own; how many sessions that has brought."""
    async with database.reading() as reading:
        going_on = await store.select_going_on(reading, now.date() - timedelta(days=1))
    made = 0
    for series_id in going_on:
        async with database.transaction() as tx:
            made += len(await extend(tx, series_id, now))
    return made
