"""Recordings of webinars that are over, as one person may see them."""

from __future__ import annotations

from datetime import datetime

from programme.model import Category, Session
from programme.store.cards import MAY_SEE, OWN_IF_ANY
from programme.store.engine import Reading
from programme.store.sessions import SELECT, session_from
from programme.times import to_text

RECORDED = (
    SELECT
    + OWN_IF_ANY
    + " WHERE s.recording_url IS NOT NULL AND s.ends_at <= $3 AND s.cancelled_at IS NULL AND k.category = $4 AND "
    + MAY_SEE
)


async def select_recorded(
    reading: Reading, person_id: str | None, employer_id: str | None, now: datetime
) -> tuple[Session, ...]:
    """The latest first."""
    rows = await reading.all(
        RECORDED + " ORDER BY s.starts_at DESC, s.id", person_id, employer_id, to_text(now), Category.WEBINAR
    )
    return tuple(session_from(row) for row in rows)
