"""What has been published, as everybody but the clock sees it: read, and never made here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme import periods
from programme.errors import NotFound
from programme.model import Coming, Digest, Employer
from programme.store import digests as store
from programme.store.engine import Reading


def whose(employer: Employer) -> str | None:
    """Under which workplace HR's digests are kept: a small one's under none, with all others."""
    return None if is_pooled(employer) else employer.id


def is_pooled(employer: Employer) -> bool:
    return not periods.shapes(employer.headcount)


async def published(reading: Reading, employer: Employer) -> Sequence[Digest]:
    """All that *employer*'s HR may read, the latest last."""
    return await store.select_digests(reading, whose(employer))


async def published_since(reading: Reading, employer: Employer, since: datetime) -> tuple[Digest, ...]:
    """What was frozen of *employer* alone from *since* on, the latest period last."""
    return await store.select_published_since(reading, employer.id, since)


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
