"""Sessions whose instructor would like somebody else to lead them."""

from __future__ import annotations

from datetime import datetime

from programme.model import Role, Session
from programme.store.engine import Reading, Transaction
from programme.store.sessions import RETURNING, session_from
from programme.times import to_text

ASK = "UPDATE sessions SET cover_asked_at = $3 WHERE id = $1 AND instructor_id = $2 AND cover_asked_at IS NULL"
WITHDRAW = "UPDATE sessions SET cover_asked_at = NULL WHERE id = $1 AND instructor_id = $2"
ACCEPT = """
    UPDATE sessions SET instructor_id = $2, cover_asked_at = NULL
    WHERE id = $1 AND cover_asked_at IS NOT NULL AND cancelled_at IS NULL AND starts_at > $4
        AND COALESCE(instructor_id, '') = $3
"""
OTHERS = """
    SELECT DISTINCT c.id FROM roles r JOIN contacts c ON c.person_id = r.person_id AND c.channel = 'telegram'
    WHERE r.role = $1 AND r.revoked_at IS NULL AND r.person_id <> $2
        AND EXISTS (SELECT 1 FROM consents j
            WHERE j.person_id = r.person_id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL)
    ORDER BY c.id
"""


async def mark_asked(tx: Transaction, session_id: str, instructor_id: str, now: datetime) -> Session | None:
    """None if it is not theirs, or they have asked already."""
    row = await tx.one(ASK + RETURNING, session_id, instructor_id, to_text(now))
    return session_from(row) if row else None


async def mark_withdrawn(tx: Transaction, session_id: str, instructor_id: str) -> Session | None:
    row = await tx.one(WITHDRAW + RETURNING, session_id, instructor_id)
    return session_from(row) if row else None


async def mark_accepted(
    tx: Transaction, session_id: str, person_id: str, instead_of: str | None, now: datetime
) -> Session | None:
    """The session, led by that person now; None if somebody was faster, or nobody is looked for any more."""
    row = await tx.one(ACCEPT + RETURNING, session_id, person_id, instead_of or "", to_text(now))
    return session_from(row) if row else None


async def select_other_instructors(reading: Reading, person_id: str) -> tuple[str, ...]:
    """The contacts of all who may lead sessions, without that person's."""
    rows = await reading.all(OTHERS, Role.INSTRUCTOR, person_id)
    return tuple(row["id"] for row in rows)
