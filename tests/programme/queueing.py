"""What tests of the waiting list do: take, decline, deliver, and let offers run out."""

from datetime import datetime

from programme import bookings, notices, people, waiting
from programme.model import Booking, BookingState, Session
from programme.store.bookings import select_situation
from tests.programme.cast import House


async def take(house: House, chat_id: int, session: Session, now: datetime) -> Booking:
    async with house.database.transaction() as tx:
        return await bookings.take(tx, await people.visitor(tx, chat_id), session.id, now)


async def decline(house: House, chat_id: int, session: Session, now: datetime) -> Booking:
    async with house.database.transaction() as tx:
        return await bookings.decline(tx, await people.visitor(tx, chat_id), session.id, now)


async def move_on(house: House, now: datetime) -> int:
    return await waiting.move_on(house.database, now)


async def deliver(house: House, now: datetime) -> None:
    """Everything that is due arrives."""
    async with house.database.transaction() as tx:
        for notice in await notices.claim_due(tx, 1, 1_000, now):
            await notices.settle(tx, notice.id, "sent", now)


async def booking_of(house: House, chat_id: int, session: Session) -> Booking:
    async with house.database.reading() as reading:
        row = await reading.one(
            "SELECT b.person_id FROM bookings b JOIN contacts c ON c.person_id = b.person_id"
            " WHERE c.chat_id = $1 AND b.session_id = $2",
            chat_id,
            session.id,
        )
        assert row
        found = await select_situation(reading, session.id, row["person_id"], session.starts_at)
    assert found.booking
    return found.booking


async def states(house: House, session: Session, *chat_ids: int) -> list[BookingState]:
    return [(await booking_of(house, chat_id, session)).state for chat_id in chat_ids]


async def told(house: House, chat_id: int) -> list[str]:
    """The kinds of what waits to be said to them about places, in order of time."""
    about = ("promoted", "offered", "place_open", "offer_over")
    return [kind for kind, _ in await house.notices(chat_id) if kind in about]
