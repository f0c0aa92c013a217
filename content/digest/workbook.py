"""Every published period as a workbook: a table of real dates and numbers, a chart, and what each figure means."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from content.chart import BLUE
from content.digest.meanings import (
    BLURRED,
    CLEAR,
    COLUMNS,
    EARLIER_ROWS,
    EXACT,
    PROTECTED,
    PROTECTED_NOW,
    Column,
)
from content.digest.rows import SINCE_THE_THIRD_RULES, has_people, is_early, knew, left_out, unclear
from content.digest.trend import kind_of
from content.screen import File
from content.words import Words
from programme.model import Digest

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "figures.xlsx"
KINDS = {"W": "Week", "F": "Four weeks", "Q": "Quarter"}
ORDER = tuple(KINDS)
LAST_DAY, FIRST_NUMBER = 2, 3
"""Columns from 0: length, first and last day, then the numbers, and last what is left out."""
AS_TYPED = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
TITLE = "Find Your Active: figures for the workplace"


def workbook(words: Words, frozen: Sequence[Digest]) -> File:
    """*frozen*: at least one; the same ones in any order give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 80 ms and 3 MB that only a workbook needs

    ordered = sorted(frozen, key=lambda one: (*sort_of(one), one.period.starts_on))
    columns = columns_for(ordered)
    kept = BytesIO()
    with Workbook(kept, AS_TYPED) as book:
        properties(words, book, ordered)
        figures_sheet(words, book, ordered, columns)
        meaning_sheet(words, book, columns, {is_early(digest) for digest in ordered})
    return File(NAME, kept.getvalue())


def columns_for(frozen: Sequence[Digest]) -> tuple[Column, ...]:
    """All, but for a figure that came with later rules than these: a file of older periods stays as it was."""
    return tuple(
        column
        for column in COLUMNS
        if column.field not in SINCE_THE_THIRD_RULES or any(knew(digest, column.field) for digest in frozen)
    )


def sort_of(digest: Digest) -> tuple[bool, int]:
    """What may stand in one chart: the workplace's own before those of all together, the shortest first."""
    return digest.employer_id is None, ORDER.index(kind_of(digest.period))


def properties(words: Words, book: Workbook, frozen: Sequence[Digest]) -> None:
    """Made, as far as the file says, when the last of its periods was over: no clock is read."""
    over = max(digest.period.ends_before for digest in frozen)
    title = words.plain(TITLE)
    book.set_properties({"title": title, "author": "Find Your Active", "created": datetime.combine(over, time())})


def figures_sheet(words: Words, book: Workbook, frozen: Sequence[Digest], shown: Sequence[Column]) -> None:
    sheet = book.add_worksheet(words.plain("Figures"))
    headings = [
        *(words.plain(name) for name in ("Length", "First day", "Last day")),
        *(words.plain(column.heading) for column in shown),
        words.plain("Left out"),
    ]
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    columns = [{"header": heading, "header_format": wrapped} for heading in headings]
    look = {"columns": columns, "name": "Figures", "style": "Table Style Light 9", "autofilter": False}
    sheet.add_table(0, 0, len(frozen), len(headings) - 1, look)
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    for place, digest in enumerate(frozen, 1):
        write_period(words, sheet, place, digest, day, shown)
    laid_out(sheet, len(headings), last_length=48)
    if any(digest.employer_id is None for digest in frozen):
        sheet.set_column(0, 0, 31)
    chart(words, book, sheet, frozen)


def write_period(
    words: Words, sheet: Worksheet, place: int, digest: Digest, day: object, columns: Sequence[Column]
) -> None:
    """A number that is left out is an empty cell, which no program takes for nought; the last column says so."""
    sheet.write_string(place, 0, length(words, digest))
    sheet.write_datetime(place, 1, digest.period.starts_on, day)
    sheet.write_datetime(place, LAST_DAY, digest.period.ends_before - timedelta(days=1), day)
    for at, column in enumerate(columns, FIRST_NUMBER):
        number = column.number(digest.figures)
        if number is not None and knew(digest, column.field):
            sheet.write_number(place, at, number)
    sheet.write_string(place, FIRST_NUMBER + len(columns), missing(words, digest))


def length(words: Words, digest: Digest) -> str:
    """``Week``; of all workplaces together that is said too."""
    kind = words.plain(KINDS[kind_of(digest.period)])
    return kind if digest.employer_id else words.plain("{kind}, all workplaces together", kind=kind)


def missing(words: Words, digest: Digest) -> str:
    if not has_people(digest):
        return words.plain("all numbers of people")
    uncertain = (words.plain("{name} (too uncertain)", name=name) for name in unclear(words, digest))
    return ", ".join((*left_out(words, digest), *uncertain)) or words.plain("none")


def laid_out(sheet: Worksheet, columns: int, last_length: int) -> None:
    sheet.set_row(0, 48)
    sheet.set_column(0, LAST_DAY, 13)
    sheet.set_column(FIRST_NUMBER, columns - 2, 11)
    sheet.set_column(columns - 1, columns - 1, last_length)
    sheet.freeze_panes(1, FIRST_NUMBER)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def chart(words: Words, book: Workbook, sheet: Worksheet, frozen: Sequence[Digest]) -> None:
    """Of the periods of the first sort, which stand together at the top."""
    alike = sum(sort_of(digest) == sort_of(frozen[0]) for digest in frozen)
    title = words.plain("People using the bot who took part")
    bars = book.add_chart({"type": "column"})
    bars.add_series(
        {
            "name": title,
            "categories": [sheet.get_name(), 1, 1, alike, 1],
            "values": [sheet.get_name(), 1, FIRST_NUMBER, alike, FIRST_NUMBER],
            "fill": {"color": BLUE},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    bars.set_title({"name": title, "name_font": {"size": 14}})
    bars.set_legend({"none": True})
    bars.set_x_axis({"text_axis": True, "num_format": "d mmm yyyy", "name": words.plain("First day")})
    bars.set_y_axis({"min": 0, "name": words.plain("About how many people")})
    bars.show_blanks_as("gap")
    bars.set_size({"width": 760, "height": 340})
    said = words.plain("A column for each period; the same numbers are in the table, under “Took part”.")
    sheet.insert_chart(len(frozen) + 2, 0, bars, {"description": said})


def meaning_sheet(words: Words, book: Workbook, columns: Sequence[Column], early: Set[bool]) -> None:
    """*early*: whether the periods are from before the third rules; both may be there."""
    sheet = book.add_worksheet(words.plain("What it means"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    for at, (heading, width) in enumerate((("Figure", 22), ("What it means", 62), ("How it is protected", 44))):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, words.plain(heading), bold)
    for place, column in enumerate(columns, 1):
        sheet.write_string(place, 0, words.plain(column.heading), bold)
        sheet.write_string(place, 1, meaning(words, column, early), wrapped)
        sheet.write_string(place, 2, words.plain(protection(column, early)), wrapped)
    for place, sentence in enumerate(PROTECTED if early == {True} else PROTECTED_NOW, len(columns) + 2):
        sheet.merge_range(place, 0, place, 2, "", wrapped)
        sheet.write_string(place, 0, words.plain(sentence), wrapped)
        sheet.set_row(place, 32)
    sheet.freeze_panes(1, 0)


def meaning(words: Words, column: Column, early: Set[bool]) -> str:
    if early == {True} or not column.now:
        return words.plain(column.meaning)
    return " ".join([words.plain(column.now), *([words.plain(EARLIER_ROWS)] if True in early else [])])


def protection(column: Column, early: Set[bool]) -> str:
    if column.is_exact:
        return EXACT
    return CLEAR if column.is_amount and early != {True} else BLURRED
