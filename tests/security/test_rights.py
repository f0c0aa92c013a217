"""Everything about a person is handed over and erased by the rules, and nothing of anybody else's."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import asyncpg
import pytest
from markupsafe import escape

from content import my_data
from content.my_data import as_json, as_page
from content.my_data_words import HEADINGS, IN_JSON, TABLES, called, said
from content.words import Words
from programme import rights, upkeep
from programme.erasures import Ledger
from programme.errors import NotFound
from programme.model import PersonalData, Portion
from programme.notices import KINDS
from programme.store.engine import Database, StoreUnavailable
from programme.store.rights import NAMED
from programme.store.rules import about_somebody, tables
from tests.content.cast import ZONE
from tests.programme.cast import NOW
from tests.security.canaries import AMIRA, BEN, TYPED, Planted, found_in

FOR_PROGRAMS = {"drafts", "inbox", "notices"}
"""Tables whose canary stands where only a program can use it."""
ABOUT = {"person_id", "contact_id", "chat_id", "instructor_id", "actor"}


async def data_of(database: Database, one: Planted) -> PersonalData:
    async with database.reading() as reading:
        return await rights.data(reading, await rights.subject(reading, one.person), NOW)


async def erase(database: Database, one: Planted, ledger: Ledger | None) -> None:
    async with database.transaction() as tx:
        await rights.erase(tx, await rights.subject(tx, one.person), "test", NOW, ledger)


async def columns_of(database: Database) -> dict[str, set[str]]:
    """Each table's columns as the database has them."""
    sql = {
        "sqlite": 'SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t'
        " JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
        "postgresql": 'SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns'
        " WHERE table_schema = 'public'"
        " AND table_name NOT IN (SELECT viewname FROM pg_views WHERE schemaname = 'public')",
    }
    found: dict[str, set[str]] = {}
    async with database.reading() as reading:
        for row in await reading.all(sql[database.dialect]):
            found.setdefault(row["table"], set()).add(row["column"])
    return found


async def test_every_table_that_names_somebody_says_whom(database: Database) -> None:
    named = {table for table, columns in (await columns_of(database)).items() if columns & ABOUT}
    assert named <= {table.name for table in about_somebody()}


def test_what_is_erased_or_exported_belongs_to_somebody() -> None:
    assert all(table.whose for table in tables() if table.erase != "keep" or table.exported)


def test_every_table_about_somebody_has_words_for_them() -> None:
    assert {table.name for table in about_somebody()} == set(TABLES)


async def test_everything_about_a_person_is_handed_over(planted: Database) -> None:
    data = await data_of(planted, AMIRA)
    assert {portion.table for portion in data.portions} == {table.name for table in about_somebody()}
    page = as_page(Words(), data, "Active Essex", ZONE)
    assert all(AMIRA.of(table) in as_json(data) for table in TYPED)
    assert all(AMIRA.of(table) in page for table in TYPED if table not in FOR_PROGRAMS)
    for text in (as_json(data), page):
        assert str(AMIRA.chat) in text
        assert AMIRA.person in text


def test_every_exported_column_has_words_for_it() -> None:
    for table in about_somebody():
        columns = (*table.exported, *(name for column in table.exported for name, _ in NAMED.get(column, ())))
        missing = [
            one for one in columns if not (called(HEADINGS, table.name, one) or called(IN_JSON, table.name, one))
        ]
        assert missing == [], table.name


def test_every_sort_of_message_has_words_for_them() -> None:
    assert set(said("notices", "kind")) == set(KINDS)


@pytest.mark.parametrize("is_there", [True, False])
async def test_every_value_is_on_the_page_or_named_as_being_in_the_file(
    planted: Database, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    """Without what is named as being in the file, values are missing: they would show."""
    data = await data_of(planted, AMIRA)
    if not is_there:
        monkeypatch.setattr(my_data, "IN_JSON", {})
    page = as_page(Words(), data, "Active Essex", ZONE)
    missing = [
        (portion.table, column, value)
        for portion in data.portions for row in portion.rows for column, value in zip(portion.columns, row, strict=True)
        if my_data.is_filled(value) and not says(page, portion, column, value)
    ]  # fmt: skip
    assert (missing == []) is is_there


def says(page: str, portion: Portion, column: str, value: str | int | None) -> bool:
    section = page.partition(f"<h2>{TABLES[portion.table]}</h2>")[2].partition("<h2>")[0]
    left = called(IN_JSON, portion.table, column)
    if left:
        return left in section.partition("Only in the JSON file: ")[2]
    cell = my_data.cell(Words(), portion.table, column, value, ZONE)
    heading = escape(called(HEADINGS, portion.table, column))
    return bool(cell) and f"<td>{escape(cell)}</td>" in section and f"<th>{heading}</th>" in section


async def test_the_page_is_in_words(planted: Database) -> None:
    """Nothing of how the record is built: no stamps in UTC, no names of columns, no JSON, no empty columns."""
    page = as_page(Words(), await data_of(planted, AMIRA), "Active Essex", ZONE)
    assert "Tue 24 Nov 2026, 12:30" in page
    assert "Times are UK time" in page
    assert not re.search(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}Z|\[\[|&#34;|<th>[a-z]|_at|wave|queue no", page)
    bookings = page.partition("<h2>Your bookings</h2>")[2].partition("<h2>")[0]
    assert "Cancelled" not in bookings


async def test_nothing_of_anybody_else_is_handed_over(planted: Database) -> None:
    text = as_json(await data_of(planted, AMIRA))
    assert not [mark for mark in (BEN.name, BEN.person, str(BEN.chat)) if mark in text]


async def test_every_exported_column_is_there(planted: Database) -> None:
    exported = {table.name: set(table.exported) for table in about_somebody()}
    found = json.loads(as_json(await data_of(planted, AMIRA)))["data"]
    for table, columns in exported.items():
        assert columns <= set(found[table][0]), table


async def test_ids_are_said_in_words_too(planted: Database) -> None:
    (booking,) = json.loads(as_json(await data_of(planted, AMIRA)))["data"]["bookings"]
    assert (booking["session_title"], booking["employer_name"]) == ("Once", "Work")


async def test_nobody_of_that_number_is_said(planted: Database) -> None:
    async with planted.reading() as reading:
        with pytest.raises(NotFound):
            await rights.subject(reading, "neverexisted")


async def rows_about(database: Database, one: Planted) -> dict[str, int]:
    async with database.reading() as reading:
        who = rights.Subject(one.person, one.chat)
        found = await rights.data(reading, who, NOW)
    return {portion.table: len(portion.rows) for portion in found.portions}


async def test_erasing_takes_every_row_and_leaves_everybody_elses(planted: Database, ledger: Ledger) -> None:
    others = await rows_about(planted, BEN)
    await erase(planted, AMIRA, ledger)
    assert set(await rows_about(planted, AMIRA)) == {"audit"}
    assert await rows_about(planted, BEN) == others


async def test_an_erased_instructors_sessions_stay_without_them(planted: Database, ledger: Ledger) -> None:
    await erase(planted, AMIRA, ledger)
    async with planted.reading() as reading:
        row = await reading.one("SELECT title, instructor_id FROM sessions WHERE id = 'amirasession'")
    assert row is not None
    assert (row["title"], row["instructor_id"]) == ("Once", None)


async def test_without_a_ledger_nobody_is_erased(planted: Database, tmp_path: Path) -> None:
    before = await rows_about(planted, AMIRA)
    (tmp_path / "beside").mkdir(mode=0o700)
    (tmp_path / "beside" / "a-folder").mkdir()
    for ledger in (None, Ledger(tmp_path / "beside" / "a-folder")):
        with pytest.raises(StoreUnavailable):
            await erase(planted, AMIRA, ledger)
    assert await rows_about(planted, AMIRA) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_byte_is_left_in_sqlites_files(planted: Database, ledger: Ledger, tmp_path: Path) -> None:
    assert found_in(tmp_path, AMIRA.marks) == set(AMIRA.marks)
    await erase(planted, AMIRA, ledger)
    await planted.scrub()
    assert found_in(tmp_path, AMIRA.marks) == set()
    assert found_in(tmp_path, BEN.marks) == set(BEN.marks)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_most_is_gone_before_the_nightly_rewriting(planted: Database, ledger: Ledger, tmp_path: Path) -> None:
    """`secure_delete` empties what is deleted at once."""
    await erase(planted, AMIRA, ledger)
    assert found_in(tmp_path, AMIRA.marks) == set()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_no_byte_is_left_in_postgresqls_tables(planted: Database, database_url: str, ledger: Ledger) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        oid = await connection.fetchval("SELECT oid FROM pg_database WHERE datname = current_database()")
        folder = Path(await connection.fetchval("SHOW data_directory"), "base", str(oid))
        words = tuple(mark for mark in AMIRA.marks if mark.isascii())
        await connection.execute("CHECKPOINT")
        assert found_in(folder, words) == set(words)
        await erase(planted, AMIRA, ledger)
        await planted.scrub()
        await connection.execute("CHECKPOINT")
        assert found_in(folder, words) == set()
    finally:
        await connection.close()


async def test_the_ledger_names_nobody_and_is_private(planted: Database, ledger: Ledger) -> None:
    await erase(planted, AMIRA, ledger)
    content = ledger.path.read_bytes()
    assert content.count(b"\n") == 2
    assert not [mark for mark in (*AMIRA.marks, AMIRA.person.encode()) if mark in content]
    assert ledger.path.stat().st_mode & 0o777 == 0o600


# retention


async def test_who_left_is_erased_after_thirty_days(planted: Database, ledger: Ledger) -> None:
    async with planted.transaction() as tx:
        await tx.run("UPDATE consents SET withdrawn_at = $1 WHERE id = 'amira-consents'", "2026-11-23T09:00:00.000000Z")
        await tx.run("UPDATE roles SET revoked_at = $1 WHERE id = 'amira-roles'", "2026-11-23T09:00:00.000000Z")
    await upkeep.prune(planted, NOW + timedelta(days=30), ledger)
    assert "people" in await rows_about(planted, AMIRA)
    await upkeep.prune(planted, NOW + timedelta(days=31), ledger)
    assert set(await rows_about(planted, AMIRA)) == {"audit"}
    assert "people" in await rows_about(planted, BEN)


async def test_who_is_silent_for_thirteen_months_is_erased(planted: Database, ledger: Ledger) -> None:
    async with planted.transaction() as tx:
        await tx.run("DELETE FROM contacts WHERE channel = 'email'")
        await tx.run("UPDATE contacts SET unreachable_at = $1 WHERE id = 'amira1'", "2026-11-23T09:00:00.000000Z")
    await upkeep.prune(planted, NOW + timedelta(days=397), ledger)
    assert set(await rows_about(planted, AMIRA)) == {"audit"}
    assert "people" in await rows_about(planted, BEN)


async def test_bookings_and_minutes_go_after_thirteen_months(planted: Database, ledger: Ledger) -> None:
    await upkeep.prune(planted, NOW + timedelta(days=396), ledger)
    assert {"bookings", "minutes"} <= set(await rows_about(planted, AMIRA))
    await upkeep.prune(planted, NOW + timedelta(days=399), ledger)
    kept = set(await rows_about(planted, AMIRA))
    assert not kept & {"bookings", "minutes", "inbox", "drafts", "shown", "code_attempts"}
    assert "people" in kept


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"href", "src"}]


async def test_the_page_asks_for_nothing_and_runs_nothing(planted: Database) -> None:
    async with planted.transaction() as tx:
        hostile = '<script>alert(1)</script><a href="https://evil.example">x</a>\u202e'
        await tx.run("UPDATE people SET display_name = $1 WHERE id = $2", hostile, AMIRA.person)
    page = as_page(Words(), await data_of(planted, AMIRA), "<b>Active</b> Essex", ZONE)
    tags = Tags()
    tags.feed(page)
    assert tags.seen <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th", "td"}
    assert "\u202e" not in page
