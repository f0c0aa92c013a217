"""Challenges: begun by choice, ended at will, and counted from what somebody has logged anyway.

How many have one going is one figure of each digest (`Figures.in_challenges`), frozen with it and never live: the
difference between two looks would say what one colleague had just done. Ending a challenge deletes its row, and
beginning again writes over the last time, so neither is in figures that are made after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from programme.bookings import member
from programme.model import Attempt, Challenge, Entry, Visitor
from programme.store import challenges as store
from programme.store import minutes
from programme.store.engine import Reading, Transaction


def attempt_of(challenge: Challenge, started_on: date, today: date, logged: Iterable[Entry]) -> Attempt:
    """Pure: the days, from the first to the last of the challenge, on which the minutes moved were enough."""
    last = min(today, last_day(challenge, started_on))
    moved = Counter[date]()
    for entry in logged:
        if started_on <= entry.on <= last:
            moved[entry.on] += entry.minutes
    reached = tuple(sorted(day for day, n in moved.items() if n >= challenge.minutes))
    return Attempt(challenge, started_on, today, reached)


def last_day(challenge: Challenge, started_on: date) -> date:
    return started_on + timedelta(days=challenge.days - 1)


async def begin(tx: Transaction, visitor: Visitor, challenge: Challenge, today: date) -> None:
    """From *today*; one that goes on already goes on from where it is, one that is over begins afresh.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    started = (await store.select_entries(tx, person.id)).get(challenge.id)
    if started is None or Attempt(challenge, started, today).is_over:
        await store.upsert_entry(tx, person.id, challenge.id, today, last_day(challenge, today))


async def end(tx: Transaction, visitor: Visitor, challenge: Challenge) -> None:
    """Nothing is kept of it; what was logged stays on the log. Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    await store.delete_entry(tx, person.id, challenge.id)


async def begun(reading: Reading, visitor: Visitor) -> tuple[str, ...]:
    """The ids of those they have begun. Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    return tuple(await store.select_entries(reading, person.id))


async def attempt(reading: Reading, visitor: Visitor, challenge: Challenge, today: date) -> Attempt | None:
    """How far they are; None where they have not begun. Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    started = (await store.select_entries(reading, person.id)).get(challenge.id)
    if started is None:
        return None
    logged = await minutes.select_between(reading, person.id, started, today)
    return attempt_of(challenge, started, today, logged)
