"""What is deleted because its time is over, and what is not yet."""

from programme import drafts, invitations, upkeep
from programme.model import Draft, InboxRow, Shown
from programme.store import inbox, shown
from tests.programme.cast import AMIRA, CHARLIE, NOW, House, later

UPDATE = InboxRow(1, 10, 10, AMIRA, '{"update_id": 10}')
STUCK = InboxRow(1, 11, 11, AMIRA, '{"update_id": 11}')


async def fill(house: House) -> None:
    async with house.database.transaction() as tx:
        await inbox.insert_update(tx, UPDATE, NOW)
        await inbox.insert_update(tx, STUCK, NOW)
        await inbox.mark_answered(tx, [UPDATE.key], NOW, 1)
        await inbox.mark_quarantined(tx, STUCK.key, NOW, 1)
        await shown.upsert_shown(tx, [Shown(AMIRA)], NOW)
        await drafts.put(tx, Draft(AMIRA, "joining", "asked"), NOW)
        await invitations.present(tx, CHARLIE, "WRONG", NOW)


async def kept(house: House) -> list[str]:
    tables = ("inbox", "shown", "drafts", "code_attempts")
    return [table for table in tables for _ in range(await house.count(table))]


async def test_nothing_is_deleted_before_its_time(house: House) -> None:
    await fill(house)
    await upkeep.prune(house.database, later(hours=23))
    assert await kept(house) == ["inbox", "inbox", "shown", "drafts", "code_attempts"]


async def test_everything_is_deleted_after_its_time(house: House) -> None:
    await fill(house)
    await upkeep.prune(house.database, later(days=3))
    assert await kept(house) == ["inbox", "shown", "drafts"]
    await upkeep.prune(house.database, later(days=8))
    assert await kept(house) == ["shown", "drafts"]
    await upkeep.prune(house.database, later(days=91))
    assert await kept(house) == []
