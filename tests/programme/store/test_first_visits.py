"""First visits: whatever is changed about who came where and when, the database says at once who came first when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from programme.store import first_visits
from programme.store.engine import Transaction, opened
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
            await first_visits.work_out(tx)
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


async def test_working_out_leaves_nobody_unknown_who_came(house: House, past: Past) -> None:
    async with house.database.transaction() as tx:
        assert await first_visits.work_out(tx) == len(past.people)
        assert await first_visits.work_out(tx) == 0
        assert await pairs(tx, SAID) == await pairs(tx, TRUE)


async def test_whoever_comes_again_stays_known(house: House, past: Past) -> None:
    """Or every week would have everybody to look up."""
    async with house.database.transaction() as tx:
        await first_visits.work_out(tx)
        await tx.run("UPDATE bookings SET attended_at = $2 WHERE session_id = $1", past.sessions[4], to_text(MONDAY))
        assert await first_visits.work_out(tx) == 0


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
