"""The workbook that is sent: what is typed stays text, headings stay in sight, answers can be chosen from lists."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from content.workbooks.catalogue import STEPS
from programme.model import Catalogue, Resource
from programme.text import folded
from tests.workbooks import CAME, made, taken

FORMULAS = ("=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\r=cmd|' /C calc'!A0", '=HYPERLINK("https://x.example")')


def with_name(name: str) -> Catalogue:
    return replace(CAME, resources=(Resource("one", name, name, name, name, ("mind",), ("a",)),))


def parts(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("typed", FORMULAS)
def test_nothing_typed_becomes_a_formula_or_a_link(typed: str) -> None:
    content = made(with_name(typed))
    assert re.search(r"<f\b|<hyperlink\b", parts(content)) is None
    cell = load_workbook(BytesIO(content))["Resources"]["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or cell.number_format == "@"


def test_control_a_formula_would_be_seen() -> None:
    content = made()
    book = load_workbook(BytesIO(content))
    book["Resources"]["B2"] = "=1+1"
    target = BytesIO()
    book.save(target)
    assert re.search(r"<f\b", parts(target.getvalue()))


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60).filter(folded))
def test_whatever_is_typed_comes_back_as_it_is_kept(name: str) -> None:
    kept = folded(name)
    checked = taken(made(with_name(kept)))
    assert checked.catalogue, checked.problems
    assert checked.catalogue.resources[0].name == kept


def test_headings_stay_in_sight_and_answers_can_be_chosen() -> None:
    book = load_workbook(BytesIO(made()))
    assert book.sheetnames == ["Resources", "Webinars", "Challenges", "How to"]
    for sheet in book.sheetnames[:3]:
        assert book[sheet].freeze_panes == "C2"
        assert 8 < book[sheet].column_dimensions["B"].width < 60
    lists = {str(one.sqref): one.formula1 for one in book["Webinars"].data_validations.dataValidation}
    assert lists == {"D2:D31": '"yes,no"'}
    assert len(book["Resources"].data_validations.dataValidation) == 1 + len(CAME.topics)


def test_the_how_to_says_each_step_and_which_version_it_was() -> None:
    page = load_workbook(BytesIO(made(version=7)))["How to"]
    said = [str(row[0].value) for row in page.iter_rows() if row[0].value]
    assert len(said) == len(STEPS) + 2
    assert any("send it back in the chat" in line for line in said)
    assert [row[1].value for row in page.iter_rows() if row[0].value == "Made from version"] == [7]


def test_the_same_catalogue_is_the_same_file() -> None:
    assert made() == made()
