"""The audit of everything that has ever been published: whose history shows too few people, if anybody's does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programme.disclosure.auditor import Pinned, pinned
from programme.disclosure.view import View
from programme.model import Digest
from programme.store import digests as store
from programme.store import employers, outcome_tables
from programme.store.engine import Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one workplace, or (None) of what is published of all together."""

    employer_id: str | None
    name: str
    digests: int
    pinned: tuple[Pinned, ...]


async def audit(reading: Reading, progress: Callable[[int, int], None]) -> tuple[Verdict, ...]:
    """One verdict for each workplace that has figures, closed ones too; *progress* hears how many are done."""
    frozen = await store.select_all_digests(reading)
    tables = await outcome_tables.select_tables(reading)
    by_employer: dict[str | None, list[Digest]] = {None: []} if frozen or tables else {}
    for digest in frozen:
        by_employer.setdefault(digest.employer_id, []).append(digest)
    pooled = tuple(by_employer.get(None, ()))
    verdicts = []
    for number, (employer_id, digests) in enumerate(by_employer.items(), start=1):
        view = View(tuple(digests) if employer_id else (), pooled, tables)
        verdicts.append(Verdict(employer_id, await name_of(reading, employer_id), len(digests), pinned(view)))
        progress(number, len(by_employer))
    return tuple(verdicts)


async def name_of(reading: Reading, employer_id: str | None) -> str:
    employer = await employers.select_open_or_closed(reading, employer_id) if employer_id else None
    return employer.name if employer else ""
