"""What somebody has led, with how many came: the head count, or else those who joined or said so."""

from __future__ import annotations

from datetime import datetime

from programme.model import Delivered
from programme.store.engine import Reading
from programme.store.sessions import session_from
from programme.times import to_text

DELIVERED = """
    SELECT s.*, k.category, p.display_name AS instructor_name,
        (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked'
            AND b.person_id <> s.instructor_id
            AND (b.joined_at IS NOT NULL OR b.attended_at IS NOT NULL)) AS took_part
    FROM sessions s JOIN kinds k ON k.id = s.kind JOIN people p ON p.id = s.instructor_id
    WHERE s.instructor_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 AND s.ends_at <= $4
        AND s.cancelled_at IS NULL
    ORDER BY s.starts_at, s.id
"""


async def select_delivered(
    reading: Reading, instructor_id: str, since: datetime, until: datetime, now: datetime
) -> tuple[Delivered, ...]:
    rows = await reading.all(DELIVERED, instructor_id, to_text(since), to_text(until), to_text(now))
    found = []
    for row in rows:
        session = session_from(row)
        counted = session.head_count
        found.append(Delivered(session, row["took_part"] if counted is None else counted, counted is not None))
    return tuple(found)
