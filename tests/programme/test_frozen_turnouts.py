"""A session's number is said once: whatever changes after its week is published changes no longer period."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from programme import rights
from programme.erasures import Ledger
from programme.model import CountedBy
from programme.periods import by_name
from tests.programme.cast import House
from tests.programme.test_overall import FOUR_WEEKS, MONDAY, TUESDAY, chosen_for, of, publish
from tests.programme.turnout import Crowd, attend, count_no_more, gather, hold

Change = Callable[[House, Crowd], Awaitable[None]]
WEEK_BEFORE = TUESDAY - timedelta(days=7)
FIRST_MONDAY = MONDAY - timedelta(days=7)


async def held_before(house: House) -> Crowd:
    """Twenty at a webinar and at a session a week before the block's last; published with that week."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 20, WEEK_BEFORE)
        for session in (await hold(tx, WEEK_BEFORE, kind="webinar"), await hold(tx, WEEK_BEFORE)):
            await attend(tx, crowd, crowd.ids, session, WEEK_BEFORE)
    week = of(await publish(house, FIRST_MONDAY), by_name("2026-W47"))
    assert (week.webinars[0].people, week.open_to_all.people) == (20, 20)
    return crowd


async def opt_out(house: House, crowd: Crowd) -> None:
    async with house.database.transaction() as tx:
        await count_no_more(tx, crowd.ids[:1], FIRST_MONDAY + timedelta(hours=1))


async def be_erased(house: House, crowd: Crowd) -> None:
    with TemporaryDirectory() as folder:
        async with house.database.transaction() as tx:
            who, at = await rights.subject(tx, crowd.ids[0]), FIRST_MONDAY + timedelta(hours=1)
            await rights.erase(tx, who, "command line", at, Ledger(Path(folder) / "a.erasures"))


async def count_heads_late(house: House, _: Crowd) -> None:
    async with house.database.transaction() as tx:
        await tx.run("UPDATE sessions SET head_count = 33")


@pytest.mark.parametrize("change", [opt_out, be_erased, count_heads_late], ids=lambda one: one.__name__)
async def test_a_longer_period_says_the_same_of_a_session_whatever_changed(house: House, change: Change) -> None:
    """Else the difference would be that one person."""
    await change(house, await held_before(house))
    published = await publish(house, datetime(2027, 1, 4, 8, tzinfo=UTC))
    for period in (FOUR_WEEKS, by_name("2026-Q4")):
        found = of(published, period)
        assert [(one.people, one.counted_by) for one in found.webinars] == [(20, CountedBy.BOT)]
        assert (found.open_to_all.people, found.open_to_all.head_counts) == (20, 0)


@pytest.mark.parametrize("change", [opt_out, be_erased, count_heads_late], ids=lambda one: one.__name__)
async def test_control_not_frozen_it_would_say_another_number(house: House, change: Change) -> None:
    await change(house, await held_before(house))
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM session_turnouts")
    found = of(await publish(house))
    assert found.webinars[0].people in (19, 33)
    assert found.open_to_all.people in (19, 33)


async def test_about_numbers_of_a_webinar_stay_too(house: House) -> None:
    async with house.database.transaction() as tx:
        talk = await hold(tx, WEEK_BEFORE, kind="webinar")
        crowds = [await gather(tx, employer, 60, WEEK_BEFORE) for employer in (house.council, house.school)]
        for crowd in crowds:
            await attend(tx, crowd, crowd.ids, talk, WEEK_BEFORE)
        await chosen_for(tx, talk, house.council, house.school)
    said = of(await publish(house, FIRST_MONDAY), by_name("2026-W47")).webinars
    async with house.database.transaction() as tx:
        await count_no_more(tx, crowds[0].ids[:40], FIRST_MONDAY)
    assert of(await publish(house)).webinars == said
    assert said[0].people
