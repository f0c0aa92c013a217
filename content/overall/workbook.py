"""The programme's figures as a workbook: attendance, webinars, workplaces, outcomes, and what each figure means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from content import outcomes
from content.chart import BLUE
from content.digest.trend import kind_of
from content.digest.workbook import AS_TYPED, KINDS, ORDER
from content.overall.text import AIM, SIZES, all_webinars
from content.screen import File
from content.words import Words
from programme.model import CountedBy, ProgrammeDigest

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "programme-figures.xlsx"
TITLE = "Find Your Active: Workplace Edition, programme figures"
COUNTS = {
    CountedBy.INSTRUCTOR: "head count",
    CountedBy.BOT: "the bot's count",
    CountedBy.RULES: "blurred: for chosen workplaces",
}
Cell = str | int | float | date | None
ATTENDANCE = (
    "Length", "First day", "Last day", "Average at a session", "Sessions open to all", "People at these, added up",
    "Of them with a head count", "Sessions for chosen workplaces", "Times attended at these, about",
)  # fmt: skip
WEBINARS = ("Day", "Webinar", "People", "Counted by")
WORKPLACES = (
    "Last day", "Size", "Workplaces", "With people using the bot", "People, about", "New this year, all sizes",
    "Aim for the year",
)  # fmt: skip
LIFTED = ("First day", "Last day", "Measure", "Figure", "Unit", "95 % from", "95 % to", "What it means")
MEANINGS = (
    ("Average at a session", "Everybody at the Move and Stretch sessions open to all, added up, by how many sessions."),
    ("Who was there", "The instructor's head count. Without one: who joined by the bot's link or said “Yes”. Exact."),
    ("Webinars", "Counted in the same way, and exact where open to all. Else blurred and rounded to 5."),
    ("Times attended, about", "At sessions for chosen workplaces; each person adds 4 a week at most. Blurred."),
    ("Workplaces", "With the programme on the last day, by how many people work there. Exact."),
    ("New this year", "Workplaces that signed up in the calendar year, up to the last day. Exact."),
    ("People, about", "Who use the bot and belonged there on the last day. Blurred; for all sizes or for none."),
    ("Under 30 minutes", "As in `find-your-active outcomes --csv`, where each line says what it means."),
    ("An empty cell", "Too few people to show, or it would tell one workplace's number, or there is none."),
    ("Frozen", "Published figures never change. Whoever asked not to be counted is in none of the bot's numbers."),
)


class Table(NamedTuple):
    sheet: str
    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]


def workbook(words: Words, published: Sequence[ProgrammeDigest]) -> File:
    """*published*: at least one; the same ones in any order give the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 80 ms and 3 MB that only a workbook needs

    ordered = sorted(published, key=lambda one: (ORDER.index(kind_of(one.period)), one.period.starts_on))
    kept = BytesIO()
    with Workbook(kept, AS_TYPED) as book:
        over = max(digest.period.ends_before for digest in ordered)
        book.set_properties(
            {"title": words.plain(TITLE), "author": "Find Your Active", "created": datetime.combine(over, time())}
        )
        first = Table("Attendance", "Attendance", ATTENDANCE, (12, 13, 13, 12, 12, 14, 14, 16, 16))
        sheet = table(words, book, first, [attendance(words, one) for one in ordered])
        chart(words, book, sheet, ordered)
        table(words, book, Table("Webinars", "Webinars", WEBINARS, (13, 60, 10, 30)), webinars(words, ordered))
        sizes = Table("Workplaces", "Workplaces", WORKPLACES, (13, 20, 12, 16, 12, 14, 12))
        table(words, book, sizes, [row for one in ordered for row in workplaces(words, one)])
        lifted = Table("Under 30 minutes", "Under30", LIFTED, (13, 13, 24, 10, 24, 10, 10, 70))
        table(words, book, lifted, [row for one in ordered for row in people_lifted(one)])
        meaning(words, book)
    return File(NAME, kept.getvalue())


def attendance(words: Words, digest: ProgrammeDigest) -> tuple[Cell, ...]:
    of, open_ = digest.figures, digest.figures.open_to_all
    mean = round(open_.people / open_.sessions, 1) if open_.sessions else None
    numbers = (mean, open_.sessions, open_.people, open_.head_counts, of.chosen_sessions, of.chosen_visits)
    return (words.plain(KINDS[kind_of(digest.period)]), digest.period.starts_on, last_day(digest), *numbers)


def webinars(words: Words, ordered: Sequence[ProgrammeDigest]) -> list[tuple[Cell, ...]]:
    found = all_webinars(ordered)[::-1]
    return [(one.on, one.title, one.people, words.plain(COUNTS[one.counted_by])) for one in found]


def workplaces(words: Words, digest: ProgrammeDigest) -> list[tuple[Cell, ...]]:
    of = digest.figures
    return [
        (last_day(digest), words.plain(SIZES[band.size]), band.workplaces, band.with_people, band.people,
         of.signed_up, AIM)
        for band in of.bands
    ]  # fmt: skip


def people_lifted(digest: ProgrammeDigest) -> list[tuple[Cell, ...]]:
    """The lines of the outcome table, as `content.outcomes` has them."""
    if digest.figures.outcomes is None:
        return []
    return [
        (digest.period.starts_on, last_day(digest), line.measure, line.figure, line.unit,
         *(int(end) if end else None for end in line.ends), line.explanation)
        for line in outcomes.lines(digest.figures.outcomes)
    ]  # fmt: skip


def last_day(digest: ProgrammeDigest) -> date:
    return digest.period.ends_before - timedelta(days=1)


def table(words: Words, book: Workbook, asked: Table, rows: Sequence[tuple[Cell, ...]]) -> Worksheet:
    """Real dates and numbers; whatever people typed is text, so that nothing becomes a formula."""
    sheet = book.add_worksheet(words.plain(asked.sheet))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    columns = [{"header": words.plain(heading), "header_format": wrapped} for heading in asked.headings]
    look = {"columns": columns, "name": asked.name, "style": "Table Style Light 9", "autofilter": False}
    sheet.add_table(0, 0, max(1, len(rows)), len(columns) - 1, look)
    for place, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            write(sheet, place, at, cell, day)
    for at, width in enumerate(asked.widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def write(sheet: Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write_number(row, column, cell)


def chart(words: Words, book: Workbook, sheet: Worksheet, ordered: Sequence[ProgrammeDigest]) -> None:
    """Of the periods of the first length, which stand together at the top."""
    alike = sum(kind_of(digest.period) == kind_of(ordered[0].period) for digest in ordered)
    title = words.plain("People at a Move and Stretch session, on average")
    bars = book.add_chart({"type": "column"})
    bars.add_series(
        {
            "name": title,
            "categories": [sheet.get_name(), 1, 1, alike, 1],
            "values": [sheet.get_name(), 1, 3, alike, 3],
            "fill": {"color": BLUE},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    bars.set_title({"name": title, "name_font": {"size": 14}})
    bars.set_legend({"none": True})
    bars.set_x_axis({"text_axis": True, "num_format": "d mmm yyyy", "name": words.plain("First day")})
    bars.set_y_axis({"min": 0, "name": words.plain("People")})
    bars.set_size({"width": 760, "height": 340})
    said = words.plain("A column for each period; the same numbers are in the table, under “Average at a session”.")
    sheet.insert_chart(len(ordered) + 2, 0, bars, {"description": said})


def meaning(words: Words, book: Workbook) -> None:
    sheet = book.add_worksheet(words.plain("What it means"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for place, (figure, said) in enumerate(MEANINGS):
        sheet.write_string(place, 0, words.plain(figure), bold)
        sheet.write_string(place, 1, words.plain(said), wrapped)
