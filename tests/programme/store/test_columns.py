"""Every column has one rule for export, erasure and keeping."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from programme.store.engine import Database

PERIODS: dict[str, str]
COLUMNS: dict[str, dict[str, dict[str, Any]]]
_rules = tomllib.loads(files("programme.store").joinpath("columns.toml").read_text("utf-8"))
PERIODS, COLUMNS = _rules["periods"], _rules["columns"]
RULED = {(table, column) for table, columns in COLUMNS.items() for column in columns}
LEDGER = "migrations"
"""Which migrations were applied; nobody's data."""


async def nullable_by_column(database: Database) -> dict[tuple[str, str], bool]:
    if database.dialect == "sqlite":
        sql = (
            'SELECT t.name AS "table", c.name AS "column", c."notnull" = 0 AND c.pk = 0 AS nullable'
            " FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
        )
    else:
        sql = (
            'SELECT table_name AS "table", column_name AS "column", is_nullable = \'YES\' AS nullable'
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name NOT IN (SELECT viewname FROM pg_views WHERE schemaname = 'public')"
        )
    async with database.reading() as reading:
        rows = await reading.all(sql)
    return {(row["table"], row["column"]): bool(row["nullable"]) for row in rows if row["table"] != LEDGER}


async def test_every_column_has_a_rule_and_every_rule_a_column(database: Database) -> None:
    assert set(await nullable_by_column(database)) == RULED


async def test_only_what_may_be_empty_is_emptied(database: Database) -> None:
    nullable = await nullable_by_column(database)
    emptied = [key for key in RULED if COLUMNS[key[0]][key[1]]["erase"] == "null"]
    assert emptied
    assert all(nullable[key] for key in emptied)


async def test_control_a_column_without_a_rule_is_found(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.run("ALTER TABLE people ADD COLUMN nickname TEXT")
    assert set(await nullable_by_column(database)) - RULED == {("people", "nickname")}


@pytest.mark.parametrize(("table", "column"), sorted(RULED))
def test_a_rule_says_all_three(table: str, column: str) -> None:
    rule = COLUMNS[table][column]
    assert set(rule) == {"export", "erase", "keep"}
    assert isinstance(rule["export"], bool)
    assert rule["erase"] in {"delete", "null", "keep"}
    assert rule["keep"] in PERIODS


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_a_row_is_deleted_whole_or_not_at_all(table: str) -> None:
    erased = {rule["erase"] for rule in COLUMNS[table].values()}
    assert erased == {"delete"} or "delete" not in erased
