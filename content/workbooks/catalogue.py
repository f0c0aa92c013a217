"""The workbook in which the team edits signposts, webinar series and challenges, as it is sent out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from content.words import Words
from programme.model import Sheet, SheetRow, Topic
from programme.model.catalogue import MOST_ROWS, Column, columns

NAME = "resources-webinars-challenges.xlsx"
HOW_TO = "How to"
MADE_FROM = "Made from version"
NUMBERS = frozenset({"minutes", "days"})
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own note has no zone; always the same, so files are too
STEPS = (
    "Change what you like on the other three sheets, save the file, and send it back in the chat.",
    "You then see what would change. Nothing changes until you press Publish.",
    "One row is one thing. To take something away, delete its row. To add something, write it in an empty row.",
    "The order of the rows is the order that people see.",
    "Leave the first column, Id, as it is. In a new row leave it empty.",
    "Write plain text only: no formulas. Addresses begin with https://",
    "Resources: say yes under every topic that it belongs to, at least one.",
    "Words that find it: what people may type to find it, with commas in between.",
    "Urgent: yes only for help in an emergency. It comes before all others.",
    "Webinars: write the name of a series just as instructors type it when they post.",
    "About health: yes asks people to agree first, and keeps every webinar of that series out of messages and figures.",
    "Challenges: minutes a day from 1 to 600, days from 1 to 366. Changing them changes it for those who have begun.",
)


def workbook(words: Words, topics: tuple[Topic, ...], rows: Sequence[SheetRow], version: int) -> bytes:
    """Sheets with headings, frozen, and what holds now. Whatever was typed is written as text and stays text."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 60 ms, and only the team ever needs it

    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_AT})
        heading = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for sheet in Sheet:
            page = book.add_worksheet(sheet)
            listed = columns(sheet, topics)
            write_headings(page, listed, heading, text)
            allow_options(page, sheet, listed)
            for place, row in enumerate((row for row in rows if row.sheet is sheet), start=1):
                write_row(page, place, row, listed, text)
        write_how_to(words, book.add_worksheet(HOW_TO), version, heading, text)
    return target.getvalue()


def write_headings(page: Any, listed: Sequence[Column], heading: Any, text: Any) -> None:
    page.freeze_panes(1, 2)
    for place, column in enumerate(listed):
        page.set_column(place, place, column.width, None if column.key in NUMBERS else text)
        page.write_string(0, place, column.heading, heading)


def allow_options(page: Any, sheet: Sheet, listed: Sequence[Column]) -> None:
    """A list to choose from wherever there are only some answers."""
    for place, column in enumerate(listed):
        if column.options:
            page.data_validation(1, place, MOST_ROWS[sheet], place, {"validate": "list", "source": [*column.options]})


def write_row(page: Any, place: int, row: SheetRow, listed: Sequence[Column], text: Any) -> None:
    for at, column in enumerate(listed):
        said = row.cell(column.key)
        if said and column.key in NUMBERS and said.isascii() and said.isdigit():
            page.write_number(place, at, int(said))
        elif said:
            page.write_string(place, at, said, text)


def write_how_to(words: Words, page: Any, version: int, heading: Any, text: Any) -> None:
    page.set_column(0, 0, 110, text)
    page.set_column(1, 1, 10)
    page.write_string(0, 0, words.plain("How to change resources, webinars and challenges"), heading)
    for place, step in enumerate(STEPS, start=1):
        page.write_string(place, 0, f"{place}. {words.plain(step)}", text)
    page.write_string(len(STEPS) + 2, 0, MADE_FROM, text)
    page.write_number(len(STEPS) + 2, 1, version)
