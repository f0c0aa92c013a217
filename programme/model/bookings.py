"""Places: one person's, at one session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class BookingState(StrEnum):
    BOOKED = "booked"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Booking:
    """One person's place, or place in the queue, at one session; one row for the pair, ever."""

    id: str
    session_id: str
    person_id: str
    employer_id: str | None
    state: BookingState
    changes: int
    queue_no: int | None = None
    joined_at: datetime | None = None
    attended_at: datetime | None = None
    missed_at: datetime | None = None
    calendar_at: datetime | None = None
    """When they first asked for the calendar file; changes are sent to it from then on."""
    offered_until: datetime | None = None
    """Until when a place is kept for them, while it is on offer."""

    @property
    def is_live(self) -> bool:
        return self.state is not BookingState.CANCELLED
