"""Thousands press "Book" at once on twenty places, through two replicas where there can be two: exactly twenty get one.

`CROWD=10000 pytest tests/programme/test_capacity_crowd.py` is the full ten thousand.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import cycle

import pytest

from programme import bookings, people
from programme.ids import new_id
from programme.model import BookingState, Session
from programme.store import sessions as session_store
from programme.store.engine import Database, opened
from programme.times import to_text
from tests.programme.cast import NOW, House
from tests.programme.test_capacity import lock_left_out
from tests.programme.turnout import belong, gather

CROWD = int(os.environ.get("CROWD", "1000"))
PLACES = 20
FIRST_CHAT = 100_000


@pytest.fixture
async def replicas(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Two processes' connections on PostgreSQL; SQLite's file is locked for one."""
    async with AsyncExitStack() as stack:
        others = [database_url] if database.dialect == "postgresql" else []
        yield [database, *[await stack.enter_async_context(opened(url)) for url in others]]


async def let_in(house: House, size: int) -> range:
    """So many employees of the council; their chats."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, size, NOW)
        await belong(tx, crowd, crowd.ids, NOW)
        at, numbered = to_text(NOW), list(enumerate(crowd.ids, FIRST_CHAT))
        await tx.many(
            "INSERT INTO contacts (id, person_id, channel, chat_id, created_at) VALUES ($1, $2, 'telegram', $3, $4)",
            [(new_id(), id, chat_id, at) for chat_id, id in numbered],
        )
        await tx.many(
            "INSERT INTO roles (id, person_id, role, granted_at) VALUES ($1, $2, 'employee', $3)",
            [(new_id(), id, at) for _, id in numbered],
        )
        await tx.many(
            "INSERT INTO consents (id, person_id, purpose, version, given_at) VALUES ($1, $2, 'joining', 1, $3)",
            [(new_id(), id, at) for _, id in numbered],
        )
    return range(FIRST_CHAT, FIRST_CHAT + size)


async def book(database: Database, chat_id: int, session: Session) -> BookingState:
    async with database.transaction() as tx:
        return (await bookings.book(tx, await people.visitor(tx, chat_id), session.id, NOW)).state


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_exactly_twenty_of_thousands_are_booked(house: House, replicas: list[Database]) -> None:
    session = await house.add(places=PLACES)
    crowd = await let_in(house, CROWD)
    attempts = zip(crowd, cycle(replicas), strict=False)
    states = await asyncio.gather(*(book(replica, chat_id, session) for chat_id, replica in attempts))
    assert Counter(states) == {BookingState.BOOKED: PLACES, BookingState.WAITING: CROWD - PLACES}
    assert await house.count("bookings", "state = 'booked'") == PLACES
    assert await house.count("(SELECT DISTINCT queue_no FROM bookings WHERE state = 'waiting') q") == CROWD - PLACES


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_control_two_replicas_without_the_lock_oversell(
    house: House, replicas: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_store, "lock_open_to", lock_left_out)
    session = await house.add(places=PLACES)
    crowd = await let_in(house, PLACES + 7)
    for chat_id in crowd[: PLACES - 1]:
        await book(house.database, chat_id, session)
    all_have_read = asyncio.Barrier(len(crowd) - PLACES + 1)

    async def book_slowly(replica: Database, chat_id: int) -> None:
        async with replica.transaction() as tx:
            visitor = await people.visitor(tx, chat_id)
            await all_have_read.wait()
            await bookings.book(tx, visitor, session.id, NOW)
            await all_have_read.wait()

    late = zip(crowd[PLACES - 1 :], cycle(replicas), strict=False)
    await asyncio.gather(*(book_slowly(replica, chat_id) for chat_id, replica in late))
    assert await house.count("bookings", "state = 'booked'") > PLACES
