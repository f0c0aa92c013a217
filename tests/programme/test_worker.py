"""Who dispatches and sends: at most one process at a time, and duties that are missed or doubled by nobody."""

from programme import duties, worker
from programme.store.engine import Database
from tests.programme.cast import NOW, later


async def test_the_first_becomes_the_worker_and_the_second_stands_by(database: Database) -> None:
    assert await worker.take_over(database, "first", NOW, alone=False) == 1
    assert await worker.take_over(database, "second", later(seconds=5), alone=False) is None


async def test_a_worker_that_has_gone_is_replaced_under_a_new_epoch(database: Database) -> None:
    await worker.take_over(database, "first", NOW, alone=False)
    assert await worker.take_over(database, "second", later(seconds=13), alone=False) == 2
    assert await worker.beat(database, 1, later(seconds=14)) is False
    assert await worker.beat(database, 2, later(seconds=14)) is True


async def test_who_lets_go_is_replaced_at_once(database: Database) -> None:
    epoch = await worker.take_over(database, "first", NOW, alone=False)
    assert epoch is not None
    await worker.release(database, epoch)
    assert await worker.take_over(database, "second", NOW, alone=False) == 2


async def test_who_knows_to_be_alone_need_not_wait(database: Database) -> None:
    await worker.take_over(database, "killed", NOW, alone=False)
    assert await worker.take_over(database, "again", NOW, alone=True) == 2


async def test_the_last_heartbeat_can_be_read(database: Database) -> None:
    async with database.reading() as reading:
        assert await worker.last_heartbeat(reading) is None
    await worker.take_over(database, "first", NOW, alone=False)
    await worker.beat(database, 1, later(seconds=5))
    async with database.reading() as reading:
        assert await worker.last_heartbeat(reading) == later(seconds=5)


async def test_a_duty_keeps_when_it_is_next_due(database: Database) -> None:
    async with database.transaction() as tx:
        await duties.set_due(tx, "nightly", later(days=1), None)
        await duties.set_due(tx, "nightly", later(days=2), later(days=1))
    async with database.reading() as reading:
        assert await duties.due_times(reading) == {"nightly": later(days=2)}
