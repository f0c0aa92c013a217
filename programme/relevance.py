"""Whether a notice still has something to say at the moment of sending."""

from __future__ import annotations

from datetime import datetime

from programme import leading
from programme.asking import AFTERWARDS, HEAD_COUNT
from programme.model import BookingState, Card, Category, Notice, Purpose, Role, Visitor

REMINDERS = frozenset({"reminder_near", "reminder_day_before", AFTERWARDS})
"""About a session as it was when they were planned."""
LOST_PLACES = frozenset({"place_ended", "consent_asked"})
"""About a place that the team's decision has ended; nothing to say to who has one again."""
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
    if notice.kind == leading.KIND:
        return leading.reason_to_drop(notice, visitor, card)
    if notice.kind == HEAD_COUNT:
        counted = card is not None and card.session.head_count is not None
        return "counted" if counted else leading.reason_to_drop(notice, visitor, card)
    reason = reason_of_lost_place if notice.kind in LOST_PLACES else reason_of_session
    return reason(notice, visitor, card) if notice.session_id else None


def reason_of_lost_place(_notice: Notice, _visitor: Visitor, card: Card | None) -> str | None:
    if card is None or card.session.cancelled_at:
        return "cancelled"
    return "booked again" if card.booking and card.booking.is_live else None


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
    return reason_as_planned(notice, card) if notice.kind in REMINDERS else None


def reason_as_planned(notice: Notice, card: Card) -> str | None:
    if notice.revision != card.session.revision:
        return "moved"
    return "answered" if notice.kind == AFTERWARDS and needs_no_question(card) else None


def needs_no_question(card: Card) -> bool:
    """They have answered, or they joined a webinar by the bot's link, and there are no minutes to log."""
    booking = card.booking
    if booking is None or booking.attended_at or booking.missed_at:
        return True
    return card.session.category is Category.WEBINAR and booking.joined_at is not None
