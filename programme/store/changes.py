"""What changes about sessions, one or many of a series, and about the notices that were planned for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from programme.model import Session
from programme.store.bookings import ATTENDEE, Attendee, attendee_from
from programme.store.engine import Reading, Transaction
from programme.store.sessions import RETURNING, session_from
from programme.times import to_text

CHANGE = """
    UPDATE sessions SET title = $2, kind = $3, sensitivity = $4, starts_at = $5, ends_at = $6, minutes = $7,
        places = $8, link = $9, audience = $10, revision = revision + 1
    WHERE id = $1
"""
TO_COME = """
    SELECT id FROM sessions WHERE series_id = $1 AND starts_at > $2 AND starts_at >= $3 AND cancelled_at IS NULL
    ORDER BY id
"""
NO_LONGER_ALLOWED = """
    AND b.state <> 'cancelled' AND s.audience = 'chosen'
    AND NOT EXISTS (SELECT 1 FROM memberships m
        JOIN session_audience a ON a.session_id = s.id AND a.employer_id = m.employer_id
        WHERE m.person_id = p.id AND m.ended_at IS NULL)
    ORDER BY b.id
"""


async def select_to_come(reading: Reading, series_id: str, since: datetime, now: datetime) -> tuple[str, ...]:
    """The ids of its sessions that start from *since* on and have not begun, in order."""
    rows = await reading.all(TO_COME, series_id, to_text(now), to_text(since))
    return tuple(row["id"] for row in rows)


async def select_in_slot(reading: Reading, series_id: str, on: date) -> str | None:
    """The id of the session of that date, wherever it has been moved to, if it is still on."""
    row = await reading.one(
        "SELECT id FROM sessions WHERE series_id = $1 AND slot = $2 AND cancelled_at IS NULL", series_id, on.isoformat()
    )
    return row["id"] if row else None


async def mark_changed(tx: Transaction, session: Session) -> Session:
    """The session as it is now, locked, of the next revision."""
    row = await tx.one(
        CHANGE + RETURNING,
        session.id,
        session.title,
        session.kind,
        session.sensitivity,
        to_text(session.starts_at),
        to_text(session.ends_at),
        session.minutes,
        session.places,
        session.link,
        session.audience,
    )
    return session_from(row) if row else session


async def mark_audience(tx: Transaction, session_id: str, employer_ids: Iterable[str]) -> None:
    await tx.run("DELETE FROM session_audience WHERE session_id = $1", session_id)
    await tx.many(
        "INSERT INTO session_audience (session_id, employer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [(session_id, employer_id) for employer_id in employer_ids],
    )


async def select_audience(reading: Reading, session_id: str) -> tuple[str, ...]:
    """The ids of its workplaces, open or closed."""
    rows = await reading.all("SELECT employer_id FROM session_audience WHERE session_id = $1", session_id)
    return tuple(sorted(row["employer_id"] for row in rows))


async def select_no_longer_allowed(reading: Reading, session_id: str) -> tuple[Attendee, ...]:
    """Who has a place or waits and belongs to none of its workplaces."""
    rows = await reading.all(ATTENDEE + NO_LONGER_ALLOWED, session_id)
    return tuple(attendee_from(row) for row in rows)


async def mark_planned_dropped(tx: Transaction, session_id: str, kinds: Iterable[str], now: datetime) -> None:
    """What was planned for the session as it was says nothing any more."""
    await tx.many(
        "UPDATE notices SET state = 'dropped', reason = 'moved', settled_at = $3"
        " WHERE session_id = $1 AND kind = $2 AND state = 'waiting'",
        [(session_id, kind, to_text(now)) for kind in kinds],
    )


async def mark_planned_kept(tx: Transaction, session: Session, kinds: Iterable[str]) -> None:
    """What was planned stands: it is about the session of this revision too. So is what is just being sent."""
    await tx.many(
        "UPDATE notices SET revision = $3 WHERE session_id = $1 AND kind = $2 AND state IN ('waiting', 'sending')",
        [(session.id, kind, session.revision) for kind in kinds],
    )


async def mark_moved_along(tx: Transaction, session_id: str, kind: str, due: datetime, expires: datetime) -> None:
    """What is due at a time before the start is due then before the new start."""
    await tx.run(
        "UPDATE notices SET due_at = $3, expires_at = $4 WHERE session_id = $1 AND kind = $2 AND state = 'waiting'",
        session_id,
        kind,
        to_text(due),
        to_text(expires),
    )


async def mark_answered(tx: Transaction, session_id: str, person_id: str, kind: str, now: datetime) -> None:
    """Drop what one person was still to be told, since they have answered."""
    await tx.run(
        "UPDATE notices SET state = 'dropped', reason = 'answered', settled_at = $4"
        " WHERE session_id = $1 AND kind = $3 AND state = 'waiting'"
        " AND contact_id IN (SELECT c.id FROM contacts c WHERE c.person_id = $2)",
        session_id,
        person_id,
        kind,
        to_text(now),
    )


async def was_handed_out(reading: Reading, session_id: str) -> bool:
    """Whether anybody has been reminded of the session or has joined it, and so may hold its link."""
    row = await reading.one(
        "SELECT 1 AS yes WHERE EXISTS (SELECT 1 FROM notices n WHERE n.session_id = $1"
        " AND n.kind IN ('reminder_near', 'promoted', 'link_changed') AND n.state IN ('sending', 'sent', 'uncertain'))"
        " OR EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = $1 AND b.joined_at IS NOT NULL)",
        session_id,
    )
    return row is not None
