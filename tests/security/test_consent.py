"""No way leads to a place at a session about health without its consent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import app
from programme import consent, people
from programme.errors import ConsentNeeded
from programme.model import Purpose, Sensitivity
from programme.store.engine import Database
from tests.bot.handlers.conftest import Town
from tests.programme.cast import AMIRA, BEN, DESK_RESET, MENOPAUSE, NOW, House


@pytest.fixture
async def house(database: Database) -> House:
    return await House.furnished(database)


async def live(house: House, chat_id: int) -> int:
    return await house.count(
        "bookings", "state <> 'cancelled' AND person_id IN"
        f" (SELECT person_id FROM contacts WHERE chat_id = {chat_id})"
    )  # fmt: skip


async def withdraw(house: House, chat_id: int) -> None:
    async with house.database.transaction() as tx:
        await consent.withdraw_health(tx, await people.visitor(tx, chat_id), NOW)


async def test_booking_asks_first(house: House) -> None:
    await house.join(AMIRA)
    with pytest.raises(ConsentNeeded):
        await house.book(AMIRA, await house.add(MENOPAUSE))
    assert await live(house, AMIRA) == 0


async def test_joining_the_queue_asks_first(house: House) -> None:
    talk = await house.add(MENOPAUSE, places=1)
    await house.join(BEN, health=True)
    await house.book(BEN, talk)
    await house.join(AMIRA)
    with pytest.raises(ConsentNeeded):
        await house.book(AMIRA, talk)


async def test_who_has_withdrawn_is_not_promoted(house: House) -> None:
    talk = await house.add(MENOPAUSE, places=1)
    for chat_id in (BEN, AMIRA):
        await house.join(chat_id, health=True)
        await house.book(chat_id, talk)
    await withdraw(house, AMIRA)
    await house.cancel(BEN, talk)
    assert await live(house, AMIRA) == 0
    assert not await house.notices(AMIRA)


async def test_even_a_forged_row_in_the_queue_is_not_promoted(house: House) -> None:
    """Somebody without consent is put on the waiting list past the rules; the place passes them by."""
    talk = await house.add(MENOPAUSE, places=1)
    await house.join(BEN, health=True)
    await house.book(BEN, talk)
    amira = await house.join(AMIRA)
    assert amira.person
    async with house.database.transaction() as tx:
        await tx.run(
            "INSERT INTO bookings (id, session_id, person_id, state, queue_no, created_at)"
            " VALUES ('forged', $1, $2, 'waiting', 1, '2026-11-23T09:00:00.000000Z')", talk.id, amira.person.id,
        )  # fmt: skip
    await house.cancel(BEN, talk)
    assert await house.count("bookings", "id = 'forged' AND state IN ('booked', 'offered')") == 0


async def test_withdrawing_takes_back_the_places_and_only_those(house: House) -> None:
    await house.join(AMIRA, health=True)
    await house.book(AMIRA, await house.add(MENOPAUSE))
    await house.book(AMIRA, await house.add(DESK_RESET))
    await withdraw(house, AMIRA)
    assert await live(house, AMIRA) == 1


async def test_no_press_but_agreeing_gives_a_place(town: Town) -> None:
    """Every address there is, with the session's id, by somebody who has not agreed."""
    amira = await town.member(101)
    for route in app.ROUTES:
        if route.name not in {"health", "erase", "leave"}:
            for end in ("", ":yes", ":agree", ":1"):
                await amira.go(f"{route.name}:{town.menopause.id}{end}")
    async with town.database.reading() as reading:
        rows = await reading.all("SELECT id FROM bookings WHERE session_id = $1", town.menopause.id)
        assert not rows
        assert Purpose.HEALTH not in (await people.visitor(reading, 101)).consents


async def test_a_kind_that_is_about_health_makes_its_sessions_so(house: House) -> None:
    talk = await house.add(replace(MENOPAUSE, sensitivity=None))
    assert talk.sensitivity is Sensitivity.HEALTH
