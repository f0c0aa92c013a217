"""Never more bookings than places, however many press at once; with a control that shows overselling."""

import asyncio
from collections.abc import Iterable

import pytest

from programme import bookings, people
from programme.model import Booking, BookingState, Session
from programme.store import sessions as session_store
from programme.store.engine import Transaction
from tests.programme.cast import NOW, House

CROWD = range(1001, 1061)
PLACES = 20


@pytest.fixture
async def crowded(house: House) -> Session:
    for chat_id in CROWD:
        await house.join(chat_id)
    return await house.add(places=PLACES)


async def press_at_once(house: House, chat_ids: Iterable[int], session: Session) -> list[Booking]:
    return list(await asyncio.gather(*(house.book(chat_id, session) for chat_id in chat_ids)))


async def test_sixty_at_once_get_exactly_twenty_places(house: House, crowded: Session) -> None:
    given = await press_at_once(house, CROWD, crowded)
    booked = [booking for booking in given if booking.state is BookingState.BOOKED]
    waiting = [booking for booking in given if booking.state is BookingState.WAITING]
    assert len(booked) == PLACES
    assert sorted(booking.queue_no or 0 for booking in waiting) == list(range(1, len(CROWD) - PLACES + 1))
    assert await house.count("bookings", "state = 'booked'") == PLACES


async def test_two_presses_at_once_by_one_person_are_one_booking(house: House, crowded: Session) -> None:
    given = await press_at_once(house, [CROWD[0]] * 6, crowded)
    assert len({booking.id for booking in given}) == 1
    assert await house.count("bookings") == 1


async def test_places_freed_and_taken_at_once_are_never_oversold(house: House, crowded: Session) -> None:
    await house.book_all(CROWD[:40], crowded)
    leaving = (house.cancel(chat_id, crowded) for chat_id in CROWD[:15])
    coming = (house.book(chat_id, crowded) for chat_id in CROWD[40:])
    await asyncio.gather(*leaving, *coming)
    assert await house.count("bookings", "state = 'booked'") == PLACES
    first_who_waited = [await house.card(chat_id, crowded) for chat_id in CROWD[20:35]]
    states = {card.booking.state for card in first_who_waited if card.booking}
    assert states == {BookingState.BOOKED}


async def lock_left_out(tx: Transaction, session_id: str, *_who: str | None) -> Session | None:
    return await session_store.select_session(tx, session_id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_control_without_the_lock_places_are_oversold(
    house: House, crowded: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the first test can fail; on SQLite the one writer would hide it."""
    monkeypatch.setattr(session_store, "lock_open_to", lock_left_out)
    all_have_read = asyncio.Barrier(6)

    async def book_slowly(chat_id: int) -> None:
        async with house.database.transaction() as tx:
            visitor = await people.visitor(tx, chat_id)
            await all_have_read.wait()
            await bookings.book(tx, visitor, crowded.id, NOW)
            await all_have_read.wait()

    await house.book_all(CROWD[: PLACES - 1], crowded)
    await asyncio.gather(*(book_slowly(chat_id) for chat_id in CROWD[20:26]))
    assert await house.count("bookings", "state = 'booked'") > PLACES


async def test_two_who_leave_at_once_do_not_wait_for_each_other(house: House) -> None:
    """Each gives up places at the same sessions; locks are taken in the order of the ids."""
    sessions = [await house.add() for _ in range(4)]
    for chat_id in CROWD[:4]:
        await house.join(chat_id)
        for session in sessions:
            await house.book(chat_id, session)

    async def leave(chat_id: int) -> None:
        async with house.database.transaction() as tx:
            await people.leave(tx, await people.visitor(tx, chat_id), NOW)

    await asyncio.gather(*(leave(chat_id) for chat_id in CROWD[:4]))
    assert await house.count("bookings", "state <> 'cancelled'") == 0
