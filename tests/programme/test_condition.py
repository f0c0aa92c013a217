"""What waits in the record, as an operator is told of it."""

from __future__ import annotations

from datetime import UTC, datetime

from programme.condition import Backlog, backlog
from programme.store.engine import Database

CAME = "2026-11-24T08:30:00.000000Z"


async def test_an_empty_record_has_nothing_waiting(database: Database) -> None:
    async with database.reading() as reading:
        assert await backlog(reading) == Backlog(None, 0, None, None, ())


async def test_updates_that_nobody_answered_are_counted_from_the_oldest(database: Database) -> None:
    async with database.transaction() as tx:
        for number, state in enumerate(("new", "applied", "answered")):
            await tx.run(
                "INSERT INTO inbox (bot_id, update_id, arrival, chat_id, received_at, state)"
                " VALUES (1, $1, $1, 1, $2, $3)",
                number,
                CAME,
                state,
            )
        found = await backlog(tx)
    assert (found.waiting_updates, found.oldest_update_at) == (2, datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
