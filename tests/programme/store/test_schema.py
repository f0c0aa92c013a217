"""The database has the last word: what the record must never hold, it refuses."""

import sqlite3

import asyncpg
import pytest

from programme.store.engine import Database
from tests.programme.cast import AMIRA, House

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)
APPEND_ONLY = (sqlite3.IntegrityError, asyncpg.RaiseError)
AT = "2026-11-23T09:00:00.000000Z"

BROKEN = {
    "a second booking for the same session": "INSERT INTO bookings (id, session_id, person_id, state, created_at)"
    " SELECT 'x', session_id, person_id, 'booked', created_at FROM bookings",
    "a booking in no known state": "UPDATE bookings SET state = 'lost'",
    "waiting without a number": "UPDATE bookings SET state = 'waiting'",
    "booked with a number": "UPDATE bookings SET queue_no = 1",
    "an offer without an end": "UPDATE bookings SET state = 'offered', queue_no = 1",
    "a session that ends before it starts": "UPDATE sessions SET ends_at = starts_at",
    "a session with no places": "UPDATE sessions SET places = 0",
    "a session for nobody knows whom": "UPDATE sessions SET audience = 'some'",
    "a session of an unknown kind": "UPDATE sessions SET kind = 'parkour'",
    "two workplaces at once": "INSERT INTO memberships (id, person_id, employer_id, started_at)"
    " SELECT 'x', person_id, employer_id, started_at FROM memberships",
    "the same role twice": "INSERT INTO roles (id, person_id, role, granted_at)"
    " SELECT 'x', person_id, role, granted_at FROM roles",
    "HR of no workplace": "UPDATE roles SET role = 'hr'",
    "one consent twice": "INSERT INTO consents (id, person_id, purpose, version, given_at)"
    " SELECT 'x', person_id, purpose, version, given_at FROM consents",
    "a chat that is two people": "INSERT INTO contacts (id, person_id, channel, chat_id, created_at)"
    " SELECT 'x', person_id, channel, chat_id, created_at FROM contacts",
    "a contact on no channel": "UPDATE contacts SET chat_id = NULL",
    "an invitation used too often": "UPDATE invitations SET uses_allowed = 1, uses = 2",
    "an employee's invitation to nowhere": "UPDATE invitations SET employer_id = NULL",
    "a workplace without anybody": "UPDATE employers SET headcount = 0",
    "two open workplaces of one name": "INSERT INTO employers (id, name, name_key, headcount, created_at)"
    " SELECT 'x', name, name_key, headcount, created_at FROM employers WHERE name LIKE 'E%'",
    "a reminder of seven minutes": "UPDATE people SET reminder_minutes = 7",
    "a notice in no lane": "UPDATE notices SET lane = 'fast'",
    "a notice to nobody": "UPDATE notices SET contact_id = 'neverexisted'",
    "a person who is gone and still booked": "DELETE FROM sessions",
}


@pytest.fixture
async def filled(house: House) -> Database:
    await house.join(AMIRA)
    await house.book(AMIRA, await house.add())
    return house.database


@pytest.mark.parametrize("what", sorted(BROKEN))
async def test_the_record_cannot_hold(filled: Database, what: str) -> None:
    with pytest.raises(REFUSED):
        async with filled.transaction() as tx:
            await tx.run(BROKEN[what])


@pytest.mark.parametrize("sql", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"])
async def test_the_audit_is_append_only(filled: Database, sql: str) -> None:
    with pytest.raises(APPEND_ONLY, match="append-only"):
        async with filled.transaction() as tx:
            await tx.run(sql)


async def test_the_audit_names_nobody(house: House) -> None:
    await house.join(AMIRA)
    await house.add(title="Menopause and work")
    async with house.database.reading() as reading:
        rows = await reading.all("SELECT actor, action, subject, details FROM audit")
    written = " ".join(str(row[column]) for row in rows for column in ("actor", "action", "subject", "details"))
    assert "session added" in written
    assert not [word for word in ("Essex", "Menopause", str(AMIRA)) if word in written]


async def test_erasing_a_person_takes_everything_of_theirs(filled: Database) -> None:
    async with filled.transaction() as tx:
        await tx.run("DELETE FROM people")
        for table in ("contacts", "memberships", "roles", "consents", "bookings", "notices"):
            assert await tx.one(f"SELECT 1 AS found FROM {table}") is None


async def change_two(database: Database, first: str, second: str) -> None:
    async with database.transaction() as tx:
        await tx.run(first)
        await tx.run(second)


async def test_a_refused_statement_leaves_nothing_of_its_transaction(filled: Database) -> None:
    with pytest.raises(REFUSED):
        await change_two(filled, "UPDATE people SET language = 'cy'", BROKEN["a reminder of seven minutes"])
    async with filled.reading() as reading:
        row = await reading.one("SELECT language FROM people")
    assert row is not None
    assert row["language"] == "en"
