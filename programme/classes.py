"""What somebody leads: listed, looked at and called off by whoever leads it, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from programme import sessions
from programme.cards import openness
from programme.errors import NotAllowed, NotFound
from programme.model import Led, Session, Visitor
from programme.new_sessions import NOTE_LIMIT
from programme.store import leading as store
from programme.store.engine import Reading, Transaction
from programme.store.leading import Counts
from programme.text import clean

LOOKING_BACK = timedelta(days=14)


async def mine(reading: Reading, visitor: Visitor, now: datetime) -> tuple[Led, ...]:
    """What is to come, soonest first; then what was in the last two weeks, latest first."""
    found = [shown(one) for one in await store.select_led_since(reading, leader(visitor), now - LOOKING_BACK)]
    coming = [one for one in found if one.session.ends_at > now]
    return (*coming, *reversed(found[: len(found) - len(coming)]))


async def one(reading: Reading, visitor: Visitor, session_id: str) -> Led:
    """One of their own, with the names of its workplaces; a cancelled one too.

    Raises:
        NotFound: there never was one, or somebody else leads it.
    """
    found = await store.select_led(reading, leader(visitor), session_id)
    if found is None:
        raise NotFound
    return replace(shown(found), employers=await store.select_audience(reading, session_id))


def shown(found: Counts) -> Led:
    """What whoever leads it may see: words alone, where they are HR of everybody it is for.

    HR reads no number small enough to point at somebody (DESIGN §6), whatever else they do in the programme.
    """
    if not found.is_for_their_hr:
        return found.led
    room = openness(found.led.session, found.taken)
    hidden = replace(found.led.session, head_count=None)
    return replace(found.led, session=hidden, booked=0, waiting=0, openness=room)


async def call_off(tx: Transaction, visitor: Visitor, session_id: str, note: str, now: datetime) -> Session:
    """Cancel one's own session; see `sessions.cancel`, which tells everybody booked or waiting.

    Raises:
        NotFound: there never was one, or somebody else leads it.
        TooLate: it has begun.
        Unusable: "note" is too long.
    """
    person_id = leader(visitor)
    if await store.lock_led(tx, person_id, session_id) is None:
        raise NotFound
    return await sessions.cancel(tx, session_id, note, person_id, now)


def checked_note(typed: str) -> str:
    """Raises Unusable: "note" is missing or too_long."""
    return clean(typed, "note", NOTE_LIMIT)


async def last_link(reading: Reading, visitor: Visitor) -> str | None:
    """The link of the session that they posted last."""
    return await store.select_last_link(reading, leader(visitor))


def leader(visitor: Visitor) -> str:
    """The id of the person; what they lead is theirs even without the role, and then nothing is shown (bot.access).

    Raises:
        NotAllowed: a stranger.
    """
    if visitor.person is None:
        raise NotAllowed
    return visitor.person.id
