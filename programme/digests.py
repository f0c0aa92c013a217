"""Digests: one workplace, one closed period, frozen figures. Only the clock publishes; everybody else reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from programme import disclosure, periods
from programme.disclosure import Amount, Scope
from programme.errors import NotFound
from programme.ids import new_id
from programme.model import Coming, Digest, Employer, Figures, Period
from programme.store import digests as store
from programme.store.digests import Mover, Participant, Span
from programme.store.engine import Reading, Transaction

EARLIEST = date(2024, 1, 1)
"""No digest is about a time before this."""


async def publish(
    tx: Transaction, employer: Employer | None, key: bytes, now: datetime, zone: ZoneInfo
) -> tuple[Digest, ...]:
    """Freeze whatever of *employer* (None: of all together, for small workplaces) is closed and not yet frozen.

    Gives what was frozen now, oldest first. Late entries and erasures never change what is frozen.
    """
    frozen = [await freeze(tx, employer, period, key, now, zone) for period in await due(tx, employer, now, zone)]
    return tuple(digest for digest in frozen if digest)


async def due(reading: Reading, employer: Employer | None, now: datetime, zone: ZoneInfo) -> tuple[Period, ...]:
    """The closed periods that have no digest yet, from the first session that anybody came to."""
    employer_id = employer.id if employer else None
    first = await store.select_first_session(reading, employer_id)
    if first is None and employer is None:
        return ()
    began = min(moment for moment in (first, employer.created_at if employer else None) if moment)
    since = max(EARLIEST, periods.local_date(began, zone))
    published = [digest.period for digest in await store.select_digests(reading, employer_id)]
    headcount = employer.headcount if employer else periods.LARGE
    return periods.unpublished(headcount, since, periods.local_date(now, zone), published)


async def freeze(
    tx: Transaction, employer: Employer | None, period: Period, key: bytes, now: datetime, zone: ZoneInfo
) -> Digest | None:
    """The digest as it is kept from now on; None if somebody else has just frozen it."""
    employer_id = employer.id if employer else None
    span = Span(
        employer_id,
        periods.starts_at(period.starts_on, zone),
        periods.starts_at(period.ends_before, zone),
        period,
    )
    participants = await store.select_participants(tx, span)
    movers = await store.select_movers(tx, span)
    scope = Scope(key, employer_id or "", period.name)
    figures = figures_of(scope, span, participants, movers, await store.count_offered(tx, span))
    digest = Digest(employer_id, period, disclosure.RULES, figures)
    return digest if await store.insert_digest(tx, new_id(), digest, now) else None


def figures_of(
    scope: Scope, span: Span, participants: Collection[Participant], movers: Collection[Mover], offered: int
) -> Figures:
    """Pure: the record's people in, what may be said of them out."""
    everybody = {one.person_id for one in participants}
    amounts = weekly(movers, span.period)
    return Figures(
        offered=offered,
        took_part=allowed(scope, span, participants, lambda: disclosure.count(scope, everybody)),
        first_timers=allowed(
            scope,
            span,
            [one for one in participants if one.is_first],
            lambda: disclosure.part(scope, {one.person_id for one in participants if one.is_first}, everybody),
        ),
        logged=allowed(scope, span, movers, lambda: disclosure.count(scope, {one.person_id for one in amounts})),
        mean_minutes=allowed(scope, span, movers, lambda: disclosure.mean(scope, amounts)),
    )


def allowed(
    scope: Scope,
    span: Span,
    people: Iterable[Participant | Mover],
    figure: Callable[[], int | None],
) -> int | None:
    """A figure of several workplaces together must also stand without any one of them."""
    if span.employer_id is None and not disclosure.stands_without_each(scope, by_workplace(people)):
        return None
    return figure()


def by_workplace(people: Iterable[Participant | Mover]) -> list[set[str]]:
    """Their ids, a set for each workplace; people who come for themselves are one more."""
    groups: dict[str | None, set[str]] = {}
    for one in people:
        groups.setdefault(one.employer_id, set()).add(one.person_id)
    return list(groups.values())


def weekly(movers: Iterable[Mover], period: Period) -> list[Amount]:
    """Each person's minutes a week, so that long and short periods can be compared."""
    weeks = (period.ends_before - period.starts_on).days / 7
    totals: dict[str, int] = {}
    for one in movers:
        totals[one.person_id] = totals.get(one.person_id, 0) + one.minutes
    return [Amount(person_id, minutes / weeks) for person_id, minutes in sorted(totals.items())]


def whose(employer: Employer) -> str | None:
    """Under which workplace HR's digests are kept: a small one's under none, with all others."""
    return None if is_pooled(employer) else employer.id


def is_pooled(employer: Employer) -> bool:
    return not periods.shapes(employer.headcount)


async def published(reading: Reading, employer: Employer) -> Sequence[Digest]:
    """All that *employer*'s HR may read, the latest last."""
    return await store.select_digests(reading, whose(employer))


async def of_period(reading: Reading, employer: Employer, period: str) -> Digest:
    """The frozen digest of that period.

    Raises:
        NotFound: none was published.
    """
    found = await store.select_digest(reading, whose(employer), period)
    if found is None:
        raise NotFound
    return found


async def coming(reading: Reading, employer: Employer, since: datetime, until: datetime) -> tuple[Coming, ...]:
    """What *employer*'s people may come to, as anybody there can see it on the timetable, without titles."""
    return await store.select_coming(reading, employer.id, since, until)
