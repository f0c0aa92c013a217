"""The team's workbook as they edit it: opened, a cell or a row changed, and saved, by openpyxl as by a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from content import built_in
from content.words import Words
from content.workbooks.catalogue import workbook
from content.workbooks.catalogue_read import read
from programme.catalogue.body import rows
from programme.catalogue.proposing import examined
from programme.catalogue.rules import Checked
from programme.model import Catalogue

CAME = built_in.catalogue()
Edit = Callable[[Workbook], object]


def made(catalogue: Catalogue = CAME, version: int = 0) -> bytes:
    return workbook(Words(), catalogue.topics, rows(catalogue), version)


def edited(content: bytes, *edits: Edit) -> bytes:
    book = load_workbook(BytesIO(content))
    for edit in edits:
        edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def place(book: Workbook, sheet: str, heading: str) -> int:
    return [cell.value for cell in book[sheet][1]].index(heading) + 1


def put(sheet: str, row: int, heading: str, value: Any) -> Edit:
    return lambda book: setattr(book[sheet].cell(row, place(book, sheet, heading)), "value", value)


def drop(sheet: str, row: int) -> Edit:
    return lambda book: book[sheet].delete_rows(row)


def add(sheet: str, **said: Any) -> Edit:
    """A row below the last; underscores in *said* stand for spaces in a heading."""

    def change(book: Workbook) -> None:
        row = next(n for n in range(2, 999) if book[sheet].cell(n, 2).value is None)
        for heading, value in said.items():
            book[sheet].cell(row, place(book, sheet, heading.replace("_", " "))).value = value

    return change


def taken(content: bytes) -> Checked:
    """What becomes of a workbook that is sent."""
    return examined(read(content, CAME.topics), CAME.topics)


WALKS = add(
    "Resources", Name="Lunch walks", What_it_is="Easy walks at noon.", Who_it_is_for="Everybody.",
    How_to_get_there="Meet at the main door.", Words_that_find_it="stroll, noon", Sitting_all_day="yes",
)  # fmt: skip
"""A new resource, all that it needs."""
