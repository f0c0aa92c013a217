"""Challenges: begun by choice, ended at will, and counted from what somebody has logged anyway.

How many have one going is one figure of each digest (`Figures.in_challenges`), frozen with it and never live: the
difference between two looks would say what one colleague had just done. Ending a challenge deletes its rows, so it is
in no figure that is made after it; beginning again makes another one, and the last time is counted where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from programme.bookings import member
from programme.errors import NotFound
from programme.model import Attempt, Challenge, Entry, Visitor
from programme.store import challenges as store
from programme.store import minutes
from programme.store.challenges import Entered
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
        await store.upsert_entry(tx, Entered(person.id, challenge.id, today, last_day(challenge, today)))


async def end(tx: Transaction, visitor: Visitor, challenge_id: str) -> date | None:
    """Nothing is kept of it; what was logged stays on the log.

    Returns:
        The day on which it was begun last; None: it was not.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    started = (await store.select_entries(tx, person.id)).get(challenge_id)
    await store.delete_entries(tx, person.id, challenge_id)
    return started


async def carry_on(tx: Transaction, visitor: Visitor, challenge: Challenge, started: date, today: date) -> None:
    """After all, as if it had never been ended; unless it has been begun again meanwhile.

    Raises:
        NotFound: begun on *started*, it would be over, or yet to begin.
        NotAllowed: they are not a member.
    """
    if started > today or Attempt(challenge, started, today).is_over:
        raise NotFound
    await begin(tx, visitor, challenge, started)


async def follow(tx: Transaction, challenges: Iterable[Challenge], today: date) -> None:
    """What the team has published holds for those who are in the middle of one: its length, or that it is no more."""
    lengths = {one.id: one for one in challenges}
    going_on = [(one, as_published(one, lengths.get(one.challenge), today)) for one in
                await store.select_going_on(tx, today)]  # fmt: skip
    await store.mark_last_days(tx, [now for before, now in going_on if now != before])


def as_published(entered: Entered, challenge: Challenge | None, today: date) -> Entered:
    """Pure. A challenge that is no more is over with *today*."""
    return replace(entered, last=last_day(challenge, entered.first) if challenge else today)


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
