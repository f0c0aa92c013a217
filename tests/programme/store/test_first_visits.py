"""First visits: whatever is changed about who came where and when, the database says at once who came first when."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from programme import upkeep
from programme.store import first_visits
from programme.store.engine import Database, Transaction, opened
from programme.store.migrate import all_migrations, migrate
from programme.times import to_text
from tests.programme.cast import NOW, House
from tests.programme.turnout import attend, gather, hold

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
SAID = "SELECT person_id, came_at FROM counted_first_visits ORDER BY person_id"
TRUE = "SELECT person_id, MIN(starts_at) AS came_at FROM counted_attendance GROUP BY person_id ORDER BY person_id"
NOON = "'2026-11-17T12:00:00.000000Z'"
BOOKED = (
    "INSERT INTO bookings (id, person_id, session_id, state, created_at, booked_at, attended_at)"
    " VALUES ($1, $2, $3, 'booked', $4, $4, $4) ON CONFLICT DO NOTHING"
)
BOOKING = ("person", "session")
ACTS = (
    *(
        (f"UPDATE bookings SET {change} WHERE person_id = $1 AND session_id = $2", BOOKING)
        for change in (
            f"joined_at = {NOON}",
            "joined_at = NULL",
            f"attended_at = {NOON}, missed_at = NULL",
            f"missed_at = {NOON}, attended_at = NULL",
            "missed_at = NULL, attended_at = NULL",
            "state = 'cancelled'",
            "state = 'booked'",
        )
    ),
    ("DELETE FROM bookings WHERE person_id = $1 AND session_id = $2", BOOKING),
    (BOOKED, ("id", *BOOKING, "at")),
    ("UPDATE sessions SET starts_at = $1, ends_at = $2 WHERE id = $3", ("at", "end", "session")),
    (f"UPDATE sessions SET cancelled_at = {NOON} WHERE id = $1", ("session",)),
    ("UPDATE sessions SET cancelled_at = NULL WHERE id = $1", ("session",)),
    (f"UPDATE people SET uncounted_at = {NOON} WHERE id = $1", ("person",)),
    ("UPDATE people SET uncounted_at = NULL WHERE id = $1", ("person",)),
)
"""Each with what stands for its parameters."""
TRIGGERS = {
    "first_visit_booked": "bookings",
    "first_visit_marked": "bookings",
    "first_visit_deleted": "bookings",
    "first_visit_moved": "sessions",
}


@dataclass(frozen=True, slots=True)
class Past:
    people: tuple[str, ...]
    sessions: tuple[str, ...]


@pytest.fixture
async def past(house: House) -> Past:
    """Six people, each booked on five sessions, to all of which they came."""
    async with house.database.transaction() as tx:
        crowd = await gather(tx, house.council, 6, MONDAY)
        sessions = tuple([await hold(tx, MONDAY + timedelta(days=day)) for day in range(5)])
        for session in sessions:
            await attend(tx, crowd, crowd.ids, session, MONDAY)
    return Past(crowd.ids, sessions)


async def pairs(tx: Transaction, sql: str) -> list[tuple[str, str]]:
    return [(row["person_id"], row["came_at"]) for row in await tx.all(sql)]


async def act(tx: Transaction, past: Past, chance: Random, number: int) -> None:
    at = MONDAY + timedelta(hours=chance.randrange(-200, 200))
    values = {
        "person": chance.choice(past.people),
        "session": chance.choice(past.sessions),
        "id": f"fresh{number}",
        "at": to_text(at),
        "end": to_text(at + timedelta(minutes=10)),
    }
    sql, wanted = chance.choice(ACTS)
    await tx.run(sql, *[values[one] for one in wanted])


async def first_difference(tx: Transaction, past: Past, seed: int, acts: int = 400) -> int | None:
    """After how many random acts what is said is not true; now and then the unknown ones are worked out."""
    chance = Random(seed)
    for number in range(acts):
        await act(tx, past, chance, number)
        if chance.random() < 0.3:
            await first_visits.work_out(tx, "", 10)
        if await pairs(tx, SAID) != await pairs(tx, TRUE):
            return number
    return None


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_said_is_true_whatever_is_changed(house: House, past: Past, seed: int) -> None:
    async with house.database.transaction() as tx:
        assert await first_difference(tx, past, seed) is None


@pytest.mark.parametrize("trigger", TRIGGERS)
async def test_control_without_one_of_the_triggers_it_is_soon_untrue(house: House, past: Past, trigger: str) -> None:
    async with house.database.transaction() as tx:
        on = f" ON {TRIGGERS[trigger]}" if house.database.dialect == "postgresql" else ""
        await tx.run(f"DROP TRIGGER {trigger}{on}")
        if trigger == "first_visit_booked":
            await tx.run("DELETE FROM first_visits")
            await tx.run("DELETE FROM bookings")
        assert await first_difference(tx, past, 1) is not None


async def unknown(database: Database) -> int:
    async with database.reading() as reading:
        row = await reading.one("SELECT COUNT(*) AS n FROM first_visits WHERE came_at IS NULL")
    return int(row["n"]) if row else 0


async def test_a_night_leaves_nobody_unknown_who_came(
    house: House, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four at a time here, so that there is more than one transaction."""
    monkeypatch.setattr(upkeep, "TOGETHER", 4)
    assert await unknown(house.database) == len(past.people)
    await upkeep.work_out_first_visits(house.database)
    assert await unknown(house.database) == 0
    async with house.database.transaction() as tx:
        assert await pairs(tx, SAID) == await pairs(tx, TRUE) != []


async def test_whoever_comes_again_stays_known(house: House, past: Past) -> None:
    """Or every night would have everybody to look up."""
    await upkeep.work_out_first_visits(house.database)
    async with house.database.transaction() as tx:
        await tx.run("UPDATE bookings SET attended_at = $2 WHERE session_id = $1", past.sessions[4], to_text(MONDAY))
    assert await unknown(house.database) == 0


async def test_whose_bookings_are_all_over_is_not_kept(house: House, past: Past) -> None:
    await upkeep.work_out_first_visits(house.database)
    await upkeep.prune(house.database, MONDAY + timedelta(days=800))
    async with house.database.reading() as reading:
        assert await reading.all("SELECT person_id FROM first_visits") == []


LATER = "'2026-11-18T09:00:00.000000Z'"
CHANGES = (
    f"UPDATE sessions SET starts_at = {LATER}, ends_at = '2026-11-18T09:10:00.000000Z' WHERE id = $1",
    f"UPDATE sessions SET cancelled_at = {LATER} WHERE id = $1",
    "DELETE FROM bookings WHERE session_id = $1",
    f"UPDATE bookings SET joined_at = NULL, missed_at = {LATER} WHERE session_id = $1",
)
"""Of the session at which everybody was first."""
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def is_true(database: Database) -> bool:
    async with database.transaction() as tx:
        return await pairs(tx, SAID) == await pairs(tx, TRUE)


async def worked_out_before_it_is_committed(house: House, past: Past, change: str) -> bool:
    async with house.database.transaction() as changing:
        await changing.run(change, past.sessions[0])
        await upkeep.work_out_first_visits(house.database)
    return await is_true(house.database)


@only_postgresql
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_not_committed_yet_is_neither_waited_for_nor_missed(
    house: House, past: Past, change: str
) -> None:
    assert await worked_out_before_it_is_committed(house, past, change)


@only_postgresql
async def test_control_if_a_move_did_not_hold_unknown_rows_it_would_be_missed(house: House, past: Past) -> None:
    async with house.database.transaction() as tx:
        found = await tx.one("SELECT pg_get_functiondef(CAST('first_visit_may_be_moved' AS REGPROC)) AS text")
        assert found
        await tx.run(found["text"].replace("came_at IS NULL OR ", ""))
    assert not await worked_out_before_it_is_committed(house, past, CHANGES[0])


@only_postgresql
@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_changed_while_it_is_worked_out_is_unknown_again(house: House, past: Past, change: str) -> None:
    async with house.database.transaction() as working:
        await first_visits.work_out(working, "", 10)
        changing = asyncio.create_task(changed(house, past, change))
        await until_somebody_waits(house.database)
    await changing
    assert await is_true(house.database)


async def changed(house: House, past: Past, change: str) -> None:
    async with house.database.transaction() as tx:
        await tx.run(change, past.sessions[0])


async def until_somebody_waits(database: Database) -> None:
    waits = "SELECT 1 AS found FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    async with asyncio.timeout(10):
        while True:
            async with database.reading() as reading:
                if await reading.one(waits):
                    return
            await asyncio.sleep(0.01)  # the server has no signal for it


async def test_it_goes_with_the_person(house: House, past: Past) -> None:
    async with house.database.transaction() as tx:
        await tx.run("DELETE FROM bookings WHERE person_id = $1", past.people[0])
        await tx.run("DELETE FROM people WHERE id = $1", past.people[0])
        assert past.people[0] not in {row["person_id"] for row in await tx.all("SELECT person_id FROM first_visits")}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whoever_came_before_the_table_was_there_is_in_it(database_url: str) -> None:
    async with opened(database_url) as database:
        await migrate(database, NOW, known=[one for one in all_migrations() if one.version < 12])
        house = await House.furnished(database)
        async with database.transaction() as tx:
            crowd = await gather(tx, house.council, 2, MONDAY)
            await attend(tx, crowd, crowd.ids, await hold(tx, MONDAY), MONDAY)
        await migrate(database, NOW)
        async with database.transaction() as tx:
            assert [who for who, _ in await pairs(tx, SAID)] == sorted(crowd.ids)
