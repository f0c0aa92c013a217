"""What has been published of the whole programme: read, and never made here."""

from __future__ import annotations

from collections.abc import Iterable

from programme.errors import NotFound
from programme.model import ProgrammeDigest
from programme.store import overall as store
from programme.store.engine import Reading


async def published(reading: Reading) -> tuple[ProgrammeDigest, ...]:
    """All of it, the latest last."""
    return await store.select_digests(reading)


def by_name(digests: Iterable[ProgrammeDigest], period: str) -> ProgrammeDigest:
    """Raises: NotFound: nothing was published of it."""
    found = next((one for one in digests if one.period.name == period), None)
    if found is None:
        raise NotFound
    return found
