"""One booking with its session, by the booking's id: for the page that its calendar entry leads to."""

from __future__ import annotations

from programme.store.cards import LISTED, OWN, Listed, listed_from
from programme.store.engine import Reading

WHOSE = """
    WHERE b.id = $1
        AND EXISTS (SELECT 1 FROM consents j
            WHERE j.person_id = b.person_id AND j.purpose = 'joining' AND j.withdrawn_at IS NULL)
        AND (s.sensitivity = 'ordinary'
            OR EXISTS (SELECT 1 FROM consents h
                WHERE h.person_id = b.person_id AND h.purpose = 'health' AND h.withdrawn_at IS NULL))
"""
ENTRY = LISTED + OWN + WHOSE


async def select_entry(reading: Reading, booking_id: str) -> Listed | None:
    """Cancelled ones too; None if there is none, or the person has left or withdrawn what it rests on."""
    row = await reading.one(ENTRY, booking_id)
    return listed_from(row) if row else None
