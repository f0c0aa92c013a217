"""The activity question: after the first booking and every twelve weeks, always skippable, used in totals only.

It is the single-item measure of physical activity: K. Milton, F. C. Bull, A. Bauman, "Reliability and validity testing
of a single-item physical activity measure", British Journal of Sports Medicine 2011;45(3):203-208,
doi:10.1136/bjsm.2009.068395. Its wording is in `content.questions`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeGuard

from programme.bookings import member
from programme.errors import NotFound, Unusable
from programme.model import Answer, Visitor
from programme.store import activity_answers as store
from programme.store import notices as notice_store
from programme.store import rhythms
from programme.store.engine import Reading, Transaction

EVERY = timedelta(weeks=12)
DAYS = range(8)
KIND = "activity_question"
UNASKED_WITHIN = timedelta(days=7)


async def is_due(reading: Reading, person_id: str, day: date) -> bool:
    """They have booked something, ever, and were not asked within the last twelve weeks."""
    last = await store.select_latest(reading, person_id)
    if is_open(last, day):
        return False
    return await store.has_booked(reading, person_id)


async def ask(tx: Transaction, person_id: str, day: date) -> Answer:
    """Open the next wave."""
    last = await store.select_latest(tx, person_id)
    wave = last.wave + 1 if last else 0
    await store.insert_asking(tx, person_id, wave, day)
    return Answer(wave, day)


async def forget_unasked(tx: Transaction, day: date) -> None:
    """Askings of the last week whose message never went out (the machine was off) did not take place."""
    await store.delete_unasked(tx, day - UNASKED_WITHIN, day)


async def may_answer(reading: Reading, visitor: Visitor, day: date) -> bool:
    """Whether `open_one` has something for them.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    last = await store.select_latest(reading, person.id)
    return is_open(last, day) or await store.has_booked(reading, person.id)


def is_open(last: Answer | None, day: date) -> TypeGuard[Answer]:
    """It is answered or changed until the next one is due."""
    return last is not None and last.asked_on > day - EVERY


async def open_one(tx: Transaction, visitor: Visitor, day: date) -> Answer:
    """The asking to answer now, from settings: the last one, or the first, or the next where that is due.

    Raises:
        NotFound: they have never booked anything, so it is not asked yet.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    last = await store.select_latest(tx, person.id)
    if is_open(last, day):
        return last
    if not await store.has_booked(tx, person.id):
        raise NotFound
    return await ask(tx, person.id, day)


async def find(reading: Reading, visitor: Visitor, asked_on: str) -> Answer:
    """The asking of that day (``2026-11-24``).

    Raises:
        NotFound: they were not asked then.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    found = await store.select_asking(reading, person.id, asked_on)
    if found is None:
        raise NotFound
    return found


async def answer(tx: Transaction, visitor: Visitor, asked_on: str, days: int, now: datetime) -> None:
    """Keep the answer to the question as it was asked on a day; another one takes its place.

    Raises:
        Unusable: "days" is "range" (not 0 to 7).
        NotFound: they were not asked that.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if days not in DAYS:
        raise Unusable("days", "range")
    if not await store.mark_answered(tx, person.id, asked_on, days, now):
        raise NotFound


async def skip(tx: Transaction, visitor: Visitor, asked_on: str, now: datetime) -> None:
    """No answer this time; an answer that was given is taken back.

    Raises:
        NotFound, NotAllowed: as `answer`.
    """
    person, _ = member(visitor)
    if not await store.mark_skipped(tx, person.id, asked_on, now):
        raise NotFound


async def set_asked(tx: Transaction, visitor: Visitor, now: datetime, *, on: bool) -> None:
    """Ask every twelve weeks, or never again.

    Raises:
        NotAllowed: they are not a member.
    """
    person, contact_id = member(visitor)
    await rhythms.lock_rhythm(tx, person.id)
    await rhythms.mark_questions_off(tx, person.id, None if on else now)
    if not on:
        await notice_store.mark_dropped_of_kind(tx, contact_id, KIND, now)
