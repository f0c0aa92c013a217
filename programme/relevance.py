"""Whether a notice still has something to say at the moment of sending."""

from __future__ import annotations

from datetime import datetime

from programme.model import BookingState, Card, Notice, Purpose, Role, Visitor

REMINDERS = frozenset({"reminder_near", "reminder_day_before"})
FOR_HR = frozenset({"digest", "email_code"})
"""To a role and an address, not to a member: whoever reads by e-mail alone has never joined by chat."""


def reason_to_drop(notice: Notice, visitor: Visitor, card: Card | None, now: datetime) -> str | None:
    """Why not to send *notice*; None if it is to be sent."""
    if notice.expires_at is not None and notice.expires_at <= now:
        return "expired"
    if notice.kind == "menu" or notice.kind in FOR_HR:
        return None
    if Purpose.JOINING not in visitor.consents:
        return "left"
    if notice.kind == "team_alert":
        return None if visitor.holds(Role.TEAM) else "not in the team"
    return reason_of_session(notice, visitor, card) if notice.session_id else None


def reason_of_session(notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    if card is None or card.booking is None or not card.booking.is_live:
        return "not booked"
    if notice.kind == "session_cancelled":
        return None if card.session.cancelled_at else "not cancelled"
    if card.session.cancelled_at:
        return "cancelled"
    if card.booking.state is not BookingState.BOOKED:
        return "not booked"
    if card.session.is_health_related and Purpose.HEALTH not in visitor.consents:
        return "consent withdrawn"
    if notice.kind in REMINDERS and notice.revision != card.session.revision:
        return "moved"
    return None
