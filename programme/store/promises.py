"""What must hold of the record at any moment, counted."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Reading
from programme.times import to_text


async def count_oversold(reading: Reading) -> int:
    """Sessions with more people booked or offered a place than places."""
    row = await reading.one(
        "SELECT COUNT(*) AS n FROM sessions s WHERE s.places <"
        " (SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state IN ('booked', 'offered'))"
    )
    return int(row["n"]) if row else 0


async def count_updates(reading: Reading) -> dict[str, int]:
    """Updates by state."""
    rows = await reading.scan("SELECT state, COUNT(*) AS n FROM inbox GROUP BY state")
    return {row["state"]: int(row["n"]) for row in rows}


async def count_overdue(reading: Reading, due_before: datetime, now: datetime) -> int:
    """Notices to people who can be reached that were due before *due_before* and are neither sent nor over."""
    row = await reading.one(
        "SELECT COUNT(*) AS n FROM notices n JOIN contacts c ON c.id = n.contact_id"
        " WHERE n.state IN ('waiting', 'sending') AND n.due_at < $1 AND c.unreachable_at IS NULL"
        " AND (n.expires_at IS NULL OR n.expires_at > $2)",
        to_text(due_before),
        to_text(now),
    )
    return int(row["n"]) if row else 0


async def count_lost(reading: Reading) -> int:
    """Notices that must arrive and ended neither sent, nor refused by the receiver, nor pointless."""
    row = await reading.one("SELECT COUNT(*) AS n FROM notices WHERE must_arrive = 1 AND state = 'lapsed'")
    return int(row["n"]) if row else 0
