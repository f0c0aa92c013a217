"""Whether the news of a change still has something to say at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from programme.model import BookingState, Card, Notice, Purpose, Role, Visitor

Reason = Callable[[Notice, Visitor, Card | None], str | None]


def of_moved(_notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """To whoever is booked, waits or has an offer."""
    if card is None or card.booking is None or not card.booking.is_live:
        return "not booked"
    if card.session.cancelled_at:
        return "cancelled"
    return without_consent(visitor, card)


def of_last_move(notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """An earlier move says nothing any more; one that a crash had left half sent could not be dropped with the rest."""
    if card and notice.expires_at and notice.expires_at != card.session.starts_at:
        return "moved"
    return of_moved(notice, visitor, card)


def of_link(notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    if card and card.booking and card.booking.state is not BookingState.BOOKED:
        return "not booked"
    return of_moved(notice, visitor, card)


def without_consent(visitor: Visitor, card: Card) -> str | None:
    is_closed = card.session.is_health_related and Purpose.HEALTH not in visitor.consents
    return "consent withdrawn" if is_closed else None


def of_leader(_notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """To whoever leads it; a cancelled one too."""
    if card is None or visitor.person is None or card.session.instructor_id != visitor.person.id:
        return "not leading"
    return None


def of_series(_notice: Notice, visitor: Visitor, _card: Card | None) -> str | None:
    return None if visitor.holds(Role.INSTRUCTOR) else "not an instructor"


def of_cover_asked(_notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """To instructors who could take it, while nobody has."""
    if card is None or visitor.person is None or card.session.cancelled_at:
        return "cancelled"
    if not visitor.holds(Role.INSTRUCTOR):
        return "not an instructor"
    if card.session.cover_asked_at is None or card.session.instructor_id == visitor.person.id:
        return "covered"
    return None


def of_cover_open(_notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """To the team."""
    if not visitor.holds(Role.TEAM):
        return "not in the team"
    if card is None or card.session.cancelled_at:
        return "cancelled"
    return None if card.session.cover_asked_at else "covered"


def of_cover_found(_notice: Notice, visitor: Visitor, card: Card | None) -> str | None:
    """To whoever asked, unless they lead it again."""
    if card is None or visitor.person is None or card.session.cancelled_at:
        return "cancelled"
    return "leading again" if card.session.instructor_id == visitor.person.id else None


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "session_moved": of_last_move,
        "new_leader": of_moved,
        "link_changed": of_link,
        "link_again": of_link,
        "class_changed": of_leader,
        "series_gap": of_series,
        "cover_asked": of_cover_asked,
        "cover_open": of_cover_open,
        "cover_found": of_cover_found,
    }
)
"""Why not to send a notice of that kind; expiry and leaving are looked at before."""
