"""Limits against hoarding: how many places to come one person may hold; the team's own setting."""

from __future__ import annotations

from datetime import datetime

from programme import audit
from programme.errors import TooManyBookings, Unusable
from programme.keys import keep_value, value_of
from programme.store.bookings import Situation
from programme.store.engine import Reading, Transaction

SETTING = "most_bookings"
USUAL = 40
FEWEST = 5
"""The team cannot set less, and nobody with less is looked at."""
MOST = 500
DIGITS = 9


async def most_bookings(reading: Reading) -> int:
    """How many sessions to come one person may be booked on or wait for."""
    kept = await value_of(reading, SETTING)
    return max(FEWEST, int(kept)) if kept and kept.isascii() and kept.isdigit() else USUAL


async def check_not_hoarding(reading: Reading, situation: Situation) -> None:
    """Raises: TooManyBookings, if a new booking would be one too many."""
    if situation.to_come >= FEWEST and situation.to_come >= await most_bookings(reading):
        raise TooManyBookings


async def keep(tx: Transaction, typed: str, actor: str, now: datetime) -> int:
    """Let one person hold *typed* places to come at the most, from the next booking on; places held stay theirs.

    Raises:
        Unusable: "bookings" is no number ("unknown"), or out of "range".
    """
    bare = typed.strip()
    if not (bare.isascii() and bare.isdigit()):
        raise Unusable("bookings", "unknown")
    number = int(bare[:DIGITS])
    if not FEWEST <= number <= MOST:
        raise Unusable("bookings", "range", lowest=FEWEST, highest=MOST)
    await keep_value(tx, SETTING, str(number), now)
    await audit.record(tx, actor, "most bookings changed", None, now, str(number))
    return number
