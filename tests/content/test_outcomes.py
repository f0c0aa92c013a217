"""The evaluation table: a spreadsheet reads it, takes nothing for a formula, and finds no more than was published."""

import csv
import io
from datetime import date

import pytest

from content import outcomes
from programme.model import Outcomes, OutcomeTable, Period

PERIOD = Period("2026-Q4", date(2026, 10, 1), date(2027, 1, 1))
SHOWN = OutcomeTable(PERIOD, "1", Outcomes(200, 50, 40, 20, 100, 75))
HIDDEN = OutcomeTable(PERIOD, "1", Outcomes())


def read(table: OutcomeTable) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(outcomes.as_csv([table]), newline=""))
    return {row["measure"]: row for row in rows}


def test_every_share_is_worked_out_of_what_is_published() -> None:
    figures = {name: row["figure"] for name, row in read(SHOWN).items()}
    assert figures == {
        "answered_again": "200",
        "under_30_at_start": "25",
        "under_30_now": "20",
        "change_under_30": "5",
        "change_under_30_from": "15",
        "change_under_30_to": "5",
        "county_target_under_30": "4",
        "lifted": "40",
        "rated_a_session": "100",
        "rated_just_right": "75",
    }
    assert read(SHOWN)["change_under_30"]["unit"] == "points fewer"


def test_a_rise_is_said_and_has_no_minus_sign() -> None:
    row = read(OutcomeTable(PERIOD, "1", Outcomes(200, 40, 50)))["change_under_30"]
    assert (row["figure"], row["unit"]) == ("5", "points more")


def test_what_is_withheld_is_said_to_be_and_so_is_all_that_hangs_on_it() -> None:
    withheld = {name for name, row in read(HIDDEN).items() if row["figure"] == "too few to show"}
    assert withheld == {row.measure for row in outcomes.lines(Outcomes())} - {"county_target_under_30"}


def test_no_change_is_none_and_not_missing() -> None:
    assert read(OutcomeTable(PERIOD, "1", Outcomes(200, 50, 50)))["change_under_30"]["figure"] == "0"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1", '=HYPERLINK("x")'])
def test_no_cell_is_taken_for_a_formula(value: str) -> None:
    assert outcomes.cell(value) == f"'{value}"


def test_control_ordinary_cells_stay_as_they_are() -> None:
    assert [outcomes.cell(value) for value in ("percent", "2026-Q4", "1", "")] == ["percent", "2026-Q4", "1", ""]


def test_nothing_published_is_a_table_with_a_heading_only() -> None:
    assert outcomes.as_csv([]) == ",".join(outcomes.HEADER) + "\r\n"


def test_each_share_has_its_interval_and_what_is_withheld_has_none() -> None:
    ends = {name: (row["low_95"], row["high_95"]) for name, row in read(SHOWN).items()}
    assert ends["under_30_at_start"] == ("18", "33")
    assert ends["lifted"] == ("23", "60")
    assert ends["answered_again"] == ends["county_target_under_30"] == ("", "")
    assert {(row["low_95"], row["high_95"]) for row in read(HIDDEN).values()} == {("", "")}


def test_every_line_explains_itself_in_the_unit_of_its_interval() -> None:
    for row in read(SHOWN).values():
        assert row["explanation"]
        assert row["unit"]
        if row["low_95"]:
            assert float(row["low_95"]) <= float(row["figure"]) <= float(row["high_95"])


def test_no_cell_of_the_table_begins_like_a_formula() -> None:
    cells = [cell for row in csv.reader(io.StringIO(outcomes.as_csv([SHOWN, HIDDEN]))) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(outcomes.RISKY)]


def test_the_text_says_the_same_as_the_table() -> None:
    assert "change_under_30: 5 (points fewer" in outcomes.as_text([SHOWN])
    assert outcomes.as_text([HIDDEN]).count("too few to show") == 9
