"""How a session was, from 1 (much too easy) to 5 (too hard): asked at most once a week, used in totals only."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme import similar
from programme.bookings import member
from programme.errors import NotFound, Unusable
from programme.model import Card, Category, Session, Visitor
from programme.store import ratings as store
from programme.store.engine import Reading, Transaction
from programme.store.sessions import select_session

AT_MOST_EVERY = timedelta(days=7)
RATINGS = range(1, 6)
JUST_RIGHT = 3


async def ask(tx: Transaction, visitor: Visitor, session_id: str, now: datetime) -> None:
    """Ask about a session they made, unless they were asked about one within the week. Talks are not asked about.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    session = await select_session(tx, session_id)
    if session and session.category is Category.MOVEMENT:
        await store.insert_asking(tx, session_id, person.id, now, now - AT_MOST_EVERY)


async def is_open(reading: Reading, visitor: Visitor, session_id: str) -> bool:
    """Whether they are asked about that session and have not said.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    return await store.is_open(reading, session_id, person.id)


async def rate(tx: Transaction, visitor: Visitor, session_id: str, rating: int, now: datetime) -> None:
    """Keep what they say; another rating takes its place.

    Raises:
        Unusable: "rating" is "range" (not 1 to 5).
        NotFound: they were not asked about that session.
        NotAllowed: they are not a member.
    """
    person, _ = member(visitor)
    if rating not in RATINGS:
        raise Unusable("rating", "range")
    if not await store.mark_rated(tx, session_id, person.id, rating, now):
        raise NotFound


async def take_back(tx: Transaction, visitor: Visitor, session_id: str) -> None:
    """They did not make it after all. Raises: NotAllowed: they are not a member."""
    person, _ = member(visitor)
    await store.mark_unrated(tx, session_id, person.id)


async def following(reading: Reading, visitor: Visitor, session: Session, now: datetime) -> Card | None:
    """The next like it that they may book: of its kind, and of its series of talks if it was one."""
    found = await similar.to_session(reading, visitor, session, now)
    return next((card for card in found if card.session.webinar_series == session.webinar_series), None)
