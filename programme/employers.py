"""Workplaces that have signed up."""

from __future__ import annotations

from datetime import datetime

from programme import audit
from programme.errors import EmployerExists, EmployerUnknown, Unusable
from programme.ids import new_id
from programme.model import Employer
from programme.store import employers as store
from programme.store.engine import Reading, Transaction
from programme.text import clean, folded, key

NAME_LIMIT = 80
HEADCOUNTS = range(1, 1_000_001)


async def add(tx: Transaction, name: str, headcount: int, actor: str, now: datetime) -> Employer:
    """Sign up a workplace with *headcount* people.

    Raises:
        EmployerExists: an open workplace has that name, whatever its capitals.
        Unusable: "name" or "headcount".
    """
    if headcount not in HEADCOUNTS:
        raise Unusable("headcount", "range", lowest=HEADCOUNTS[0], highest=HEADCOUNTS[-1])
    employer = Employer(new_id(), clean(name, "name", NAME_LIMIT), headcount, now)
    if not await store.insert_employer(tx, employer, key(employer.name)):
        raise EmployerExists
    await audit.record(tx, actor, "employer added", employer.id, now)
    return employer


async def find(reading: Reading, name: str) -> Employer:
    """The open workplace of that name, whatever its capitals.

    Raises:
        EmployerUnknown: there is none.
    """
    found = await store.select_by_key(reading, key(folded(name)))
    if found is None:
        raise EmployerUnknown
    return found


async def by_id(reading: Reading, employer_id: str) -> Employer:
    """The open workplace of that id.

    Raises:
        EmployerUnknown: there is none.
    """
    found = await store.select_by_id(reading, employer_id)
    if found is None:
        raise EmployerUnknown
    return found


async def all_open(reading: Reading) -> tuple[Employer, ...]:
    """Every open workplace, by name."""
    return await store.select_all_open(reading)
