"""What one visitor may know of a session: how much room, and the link when it is theirs to use."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from programme.model import BookingState, Card, Openness, Session
from programme.store.cards import Listed

FEW = 2
FEW_SHARE = 5


def openness(session: Session, taken: int) -> Openness:
    """Exact occupancy would undo disclosure control (DESIGN §6); health-related sessions say even less."""
    free = session.places - taken
    if free <= 0:
        return Openness.FULL
    if session.is_health_related:
        return Openness.OPEN
    return Openness.FEW if free <= max(FEW, session.places // FEW_SHARE) else Openness.PLACES


def as_card(listed: Listed, now: datetime) -> Card:
    """The card of whoever *listed* was read for; its link is empty unless they are booked and it is time."""
    booked = listed.booking is not None and listed.booking.state is BookingState.BOOKED
    may_join = booked and listed.session.link_is_open(now)
    session = listed.session if may_join else replace(listed.session, link="")
    return Card(session, openness(session, listed.taken), listed.booking, listed.ahead)
