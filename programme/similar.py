"""What somebody may book instead of a session that was called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from programme.cards import as_card
from programme.model import Card, Openness, Session, Visitor
from programme.store import cards
from programme.store.cards import Wanted
from programme.store.engine import Reading

AHEAD = timedelta(days=28)
OFFERED = 3


async def to_session(reading: Reading, visitor: Visitor, session: Session, now: datetime) -> tuple[Card, ...]:
    """The next of the same kind that they may book, with room, where they have no place yet; one for each start."""
    person_id = visitor.person.id if visitor.person else None
    wanted = Wanted(now, now + AHEAD, kind=session.kind)
    found = await cards.select_upcoming(reading, person_id, visitor.employer_id, wanted)
    return first_of_each_start(as_card(listed, now) for listed in found)


def first_of_each_start(found: Iterable[Card]) -> tuple[Card, ...]:
    by_start: dict[datetime, Card] = {}
    for card in found:
        has_place = card.booking is not None and card.booking.is_live
        if not has_place and card.openness is not Openness.FULL:
            by_start.setdefault(card.session.starts_at, card)
    return tuple(by_start.values())[:OFFERED]
