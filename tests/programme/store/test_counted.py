"""The views that figures are made of: no name in reach, few statements, and every one from an index."""

import inspect
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme import periods
from programme.digests import publishing
from programme.store import counted
from programme.store.engine import Transaction
from tests.programme.cast import House
from tests.programme.store.overhearing import Heard, overheard
from tests.programme.store.test_plans import read_whole
from tests.programme.turnout import attend, belong, challenge, count_no_more, gather, hold, log, rate

ZONE = ZoneInfo("Europe/London")
WEEK = periods.by_name("2026-W47")
TUESDAY = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
VIEWS = ("attendance", "minutes", "ratings", "members", "first_visits", "challenges")


def statements() -> list[str]:
    return [value for name, value in inspect.getmembers(counted) if name.isupper() and isinstance(value, str)]


def test_the_statements_name_nothing_but_the_views_and_who_a_session_is_for() -> None:
    found = {table for sql in statements() for table in re.findall(r"(?:FROM|JOIN)\s+(\w+)", sql)}
    assert found == {
        "counted_sessions",
        "counted_attendance",
        "counted_minutes",
        "counted_ratings",
        "counted_members",
        "counted_challenges",
        "counted_first_visits",
        "session_audience",
    }


NAMES = {
    "display_name",
    "chat_id",
    "email",
    "title",
    "link",
    "description",
    "language",
    "cancel_note",
    "activity",
    "challenge",
}


async def test_no_view_has_a_name_in_reach(house: House) -> None:
    async with house.database.transaction() as tx:
        await a_row_of_each(tx, house)
        for view in ("sessions", *VIEWS):
            row = await tx.one(f"SELECT * FROM counted_{view}")
            assert row is not None
            columns = set(row.keys())  # type: ignore[attr-defined] # both engines' rows have it
            assert columns
            assert not columns & NAMES


async def a_row_of_each(tx: Transaction, house: House) -> None:
    crowd = await gather(tx, house.council, 1, TUESDAY)
    session = await hold(tx, TUESDAY)
    await belong(tx, crowd, crowd.ids, TUESDAY)
    await attend(tx, crowd, crowd.ids, session, TUESDAY)
    await rate(tx, crowd.ids, session, 3, TUESDAY)
    await log(tx, crowd, crowd.ids, TUESDAY.date(), 20)
    await challenge(tx, crowd.ids, TUESDAY.date(), TUESDAY.date())


async def heard_of_a_week(house: House) -> list[Heard]:
    async with overheard(house.database) as tx:
        await publishing.gather(tx, WEEK, ZONE)
    return tx.heard


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_week_is_read_by_eight_statements_from_covering_indexes(house: House) -> None:
    heard = await heard_of_a_week(house)
    assert len(heard) == 8
    for one in heard:
        assert await read_whole(house.database, one) == set(), one.sql
    plans = " ".join([detail for one in heard for detail in await plan(house, one)])
    for index in (
        "bookings_came",
        "first_visits_came",
        "bookings_came_person",
        "minutes_on",
        "memberships_belonged",
        "challenge_entries_going_on",
    ):
        assert f"USING COVERING INDEX {index} " in plans


async def plan(house: House, heard: Heard) -> Iterable[str]:
    async with house.database.reading() as reading:
        rows = await reading.all("EXPLAIN QUERY PLAN " + heard.sql, *heard.values)
    return [row["detail"] for row in rows]


async def test_as_many_statements_for_two_workplaces_as_for_one(house: House) -> None:
    async with house.database.transaction() as tx:
        await a_row_of_each(tx, house)
        await a_row_of_each(tx, house)
    assert len(await heard_of_a_week(house)) == 8


async def test_people_come_in_one_row_for_each_workplace_and_with_all_that_they_did(house: House) -> None:
    """On both engines: a row each is what made a large week slow."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 30, TUESDAY)
        session = await hold(tx, TUESDAY)
        await belong(tx, crowd, crowd.ids, TUESDAY)
        await attend(tx, crowd, crowd.ids, session, TUESDAY)
        await log(tx, crowd, crowd.ids[:2], TUESDAY.date(), 20, "vigorous")
        rows = await publishing.gather(tx, WEEK, ZONE)
    assert [(one.session_id, sorted(one.person_ids)) for one in rows.present] == [(session, sorted(crowd.ids))]
    assert [sorted(one.person_ids) for one in rows.members] == [sorted(crowd.ids)]
    assert sorted(rows.moved[0].entries) == [(one, "vigorous", 20) for one in sorted(crowd.ids[:2])]


async def rows_in(tx: Transaction) -> list[int]:
    found = [await tx.one(f"SELECT COUNT(*) AS n FROM counted_{view}") for view in VIEWS]
    return [row["n"] for row in found if row]


async def test_who_asked_not_to_be_counted_is_in_no_view(house: House) -> None:
    async with house.database.transaction() as tx:
        await a_row_of_each(tx, house)
        assert await rows_in(tx) == [1] * len(VIEWS)
        people = await tx.all("SELECT id FROM people WHERE id LIKE 'Canary%'")
        await count_no_more(tx, [row["id"] for row in people], TUESDAY + timedelta(days=1))
        assert await rows_in(tx) == [0] * len(VIEWS)
