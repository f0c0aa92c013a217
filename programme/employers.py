"""Workplaces that have signed up."""

from __future__ import annotations

import re
from datetime import datetime

from programme import audit, periods
from programme.errors import EmployerExists, EmployerUnknown, Unusable
from programme.ids import new_id
from programme.model import Employer
from programme.store import employers as store
from programme.store.engine import Reading, Transaction
from programme.text import clean, folded, key

NAME_LIMIT = 80
HEADCOUNTS = range(1, 1_000_001)
NUMBER = re.compile(r"[0-9]+(?:[, ][0-9]{3})*")
LONGEST_NUMBER = 9
"""Digits that are looked at; more is out of range anyway."""


async def add(tx: Transaction, name: str, headcount: int, actor: str, now: datetime) -> Employer:
    """Sign up a workplace with *headcount* people.

    Raises:
        EmployerExists: an open workplace has that name, whatever its capitals.
        Unusable: "name" or "headcount".
    """
    check_headcount(headcount)
    own_since = own_from(headcount, now)
    employer = Employer(new_id(), clean(name, "name", NAME_LIMIT), headcount, now, own_figures_since=own_since)
    if not await store.insert_employer(tx, employer, key(employer.name)):
        raise EmployerExists
    await audit.record(tx, actor, "employer added", employer.id, now)
    return employer


def own_from(headcount: int, now: datetime) -> datetime | None:
    """*now*, if so many people are enough for figures of their own."""
    return now if periods.shapes(headcount) else None


def check_headcount(headcount: int) -> None:
    if headcount not in HEADCOUNTS:
        raise Unusable("headcount", "range", lowest=HEADCOUNTS[0], highest=HEADCOUNTS[-1])


def headcount_of(typed: str) -> int:
    """A typed whole number; ``7,500`` and ``7 500`` are the same.

    Raises:
        Unusable: "headcount" is not_a_number, or out of range.
    """
    found = NUMBER.fullmatch(typed.strip())
    if found is None:
        raise Unusable("headcount", "not_a_number")
    headcount = int(found.group().replace(",", "").replace(" ", "")[:LONGEST_NUMBER])
    check_headcount(headcount)
    return headcount


async def free_name(reading: Reading, typed: str) -> str:
    """*typed* as the name of a workplace that could be added now.

    Raises:
        EmployerExists: an open workplace has that name.
        Unusable: "name".
    """
    name = clean(typed, "name", NAME_LIMIT)
    if await store.select_by_key(reading, key(name)):
        raise EmployerExists
    return name


async def rename(tx: Transaction, employer_id: str, name: str, actor: str, now: datetime) -> Employer:
    """Give an open workplace another name; its own in other capitals is fine.

    Raises:
        EmployerExists: another open workplace has that name.
        EmployerUnknown: it is closed, or never was.
        Unusable: "name".
    """
    wanted = clean(name, "name", NAME_LIMIT)
    if not await store.mark_renamed(tx, employer_id, wanted, key(wanted)):
        await by_id(tx, employer_id)
        raise EmployerExists
    await audit.record(tx, actor, "employer renamed", employer_id, now)
    return await by_id(tx, employer_id)


async def recount(tx: Transaction, employer_id: str, headcount: int, actor: str, now: datetime) -> Employer:
    """Say how many people work there now.

    One that has become large enough for figures of its own gets them from the first period that begins afterwards:
    until then its people were told that HR sees those of all workplaces together.

    Raises:
        EmployerUnknown: it is closed, or never was.
        Unusable: "headcount".
    """
    check_headcount(headcount)
    if not await store.mark_headcount(tx, employer_id, headcount, own_from(headcount, now)):
        raise EmployerUnknown
    await audit.record(tx, actor, "employer headcount changed", employer_id, now)
    return await by_id(tx, employer_id)


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


async def open_or_closed(reading: Reading, employer_id: str) -> Employer:
    """The workplace of that id, even if it has closed.

    Raises:
        EmployerUnknown: there never was one.
    """
    found = await store.select_open_or_closed(reading, employer_id)
    if found is None:
        raise EmployerUnknown
    return found


async def all_open(reading: Reading) -> tuple[Employer, ...]:
    """Every open workplace, by name."""
    return await store.select_all_open(reading)
