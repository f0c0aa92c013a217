"""The rules of `columns.toml`: for every table, whose its rows are, what is exported and what erasing does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

OF_PERSON = {
    "id": "id = $1",
    "person_id": "person_id = $1",
    "instructor_id": "instructor_id = $1",
    "actor": "(actor = $1 OR subject = $1)",
    "contact_id": "contact_id IN (SELECT id FROM contacts WHERE person_id = $1)",
}
"""Which rows are about a person, by the column that says so."""
OF_CHAT = {"chat_id": "chat_id = $1"}
ORDER = ("chat_id", "contact_id", "instructor_id", "actor", "person_id", "id")
"""Rows that are found through others come first, so that those are still there."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one table."""

    name: str
    whose: str
    """The column that says about whom a row is; empty: about nobody."""
    exported: tuple[str, ...]
    erase: str
    """delete (the rows go), null (they stay without *emptied*) or keep."""
    emptied: tuple[str, ...] = ()

    @property
    def by_chat(self) -> bool:
        return self.whose in OF_CHAT

    @property
    def condition(self) -> str:
        """SQL; $1 is the chat's number where `by_chat`, else the person's id."""
        return OF_CHAT.get(self.whose) or OF_PERSON[self.whose]


@cache
def tables() -> tuple[Table, ...]:
    """Every table, in the order in which a person is erased from them."""
    read = tomllib.loads(files("programme.store").joinpath("columns.toml").read_text("utf-8"))
    whose = read["whose"]
    found = [table_of(name, whose.get(name, ""), columns) for name, columns in read["columns"].items()]
    return tuple(sorted(found, key=turn))


def table_of(name: str, whose: str, columns: dict[str, dict[str, object]]) -> Table:
    rules = {column: str(rule["erase"]) for column, rule in columns.items()}
    exported = tuple(column for column, rule in columns.items() if rule["export"])
    emptied = tuple(column for column, erase in rules.items() if erase == "null")
    erase = "delete" if "delete" in rules.values() else "null" if emptied else "keep"
    return Table(name, whose, exported, erase, emptied)


def turn(table: Table) -> tuple[int, bool]:
    return (ORDER.index(table.whose) if table.whose else len(ORDER)), table.name == "contacts"


def about_somebody() -> tuple[Table, ...]:
    return tuple(table for table in tables() if table.whose)
