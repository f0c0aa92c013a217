"""Limits against hoarding: how many places to come one person may hold; the team's own setting."""

from __future__ import annotations

from programme.errors import TooManyBookings
from programme.keys import value_of
from programme.store.bookings import Situation
from programme.store.engine import Reading

SETTING = "most_bookings"
USUAL = 40
FEWEST = 5
"""The team cannot set less, and nobody with less is looked at."""


async def most_bookings(reading: Reading) -> int:
    """How many sessions to come one person may be booked on or wait for."""
    kept = await value_of(reading, SETTING)
    return max(FEWEST, int(kept)) if kept and kept.isascii() and kept.isdigit() else USUAL


async def check_not_hoarding(reading: Reading, situation: Situation) -> None:
    """Raises: TooManyBookings, if a new booking would be one too many."""
    if situation.to_come >= FEWEST and situation.to_come >= await most_bookings(reading):
        raise TooManyBookings
