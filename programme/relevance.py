"""Whether a notice still has something to say at the moment of sending."""

from __future__ import annotations

from datetime import date, datetime

from programme import leading
from programme.asking import AFTERWARDS, HEAD_COUNT
from programme.changes.relevance import REASONS
from programme.model import BookingState, Card, Category, Notice, Openness, Purpose, Rhythm, Role, Visitor

REMINDERS = frozenset({"reminder_near", "reminder_day_before", AFTERWARDS})
"""About a session as it was when they were planned."""
LOST_PLACES = frozenset({"place_ended", "audience_narrowed", "consent_asked", "offer_over"})
"""About a place that has ended, or was theirs to take and is not any more; nothing to say to who has one again."""
NEEDS = {"offered": BookingState.OFFERED, "place_open": BookingState.WAITING}
"""What a notice's reader must be for it; anything else is for those who are booked."""
NUDGES = frozenset({"movement_break", "look_back", "activity_question"})
FOR_HR = frozenset({"digest", "email_code"})
"""To a role and an address, not to a member: whoever reads by e-mail alone has never joined by chat."""


def is_off(notice: Notice, rhythm: Rhythm) -> bool:
    """Whether it is a nudge for a day (its facts) on which its reader is off."""
    if notice.kind not in NUDGES or not rhythm.away:
        return False
    return rhythm.away.covers(date.fromisoformat(notice.facts))


def reason_to_drop(notice: Notice, visitor: Visitor, card: Card | None, now: datetime) -> str | None:
    """Why not to send *notice*; None if it is to be sent."""
    if notice.expires_at is not None and notice.expires_at <= now:
        return "expired"
    if notice.kind == "menu" or notice.kind in FOR_HR:
        return None
    if Purpose.JOINING not in visitor.consents:
        return "left"
    reason = OF_KIND.get(notice.kind) or REASONS.get(notice.kind)
    if reason is None and notice.session_id:
        reason = reason_of_lost_place if notice.kind in LOST_PLACES else reason_of_session
    return reason(notice, visitor, card) if reason else None


def reason_of_alert(_notice: Notice, visitor: Visitor, _card: Card | None) -> str | None:
    return None if visitor.holds(Role.TEAM) else "not in the team"


def reason_of_head_count(notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    counted = card is not None and card.session.head_count is not None
    return "counted" if counted else leading.reason_to_drop(notice, visitor, card)


OF_KIND = {
    "team_alert": reason_of_alert,
    "programme_digest": reason_of_alert,
    leading.KIND: leading.reason_to_drop,
    HEAD_COUNT: reason_of_head_count,
}


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
    if card.booking.state is not NEEDS.get(notice.kind, BookingState.BOOKED):
        return "not booked"
    if notice.kind == "place_open" and card.openness is Openness.FULL:
        return "taken"
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
