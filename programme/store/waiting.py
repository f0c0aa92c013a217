"""The queue of one session: who waits and may come, offers, and offers that have run out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programme.store.bookings import ATTENDEE, Attendee, attendee_from
from programme.store.engine import Reading, Transaction
from programme.times import to_text


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody who waits and may come now: by their consents, their workplace, and because they can be told."""

    attendee: Attendee
    clashes: bool = False
    """They are booked on something else at the same time."""


@dataclass(frozen=True, slots=True)
class Room:
    """Places that are taken, and how many of those are only on offer."""

    taken: int
    offered: int


@dataclass(frozen=True, slots=True)
class Freed:
    """A booking whose offer has run out, and where to tell its person."""

    booking_id: str
    contact_id: str


MAY_COME = """
    AND b.state = 'waiting' AND c.unreachable_at IS NULL
    AND EXISTS (SELECT 1 FROM consents j
        WHERE j.person_id = p.id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL)
    AND (s.sensitivity = 'ordinary'
        OR EXISTS (SELECT 1 FROM consents h
            WHERE h.person_id = p.id AND h.purpose = 'health' AND h.withdrawn_at IS NULL))
    AND (s.audience = 'all'
        OR EXISTS (SELECT 1 FROM memberships m
            JOIN session_audience a ON a.session_id = s.id AND a.employer_id = m.employer_id
            WHERE m.person_id = p.id AND m.ended_at IS NULL))
"""
IN_ORDER = " ORDER BY b.queue_no LIMIT $2"

CLASHES = """
    EXISTS (SELECT 1 FROM bookings o JOIN sessions x ON x.id = o.session_id
        WHERE o.person_id = b.person_id AND o.state = 'booked' AND x.id <> s.id
            AND x.cancelled_at IS NULL AND x.starts_at < s.ends_at AND x.ends_at > s.starts_at) AS clashes
"""
WAITS = ATTENDEE.replace("FROM bookings b JOIN", f", {CLASHES} FROM bookings b JOIN") + MAY_COME
UNTOLD = """
    AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.booking_id = b.id AND n.kind = 'place_open'
        AND n.state <> 'dropped' AND n.created_at >= COALESCE(
            (SELECT MAX(t.booked_at) FROM bookings t WHERE t.session_id = s.id), ''))
    ORDER BY b.queue_no
"""

HOLD = f"""
    SELECT p.id FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN people p ON p.id = b.person_id
        JOIN contacts c ON c.person_id = p.id AND c.channel = 'telegram'
    WHERE b.session_id = $1 {MAY_COME} {IN_ORDER} FOR NO KEY UPDATE OF p SKIP LOCKED
"""  # noqa: S608 - parts of our own


async def select_queue(reading: Reading, session_id: str, limit: int) -> tuple[Waiter, ...]:
    """First come, first served; at most *limit*."""
    rows = await reading.all(WAITS + IN_ORDER, session_id, limit)
    return tuple(Waiter(attendee_from(row), bool(row["clashes"])) for row in rows)


async def hold_first(tx: Transaction, session_id: str, limit: int) -> frozenset[str]:
    """The ids of those first in the queue whom no other transaction is giving a place somewhere else just now.

    Nobody is waited for, so that two transactions never wait for each other.
    """
    return frozenset(row["id"] for row in await tx.all(HOLD, session_id, limit))


async def select_room(reading: Reading, session_id: str) -> Room:
    row = await reading.one(
        "SELECT COUNT(*) AS taken, COUNT(offered_until) AS offered FROM bookings"
        " WHERE session_id = $1 AND state IN ('booked', 'offered')",
        session_id,
    )
    return Room(row["taken"], row["offered"]) if row else Room(0, 0)


async def mark_promoted(tx: Transaction, booking_ids: Iterable[str], now: datetime) -> None:
    at = to_text(now)
    await tx.many(
        "UPDATE bookings SET state = 'booked', queue_no = NULL, offered_until = NULL, booked_at = $2,"
        " changes = changes + 1 WHERE id = $1 AND state IN ('waiting', 'offered')",
        [(booking_id, at) for booking_id in booking_ids],
    )


async def mark_offered(tx: Transaction, booking_ids: Iterable[str], until: datetime) -> None:
    """They keep their number in the queue, for should the offer be withdrawn."""
    await tx.many(
        "UPDATE bookings SET state = 'offered', offered_until = $2 WHERE id = $1 AND state = 'waiting'",
        [(booking_id, to_text(until)) for booking_id in booking_ids],
    )


async def mark_withdrawn(tx: Transaction, session_id: str, count: int) -> int:
    """Take back up to *count* offers, the last in the queue first; they wait where they did."""
    return await tx.run(
        "UPDATE bookings SET state = 'waiting', offered_until = NULL WHERE id IN (SELECT b.id FROM bookings b"
        " WHERE b.session_id = $1 AND b.state = 'offered' ORDER BY b.queue_no DESC LIMIT $2)",
        session_id,
        count,
    )


RUN_OUT = """ state = 'offered' AND session_id = $1 AND (offered_until <= $2 OR EXISTS
    (SELECT 1 FROM sessions s WHERE s.id = bookings.session_id AND s.starts_at <= $2)) """
ASKED = """ EXISTS (SELECT 1 FROM notices n WHERE n.booking_id = bookings.id AND n.kind = 'offered'
    AND n.expires_at = bookings.offered_until AND n.state NOT IN ('waiting', 'dropped')) """
LAPSED = f"""
    UPDATE bookings SET state = 'cancelled', queue_no = NULL, offered_until = NULL, cancelled_at = $2,
        changes = changes + 1
    WHERE {RUN_OUT} AND {ASKED}
    RETURNING id, (SELECT c.id FROM contacts c
        WHERE c.person_id = bookings.person_id AND c.channel = 'telegram') AS contact_id
"""  # noqa: S608 - parts of our own
UNASKED = f"UPDATE bookings SET state = 'waiting', offered_until = NULL WHERE {RUN_OUT}"  # noqa: S608 - as above


async def mark_lapsed(tx: Transaction, session_id: str, now: datetime) -> tuple[Freed, ...]:
    """Off the list: who was asked, and whose offer has run out or whose session has begun."""
    rows = await tx.all(LAPSED, session_id, to_text(now))
    return tuple(Freed(row["id"], row["contact_id"]) for row in rows)


async def mark_unasked(tx: Transaction, session_id: str, now: datetime) -> int:
    """Whose offer ran out while nothing could be sent waits where they did; `mark_lapsed` comes first."""
    return await tx.run(UNASKED, session_id, to_text(now))


async def select_with_ended_offers(reading: Reading, now: datetime) -> tuple[str, ...]:
    """The ids, in order, of the sessions that have an offer which has run out; cancelled ones stay as they are."""
    rows = await reading.all(
        "SELECT DISTINCT b.session_id FROM bookings b JOIN sessions s ON s.id = b.session_id"
        " WHERE b.state = 'offered' AND s.cancelled_at IS NULL"
        " AND (b.offered_until <= $1 OR s.starts_at <= $1) ORDER BY b.session_id",
        to_text(now),
    )
    return tuple(row["session_id"] for row in rows)


async def select_waiting_of(reading: Reading, person_id: str, now: datetime) -> tuple[str, ...]:
    """The sessions to come at which the person waits, in the order of their ids."""
    rows = await reading.all(
        "SELECT s.id FROM bookings b JOIN sessions s ON s.id = b.session_id WHERE b.person_id = $1"
        " AND b.state = 'waiting' AND s.starts_at > $2 AND s.cancelled_at IS NULL ORDER BY s.id",
        person_id,
        to_text(now),
    )
    return tuple(row["id"] for row in rows)


async def select_untold(reading: Reading, session_id: str) -> tuple[Attendee, ...]:
    """Of those who wait and may come, whoever has not been told of a free place since one was last taken."""
    return tuple(attendee_from(row) for row in await reading.all(WAITS + UNTOLD, session_id))
