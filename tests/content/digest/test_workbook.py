"""The workbook, opened by a program that is not ours: real numbers and dates, and nothing that is a formula."""

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from content.digest.meanings import COLUMNS
from content.digest.workbook import workbook
from content.words import Words
from programme.model import Digest, Figures
from tests.content.cast import WORDS
from tests.content.digest.frozen import EIGHT, FULL, of

QUARTER = of(FULL, period="2026-Q3")
ALL = (*EIGHT, QUARTER)


def opened(*frozen: Digest, words: Words = WORDS) -> Workbook:
    return load_workbook(BytesIO(workbook(words, frozen).content))


def row(book: Workbook, number: int) -> dict[str, object]:
    headings, values = book["Figures"][1], book["Figures"][number]
    return {str(heading.value): cell.value for heading, cell in zip(headings, values, strict=True)}


def test_each_period_is_a_row_of_dates_and_numbers() -> None:
    first = row(opened(*ALL), 2)
    assert (first["First day"], first["Last day"]) == (datetime(2026, 3, 23), datetime(2026, 4, 19))  # noqa: DTZ001 - a workbook's dates have no zone
    assert (first["Length"], first["Took part"], first["Mostly lunchtime"]) == ("Four weeks", 25, 25)
    assert first["Left out"] == "none"
    assert row(opened(*ALL), 10)["Length"] == "Quarter"


def test_what_is_of_all_workplaces_together_says_so_and_stands_apart() -> None:
    pooled = of(FULL, None, "2026-F11")
    book = opened(pooled, *ALL)
    assert row(book, 2)["Length"] == "Four weeks"
    assert row(book, 11)["Length"] == "Four weeks, all workplaces together"
    (drawn,) = book["Figures"]._charts
    assert drawn.series[0].val.numRef.f == "Figures!$D$2:$D$9"


def test_what_is_withheld_is_an_empty_cell_and_a_word() -> None:
    withheld = row(opened(*ALL), 3)
    assert withheld["Took part"] is None
    assert withheld["Left out"] == "all numbers of people"
    assert (withheld["Sessions on offer"], withheld["Webinars on offer"]) == (30, 1)


def test_what_is_too_uncertain_is_an_empty_cell_with_that_reason() -> None:
    only = row(opened(of(replace(FULL, attended=None, first_timers=None))), 2)
    assert only["Visits"] is None
    assert only["Left out"] == "first-timers, how often they came (too uncertain)"


@pytest.mark.parametrize(("rules", "said", "how"), [
    (("2",), "4 a week at most", "Blurred and rounded to 5. Left out where only"),
    (("3",), "10 in four weeks", "a fifth of it"),
    (("2", "3"), "by earlier rules", "a fifth of it"),
])  # fmt: skip
def test_what_visits_mean_is_said_by_the_rules_of_the_rows(rules: tuple[str, ...], said: str, how: str) -> None:
    frozen = [of(FULL, period=f"2026-W4{place}", rules=one) for place, one in enumerate(rules)]
    sheet = opened(*frozen)["What it means"]
    (visits,) = [line for line in sheet.iter_rows(values_only=True) if line[0] == "Visits"]
    assert said in str(visits[1])
    assert how in str(visits[2])


def test_a_cell_that_nearly_everybody_is_behind_is_not_called_too_few() -> None:
    (only,) = [of(replace(FULL, reached_30=None, reached_150=None))]
    assert row(opened(only), 2)["Left out"] == "30 minutes a week, 150 minutes a week"
    said = " ".join(str(cell.value) for sheet in opened(only) for line in sheet for cell in line)
    assert "nearly everybody" in said
    assert "too few people" not in said.casefold()


def test_a_figure_that_earlier_rules_did_not_have_is_empty() -> None:
    (only,) = [of(Figures(offered=8, took_part=45), rules="1")]
    assert row(opened(only), 2)["Webinars on offer"] is None
    assert row(opened(only), 2)["Sessions on offer"] == 8


def test_there_is_a_table_and_a_chart_of_the_shortest_periods() -> None:
    sheet = opened(*ALL)["Figures"]
    assert sheet.tables["Figures"].ref == "A1:U10"
    (drawn,) = sheet._charts
    assert drawn.series[0].val.numRef.f == "Figures!$D$2:$D$9"


def test_a_sheet_says_what_each_figure_means_and_how_it_is_protected() -> None:
    sheet = opened(*ALL)["What it means"]
    names = [cell.value for cell in sheet["A"]]
    assert names[1 : len(COLUMNS) + 1] == [column.heading for column in COLUMNS]
    assert all(sheet.cell(place, 3).value for place in range(2, len(COLUMNS) + 2))


def test_it_has_a_title_and_names_nobody() -> None:
    about = opened(*ALL).properties
    assert about.title == "Find Your Active: figures for the workplace"
    assert about.creator == about.lastModifiedBy == "Find Your Active"


class Formulas(Words):
    """What a translation, or a title that strays here, could do."""

    __slots__ = ()

    def plain(self, sentence: str, /, **values: object) -> str:
        said = super().plain(sentence, **values)
        return said if sentence in ("Figures", "What it means") else f"=1+1+{said}"


def test_no_cell_is_a_formula_whatever_it_says() -> None:
    kinds = {cell.data_type for sheet in opened(*ALL, words=Formulas()) for line in sheet for cell in line}
    assert kinds == {"s", "n", "d"}


def test_with_a_plain_write_it_would_be_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet  # noqa: PLC0415 - only here

    monkeypatch.setattr("content.digest.workbook.AS_TYPED", {"in_memory": True})
    monkeypatch.setattr(Worksheet, "write_string", Worksheet.write)
    kinds = {cell.data_type for sheet in opened(*ALL, words=Formulas()) for line in sheet for cell in line}
    assert "f" in kinds


def test_the_bytes_are_the_same_each_time_and_hold_no_time_of_making() -> None:
    assert {workbook(WORDS, frozen).content for frozen in (ALL, ALL[::-1], ALL)} == {workbook(WORDS, ALL).content}
    with ZipFile(BytesIO(workbook(WORDS, ALL).content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"2026-11-02T00:00:00Z") == 2


def test_the_library_is_loaded_by_whoever_asks_only() -> None:
    code = "import sys, bot.app, content.notices; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
