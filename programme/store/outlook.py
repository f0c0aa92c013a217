"""What is planned, with its occupancy and nobody's booking."""

from __future__ import annotations

from datetime import datetime

from programme.store.cards import LISTED, Listed, listed_from
from programme.store.engine import Reading
from programme.times import to_text

NOBODYS = " LEFT JOIN bookings b ON b.session_id = s.id AND b.person_id = '' "
PLANNED = (
    LISTED
    + NOBODYS
    + " WHERE s.starts_at >= $1 AND s.starts_at < $2 AND s.cancelled_at IS NULL ORDER BY s.starts_at, s.id"
)


async def select_planned(reading: Reading, since: datetime, until: datetime) -> tuple[Listed, ...]:
    rows = await reading.all(PLANNED, to_text(since), to_text(until))
    return tuple(listed_from(row) for row in rows)
