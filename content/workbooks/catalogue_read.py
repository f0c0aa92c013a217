"""The team's workbook, read back: rows by their headings, or what is wrong with the file. Never a formula's result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from content.workbooks.catalogue import HOW_TO, MADE_FROM
from content.workbooks.opening import opened
from programme.errors import Unusable
from programme.model import Sheet, SheetProblem, SheetRow, Topic, WorkbookRead
from programme.model.catalogue import MOST_ROWS, NO, YES, Column, columns

MOST_SCANNED = 1_000
"""Rows that are looked at on each sheet, empty ones included."""
MOST_COLUMNS = 60
MOST_LETTERS = 2_000
"""No cell may have as many; what such a one says is not even looked at."""
MOST_PROBLEMS = 500
FORMULA, ERROR = "f", "e"


def read(content: bytes, topics: tuple[Topic, ...]) -> WorkbookRead:
    """What the workbook says; whether it may be so is for `programme.catalogue.rules`."""
    try:
        with opened(content) as book:
            return read_book(book, topics)
    except Unusable as refusal:
        return WorkbookRead(problems=(SheetProblem(refusal.problem),))


def read_book(book: Any, topics: tuple[Topic, ...]) -> WorkbookRead:
    pages = {name.strip().casefold(): name for name in book.sheetnames}
    rows: list[SheetRow] = []
    problems: list[SheetProblem] = []
    for sheet in Sheet:
        if sheet.casefold() not in pages:
            problems.append(SheetProblem("sheet_missing", sheet))
            continue
        good, bad = read_sheet(book[pages[sheet.casefold()]], sheet, columns(sheet, topics))
        rows += good
        problems += bad
    how_to = pages.get(HOW_TO.casefold())
    return WorkbookRead(tuple(rows), tuple(problems[:MOST_PROBLEMS]), made_from(book[how_to]) if how_to else None)


def read_sheet(page: Any, sheet: Sheet, listed: tuple[Column, ...]) -> tuple[list[SheetRow], list[SheetProblem]]:
    if not hasattr(page, "iter_rows"):
        return [], [SheetProblem("sheet_missing", sheet)]
    lines = page.iter_rows(max_row=MOST_SCANNED + 2, max_col=MOST_COLUMNS)
    headings, problems = read_headings(next(lines, ()), sheet, listed)
    if problems:
        return [], problems
    rows: list[SheetRow] = []
    for number, cells in enumerate(lines, start=2):
        row, bad = read_row(cells, headings, sheet, number)
        if row.cells or bad:
            rows.append(row)
            problems += bad
        if len(rows) > MOST_ROWS[sheet] or (number > MOST_SCANNED and row.cells):
            limit = (("limit", str(MOST_ROWS[sheet])),)
            return [], [SheetProblem("too_many_rows", sheet, details=limit)]
    return rows, problems


def read_headings(
    cells: Sequence[Any], sheet: Sheet, listed: tuple[Column, ...]
) -> tuple[dict[int, Column], list[SheetProblem]]:
    """Which column stands where, by its heading; in any order."""
    known = {folded(column.heading): column for column in listed}
    found: dict[int, Column] = {}
    problems = []
    for place, cell in enumerate(cells):
        said = str(cell.value)[:MOST_LETTERS] if cell.value is not None else ""
        column = known.get(folded(said))
        if column and column not in found.values():
            found[place] = column
        elif said.strip():
            problems.append(SheetProblem("column_twice" if column else "column_unknown", sheet, 1, said[:60]))
    missing = [column for column in listed if column not in found.values()]
    return found, [*problems, *(SheetProblem("column_missing", sheet, 1, one.heading) for one in missing)]


def folded(heading: str) -> str:
    return " ".join(heading.casefold().split())


def read_row(
    cells: Sequence[Any], headings: dict[int, Column], sheet: Sheet, number: int
) -> tuple[SheetRow, list[SheetProblem]]:
    said, problems = [], []
    for place, column in headings.items():
        cell = cells[place] if place < len(cells) else None
        reason, text = read_cell(cell)
        if reason:
            problems.append(SheetProblem(reason, sheet, number, column.heading))
        elif len(text) > MOST_LETTERS:
            details = (("limit", str(column.limit)), ("length", str(len(text))))
            problems.append(SheetProblem("too_long", sheet, number, column.heading, details))
        elif text:
            said.append((column.key, text))
    return SheetRow(sheet, number, tuple(said)), problems


def read_cell(cell: Any) -> tuple[str, str]:
    """Why the cell cannot be read, or its text."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", ""
    if cell.data_type == FORMULA:
        return "formula", ""
    if cell.data_type == ERROR:
        return "error_value", ""
    if isinstance(value, bool):
        return "", YES if value else NO
    if isinstance(value, datetime | date | time | timedelta):
        return "date", ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "", str(value).strip()


def made_from(page: Any) -> int | None:
    """The version that `content.workbooks.catalogue` wrote down; None where it was taken out."""
    for cells in islice(rows_of(page), 60):
        if len(cells) > 1 and cells[0].value == MADE_FROM and isinstance(cells[1].value, int | float):
            return int(cells[1].value)
    return None


def rows_of(page: Any) -> Iterator[Sequence[Any]]:
    yield from page.iter_rows(max_row=60, max_col=2) if hasattr(page, "iter_rows") else ()
