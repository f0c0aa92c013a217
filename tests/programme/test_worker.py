"""Who dispatches and sends: at most one process at a time, and duties that are missed or doubled by nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from programme import duties, notices, worker
from programme.model import NewNotice, Role
from programme.store.engine import Database
from programme.store.worker import select_clock
from programme.times import to_text
from tests.programme.cast import AMIRA, NOW, House, later


async def age(database: Database, **by: float) -> None:
    """Make the last heartbeat so much older, as if that time had passed on the database's clock."""
    async with database.transaction() as tx:
        beaten = await worker.last_heartbeat(tx)
        assert beaten
        await tx.run("UPDATE worker SET heartbeat_at = $1", to_text(beaten - timedelta(**by)))


async def test_the_first_becomes_the_worker_and_the_second_stands_by(database: Database) -> None:
    assert await worker.take_over(database, "first", alone=False) == 1
    await age(database, seconds=worker.PULSE.stale - 2)
    assert await worker.take_over(database, "second", alone=False) is None


async def test_a_worker_that_has_gone_is_replaced_under_a_new_epoch(database: Database) -> None:
    await worker.take_over(database, "first", alone=False)
    await age(database, seconds=worker.PULSE.stale + 1)
    assert await worker.take_over(database, "second", alone=False) == 2
    assert await worker.beat(database, 1) is False
    assert await worker.beat(database, 2) is True


def test_the_next_worker_is_there_within_fifteen_seconds_and_the_last_has_stopped_before() -> None:
    pulse = worker.PULSE
    assert pulse.stale + pulse.look <= 11
    assert pulse.beat * 2 < pulse.lease < pulse.stale - 1


async def test_a_heartbeat_is_told_by_the_databases_clock_and_nobody_elses(database: Database) -> None:
    """Nothing of the worker's takes a time from its caller, so a clock that is moved or wrong ages no heartbeat."""
    await worker.take_over(database, "first", alone=False)
    await worker.beat(database, 1)
    async with database.reading() as reading:
        beaten, now = await worker.last_heartbeat(reading), await select_clock(reading)
        quiet = await worker.silence(reading)
    assert beaten
    assert abs(now - beaten) < timedelta(seconds=5)
    assert abs(datetime.now(UTC) - now) < timedelta(seconds=5)
    assert quiet is not None
    assert abs(quiet) < timedelta(seconds=5)


async def test_a_heartbeat_from_the_future_is_no_sign_of_life(database: Database) -> None:
    """The database's clock was put back, and whoever beat then has gone; a worker that lives beats anew at once."""
    await worker.take_over(database, "first", alone=False)
    await age(database, seconds=-3600)
    assert await worker.take_over(database, "second", alone=False) == 2


async def test_who_lets_go_is_replaced_at_once(database: Database) -> None:
    epoch = await worker.take_over(database, "first", alone=False)
    assert epoch is not None
    async with database.reading() as reading:
        assert await worker.is_at_work(reading)
    await worker.release(database, epoch)
    async with database.reading() as reading:
        assert not await worker.is_at_work(reading)
    assert await worker.take_over(database, "second", alone=False) == 2


async def test_who_knows_to_be_alone_need_not_wait(database: Database) -> None:
    await worker.take_over(database, "killed", alone=False)
    assert await worker.take_over(database, "again", alone=True) == 2


@pytest.fixture
async def due(house: House) -> str:
    """A notice that is due; its contact's id."""
    contact_id = (await house.join_as(AMIRA, Role.TEAM)).contact_id
    assert contact_id
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM notices")
        await notices.tell(tx, [NewNotice("team_alert", contact_id, NOW, facts="codes")], NOW)
    return contact_id


async def test_a_worker_that_was_followed_claims_nothing(database: Database, due: str) -> None:
    for holder in ("first", "second"):
        await worker.take_over(database, holder, alone=True)
    async with database.transaction() as tx:
        assert await notices.claim_due(tx, 1, 8, NOW) == []
    async with database.transaction() as tx:
        assert len(await notices.claim_due(tx, 2, 8, NOW)) == 1


async def test_a_worker_that_was_followed_settles_nothing_that_its_follower_sends(database: Database, due: str) -> None:
    await worker.take_over(database, "first", alone=True)
    async with database.transaction() as tx:
        [notice] = await notices.claim_due(tx, 1, 8, NOW)
    await worker.take_over(database, "second", alone=True)
    async with database.transaction() as tx:
        await notices.recover(tx, 2, NOW)
        assert [one.id for one in await notices.claim_due(tx, 2, 8, NOW)] == [notice.id]
        assert await notices.settle(tx, notice.id, "sent", NOW, epoch=1) is False
        assert await notices.settle(tx, notice.id, "sent", NOW, epoch=2) is True


async def test_a_duty_keeps_when_it_is_next_due(database: Database) -> None:
    async with database.transaction() as tx:
        await duties.set_due(tx, "nightly", later(days=1), None)
        await duties.set_due(tx, "nightly", later(days=2), later(days=1))
    async with database.reading() as reading:
        assert await duties.due_times(reading) == {"nightly": later(days=2)}
