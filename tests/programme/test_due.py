"""Which periods are due, and of which workplaces: those that grow, shrink, are renamed or close."""

from datetime import UTC, date, datetime, timedelta

import pytest

from programme import mondays, periods
from programme.digests import publishing
from programme.digests.due import Due
from programme.store.digests import select_digest
from tests.programme.cast import House
from tests.programme.full_week import KEY, MONDAY, WEEK, ZONE, a_full_week, figures


async def test_one_week_of_all_can_be_frozen_on_its_own(house: House) -> None:
    """What the benchmark calls."""
    await a_full_week(house, house.council)
    asked = Due(WEEK, (None, house.council.id))
    assert len(await publishing.freeze(house.database, asked, KEY, MONDAY, ZONE)) == 2
    assert await publishing.freeze(house.database, asked, KEY, MONDAY, ZONE) == ()


async def test_a_headcount_that_falls_to_twenty_ends_figures_of_its_own(house: House) -> None:
    await a_full_week(house, house.council)
    await mondays.run(house.database, KEY, MONDAY, ZONE)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET headcount = 20 WHERE id = $1", house.council.id)
    frozen = await publishing.publish(house.database, KEY, MONDAY + timedelta(weeks=3), ZONE)
    assert frozen
    assert not any(one.employer_id == house.council.id for one in frozen)


async def test_a_renamed_workplace_keeps_its_figures_and_a_closed_one_gets_no_more(house: House) -> None:
    await a_full_week(house, house.council)
    shown = await figures(house, house.council)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET name = '=1+1', name_key = '=1+1' WHERE id = $1", house.council.id)
        assert await select_digest(tx, house.council.id, "2026-W47") is not None
        await tx.run(
            "UPDATE employers SET closed_at = $2 WHERE id = $1", house.council.id, "2026-11-25T12:00:00.000000Z"
        )
    frozen = await publishing.publish(house.database, KEY, MONDAY + timedelta(weeks=1), ZONE)
    assert not any(one.employer_id == house.council.id for one in frozen)
    assert await figures(house, house.council) == shown


@pytest.mark.parametrize(("headcount", "shapes"), [(24, 0), (25, 2), (249, 2), (250, 1), (1_000_000, 1)])
def test_the_headcount_alone_decides(headcount: int, shapes: int) -> None:
    assert len(periods.shapes(headcount)) == shapes


async def test_a_workplace_that_grows_starts_where_its_blocks_end(house: House) -> None:
    await a_full_week(house, house.school)
    later = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
    blocks = await publishing.publish(house.database, KEY, later, ZONE)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE employers SET headcount = 900 WHERE id = $1", house.school.id)
    weeks = await publishing.publish(house.database, KEY, later + timedelta(weeks=4), ZONE)
    ended = max(one.period.ends_before for one in blocks if one.employer_id == house.school.id)
    begun = min(one.period.starts_on for one in weeks if one.employer_id == house.school.id)
    assert begun >= ended >= date(2027, 1, 1)
