"""The waiting list: first come, first served, in the transaction that frees a place."""

import pytest

from programme import bookings, people
from programme.model import BookingState, Session
from tests.programme.cast import (
    AMIRA,
    BEN,
    CHARLIE,
    COLE,
    MENOPAUSE,
    NOW,
    STARTS,
    House,
    before_start,
    later,
)


class MachineStops(Exception):
    """Before the commit."""


async def cancel_and_stop(house: House, chat_id: int, session: Session) -> None:
    async with house.database.transaction() as tx:
        await bookings.cancel(tx, await people.visitor(tx, chat_id), session.id, NOW)
        raise MachineStops


async def state_of(house: House, chat_id: int) -> BookingState | None:
    """At the one session that they have a place at or wait for."""
    [card] = await house.mine(chat_id)
    return card.booking.state if card.booking else None


async def test_a_freed_place_goes_to_the_first_who_waits(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN, CHARLIE], session)
    await house.cancel(AMIRA, session)
    assert await state_of(house, BEN) is BookingState.BOOKED
    assert await state_of(house, CHARLIE) is BookingState.WAITING


async def test_the_promoted_are_told_at_once_and_reminded_later(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    await house.cancel(AMIRA, session, later(hours=2))
    assert await house.notices(BEN) == [
        ("promoted", later(hours=2)),
        ("reminder_near", before_start(minutes=10)),
    ]


async def test_the_promotion_is_kept_or_lost_with_what_freed_the_place(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    with pytest.raises(MachineStops):
        await cancel_and_stop(house, AMIRA, session)
    assert await state_of(house, AMIRA) is BookingState.BOOKED
    assert await state_of(house, BEN) is BookingState.WAITING
    assert await house.notices(BEN) == []


async def test_who_waited_first_stays_first_after_others_left(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE, COLE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN, CHARLIE], session)
    await house.cancel(BEN, session)
    await house.book_all([COLE, BEN], session)
    await house.cancel(AMIRA, session)
    assert await state_of(house, CHARLIE) is BookingState.BOOKED
    assert [(await house.card(one, session)).ahead for one in (COLE, BEN)] == [0, 1]


async def test_leaving_the_queue_promotes_nobody(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN, CHARLIE], session)
    await house.cancel(BEN, session)
    assert await state_of(house, CHARLIE) is BookingState.WAITING


async def test_nobody_is_promoted_after_the_start(house: House) -> None:
    await house.join(AMIRA)
    await house.join(BEN)
    session = await house.add(places=1)
    await house.book_all([AMIRA, BEN], session)
    async with house.database.transaction() as tx:
        visitor = await people.visitor(tx, AMIRA)
        assert visitor.person is not None
        await bookings.release(tx, visitor.person.id, [session.id], STARTS)
    assert await state_of(house, BEN) is BookingState.WAITING


async def withdraw_consent(house: House, chat_id: int, purpose: str) -> None:
    """As if a rule had been forgotten: the consent goes and the place in the queue stays."""
    async with house.database.transaction() as tx:
        await tx.run(
            "UPDATE consents SET withdrawn_at = $3 WHERE purpose = $2 AND person_id ="
            " (SELECT person_id FROM contacts WHERE chat_id = $1)",
            chat_id,
            purpose,
            "2026-11-23T09:00:00.000000Z",
        )


@pytest.mark.parametrize("purpose", ["health", "joining"])
async def test_who_has_withdrawn_consent_is_passed_over(house: House, purpose: str) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id, health=True)
    talk = await house.add(MENOPAUSE, places=1)
    await house.book_all([AMIRA, BEN, CHARLIE], talk)
    await withdraw_consent(house, BEN, purpose)
    await house.cancel(AMIRA, talk)
    assert await state_of(house, BEN) is BookingState.WAITING
    assert await state_of(house, CHARLIE) is BookingState.BOOKED


async def test_who_may_no_longer_come_is_passed_over(house: House) -> None:
    for chat_id in (AMIRA, BEN, CHARLIE):
        await house.join(chat_id)
    session = await house.add(places=1, employer_ids=(house.council.id,))
    await house.book_all([AMIRA, BEN, CHARLIE], session)
    async with house.database.transaction() as tx:
        await tx.run(
            "UPDATE memberships SET ended_at = started_at WHERE person_id ="
            " (SELECT person_id FROM contacts WHERE chat_id = $1)",
            BEN,
        )
    await house.cancel(AMIRA, session)
    assert await state_of(house, CHARLIE) is BookingState.BOOKED
