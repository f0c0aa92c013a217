"""Migrations: their result is schema.sql on both engines, applied once, never over a newer record."""

from collections.abc import Sequence
from importlib.resources import files

import pytest

from programme.store.engine import Database, StoreUnusable, opened
from programme.store.migrate import all_migrations, migrate, statements
from tests.programme.cast import NOW

CATALOGUE = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name <> 'migrations' ORDER BY type, name",
    "postgresql": "SELECT 'column' AS type, table_name || '.' || column_name AS name,"
    " data_type || is_nullable || COALESCE(column_default, '') AS sql FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name <> 'migrations'"
    " UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'migrations'"
    " UNION ALL SELECT 'constraint', conrelid::regclass || conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    " AND conrelid::regclass::text <> 'migrations'"
    " UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    " UNION ALL SELECT 'function', proname, prosrc FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2, 3",
}


async def described(database: Database) -> Sequence[tuple[str, str, str]]:
    async with database.reading() as reading:
        rows = await reading.all(CATALOGUE[database.dialect])
    return sorted((row["type"], row["name"], on_one_line(row["sql"] or "")) for row in rows)


def on_one_line(sql: str) -> str:
    """SQLite keeps a table's text as it was typed, and puts added columns behind it in a way of its own."""
    return " ".join(sql.replace(",", " , ").replace(")", " ) ").split())


async def empty(database: Database) -> None:
    async with database.transaction() as tx:
        if database.dialect == "postgresql":
            await tx.run("DROP SCHEMA public CASCADE")
            await tx.run("CREATE SCHEMA public")
            return
        await tx.run("PRAGMA defer_foreign_keys = ON")
        for row in await tx.all("SELECT name FROM sqlite_master WHERE type = 'view'"):
            await tx.run(f"DROP VIEW {row['name']}")
        rows = await tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")
        for row in reversed(rows):
            await tx.run(f"DROP TABLE {row['name']}")


async def test_all_migrations_together_make_schema_sql(database: Database) -> None:
    migrated = await described(database)
    await empty(database)
    text = files("programme.store").joinpath("schema.sql").read_text("utf-8")
    async with database.transaction() as tx:
        for statement in statements(text, database.dialect):
            await tx.run(statement)
    assert len(migrated) > 50
    assert await described(database) == migrated


async def test_migrating_again_does_nothing(database: Database) -> None:
    assert await migrate(database, NOW) == ()


async def test_a_record_of_a_newer_program_is_refused(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.run("INSERT INTO migrations (version, name, applied_at) VALUES (9999, 'later', '')")
    with pytest.raises(StoreUnusable, match="newer than this program"):
        await migrate(database, NOW)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_record_outlives_the_process(database_url: str) -> None:
    async with opened(database_url) as database:
        assert await migrate(database, NOW) == all_migrations()
    async with opened(database_url) as database:
        assert await migrate(database, NOW) == ()


def test_a_trigger_is_one_statement_and_others_engines_are_left_out() -> None:
    text = files("programme.store").joinpath("schema.sql").read_text("utf-8")
    sqlite, postgresql = list(statements(text, "sqlite")), list(statements(text, "postgresql"))
    assert [one for one in sqlite if "FUNCTION" in one] == []
    assert [one for one in postgresql if "RAISE(ABORT" in one] == []
    assert sum("CREATE TRIGGER" in one for one in sqlite) == 6
    assert sum("CREATE OR REPLACE TRIGGER" in one for one in postgresql) == 5


def test_a_statement_that_does_not_end_is_not_lost_in_silence() -> None:
    with pytest.raises(ValueError, match="does not end"):
        list(statements("CREATE TRIGGER t BEFORE UPDATE ON a EXECUTE FUNCTION f();", "postgresql"))
