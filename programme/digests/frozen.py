"""What has been published, as everybody but the clock sees it: read, and never made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from programme import periods
from programme.errors import NotFound
from programme.model import Coming, Digest, Employer
from programme.store import digests as store
from programme.store.engine import Reading


def is_pooled(employer: Employer) -> bool:
    """Whether it is too small for figures of its own: HR sees those of all workplaces together."""
    return employer.own_figures_since is None or not periods.shapes(employer.headcount)


def has_grown(employer: Employer) -> bool:
    """Whether it has figures of its own, and had none when it signed up, or for a while since."""
    return employer.own_figures_since is not None and employer.own_figures_since > employer.created_at


def grown_on(employer: Employer, zone: ZoneInfo) -> date | None:
    """The local date on which it had grown enough; its own figures are about periods that begin after that day."""
    since = employer.own_figures_since
    return periods.local_date(since, zone) if since and has_grown(employer) else None


def next_on(employer: Employer, now: datetime, zone: ZoneInfo) -> date:
    """The local date on which figures come next."""
    return periods.next_figures_on(employer.headcount, periods.local_date(now, zone), grown_on(employer, zone))


async def published(reading: Reading, employer: Employer) -> Sequence[Digest]:
    """All that *employer*'s HR may read, the latest last: its own, and those of all together that it was shown.

    A headcount that changes takes nothing away that was once to be read, and shows nothing that was not.
    """
    own = await store.select_digests(reading, employer.id)
    if not (is_pooled(employer) or has_grown(employer)):
        return own
    together = shown(await store.select_digests(reading, None), own, employer)
    return tuple(sorted((*own, *together), key=lambda one: (one.period.ends_before, one.period.name)))


def shown(together: Iterable[Digest], own: Sequence[Digest], employer: Employer) -> tuple[Digest, ...]:
    """Those of *together* that are about days of which there are none of its *own*, while it had none."""
    until = None if is_pooled(employer) else employer.own_figures_since
    return tuple(
        one
        for one in together
        if (until is None or one.period.ends_before <= until.date())
        and not any(periods.overlap(one.period, other.period) for other in own)
    )


async def last(reading: Reading, employer: Employer | None) -> Digest | None:
    """The latest that *employer*'s HR may read; None: that of all together, for people without a workplace."""
    frozen = await published(reading, employer) if employer else await store.select_digests(reading, None)
    return frozen[-1] if frozen else None


async def published_since(reading: Reading, employer: Employer, since: datetime) -> tuple[Digest, ...]:
    """What was frozen of *employer* alone from *since* on, the latest period last."""
    return await store.select_published_since(reading, employer.id, since)


async def together_since(reading: Reading, since: date) -> tuple[Digest, ...]:
    """The latest of all together, if its last day was *since* or later."""
    latest = (await store.select_digests(reading, None))[-1:]
    return tuple(one for one in latest if one.period.ends_before > since)


async def of_period(reading: Reading, employer: Employer, period: str) -> Digest:
    """The digest of that period that *employer*'s HR may read.

    Raises:
        NotFound: none was published, or none that they were shown.
    """
    for one in await published(reading, employer):
        if one.period.name == period:
            return one
    raise NotFound


async def named(
    reading: Reading, employer: Employer, names: Iterable[str], *, of_all: bool | None = None
) -> tuple[Digest, ...]:
    """What was published with a message, whatever the headcount has become since.

    *of_all*: whether those of all workplaces together were; None, where it was not kept: its own, if it has them.
    """
    whose = {True: (None,), False: (employer.id,), None: (employer.id, None)}[of_all]
    found = []
    for name in names:
        each = [await store.select_digest(reading, employer_id, name) for employer_id in whose]
        found += [one for one in each if one][:1]
    return tuple(found)


async def coming(reading: Reading, employer: Employer, since: datetime, until: datetime) -> tuple[Coming, ...]:
    """What *employer*'s people may come to, as anybody there can see it on the timetable, without titles."""
    return await store.select_coming(reading, employer.id, since, until)
