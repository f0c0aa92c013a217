"""Which of the programme's frozen figures are told together, and which are set beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from content.digest.trend import AT_MOST, kind_of
from programme.model import ProgrammeDigest


def last_of_each_kind(digests: Iterable[ProgrammeDigest]) -> tuple[ProgrammeDigest, ...]:
    """The last week, four weeks and quarter of *digests* (the latest last), the shortest first."""
    found = {kind_of(one.period): one for one in digests}
    return tuple(found[kind] for kind in "WFQ" if kind in found)


def lately(digests: Iterable[ProgrammeDigest], until: ProgrammeDigest) -> tuple[ProgrammeDigest, ...]:
    """The last that are as long as *until*, oldest first, up to it."""
    alike = (one for one in digests if kind_of(one.period) == kind_of(until.period))
    return tuple(one for one in alike if one.period.ends_before <= until.period.ends_before)[-AT_MOST:]
