"""Updates as they came: kept once, carried out once, their text deleted when answered."""

import pytest

from programme import drafts
from programme.model import Draft, InboxRow, Shown
from programme.store import inbox, shown
from programme.store.engine import Database
from tests.programme.cast import AMIRA, NOW

FIRST = InboxRow(1, 20, 1, AMIRA, '{"text": "/start"}')
SECOND = InboxRow(1, 10, 2, AMIRA, '{"text": "1"}')


@pytest.fixture
async def taken_in(database: Database) -> Database:
    async with database.transaction() as tx:
        assert await inbox.insert_update(tx, SECOND, NOW)
        assert await inbox.insert_update(tx, FIRST, NOW)
    return database


async def test_an_update_brought_twice_is_kept_once(taken_in: Database) -> None:
    async with taken_in.transaction() as tx:
        assert not await inbox.insert_update(tx, FIRST, NOW)


async def test_open_ones_come_in_the_order_of_their_arrival_and_for_their_bot(taken_in: Database) -> None:
    async with taken_in.reading() as reading:
        assert await inbox.select_open(reading, 1, 10) == [FIRST, SECOND]
        assert await inbox.select_open(reading, 2, 10) == []


async def test_a_command_is_marked_as_carried_out_once(taken_in: Database) -> None:
    async with taken_in.transaction() as tx:
        assert await inbox.mark_applied(tx, FIRST.key, "s:abc", 1)
        assert not await inbox.mark_applied(tx, FIRST.key, "s:xyz", 1)
        row = await inbox.select_row(tx, FIRST.key)
    assert row is not None
    assert (row.state, row.next_address) == ("applied", "s:abc")


async def test_answered_ones_lose_their_text(taken_in: Database) -> None:
    async with taken_in.transaction() as tx:
        await inbox.mark_answered(tx, [FIRST.key, SECOND.key], NOW, 1)
        row = await inbox.select_row(tx, FIRST.key)
        assert await inbox.count_by_state(tx) == {"answered": 2}
    assert row is not None
    assert row.raw is None


async def test_attempts_are_counted_and_quarantine_closes(taken_in: Database) -> None:
    async with taken_in.transaction() as tx:
        for _ in range(3):
            await inbox.mark_attempt(tx, FIRST.key, 1)
        await inbox.mark_quarantined(tx, FIRST.key, NOW, 1)
        row = await inbox.select_row(tx, FIRST.key)
        assert await inbox.select_open(tx, 1, 10) == [SECOND]
    assert row is not None
    assert (row.state, row.attempts) == ("quarantined", 3)


async def test_the_choices_last_shown_replace_those_before(database: Database) -> None:
    latest = Shown(AMIRA, 7, (("Book", "book:abc"), ("Back", "timetable")), "code")
    async with database.transaction() as tx:
        await shown.upsert_shown(tx, [Shown(AMIRA, 6)], NOW)
        await shown.upsert_shown(tx, [latest], NOW)
        assert await shown.select_shown(tx, AMIRA) == latest
        assert await shown.select_shown(tx, 999) is None


async def test_a_half_finished_form_is_kept_until_it_is_cleared(database: Database) -> None:
    draft = Draft(AMIRA, "joining", "asked", (("invitation", "abc"),))
    async with database.transaction() as tx:
        await drafts.put(tx, draft.with_field("name", "Amira", "named"), NOW)
        await drafts.put(tx, draft, NOW)
        await drafts.put(tx, Draft(AMIRA, "minutes", "asked"), NOW)
        assert await drafts.get(tx, AMIRA, "joining") == draft
        await drafts.clear(tx, AMIRA, "joining")
        assert await drafts.get(tx, AMIRA, "joining") is None
        assert await drafts.get(tx, AMIRA, "minutes") is not None
