"""The workbook that comes back: what is wrong is named by sheet, row and column, and nothing in it can do harm."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import catalogue_problems
from content.workbooks.catalogue_read import read
from programme.model import SheetProblem, WorkbookRead
from tests.content.cast import WORDS
from tests.workbooks import CAME, Edit, add, drop, edited, made, put, taken

GOOD = made(version=3)
ADDRESS, ID = "Address (https)", "Id (leave as it is)"


def found(content: bytes) -> WorkbookRead:
    return read(content, CAME.topics)


def reason(content: bytes) -> str:
    [problem] = found(content).problems
    assert not found(content).rows
    return problem.reason


def with_part(name: str, text: bytes, content: bytes = GOOD) -> bytes:
    """The same workbook with one part of its own."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return target.getvalue()


def test_it_knows_which_version_it_was_made_from() -> None:
    assert found(GOOD).made_from == 3
    assert found(edited(GOOD, lambda book: book.remove(book["How to"]))).made_from is None


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (put("Resources", 4, "Name", "=1+1"), ("formula", "Resources", 4, "Name")),
        (put("Challenges", 2, "Days", "=SUM(A1:A9)"), ("formula", "Challenges", 2, "Days")),
        (put("Webinars", 2, "Series", "#REF!"), ("error_value", "Webinars", 2, "Series")),
        (put("Challenges", 3, "Days", date(2026, 11, 23)), ("date", "Challenges", 3, "Days")),
        (put("Resources", 4, "What it is", None), ("missing", "Resources", 4, "What it is")),
        (put("Resources", 4, "Name", " \t\r\n\u200b"), ("missing", "Resources", 4, "Name")),
        (put("Resources", 4, "Name", "x" * 61), ("too_long", "Resources", 4, "Name")),
        (put("Resources", 4, ADDRESS, "http://x.example"), ("not_https", "Resources", 4, ADDRESS)),
        (put("Resources", 4, ADDRESS, "javascript:a"), ("not_https", "Resources", 4, ADDRESS)),
        (put("Resources", 4, ADDRESS, "https://a@b.example"), ("not_https", "Resources", 4, ADDRESS)),
        (put("Resources", 4, ADDRESS, "https://localhost"), ("not_https", "Resources", 4, ADDRESS)),
        (put("Resources", 4, "Mental health", "perhaps"), ("not_yes_or_no", "Resources", 4, "Mental health")),
        (put("Webinars", 2, "About health", None), ("missing", "Webinars", 2, "About health")),
        (put("Webinars", 2, "About health", "maybe"), ("not_yes_or_no", "Webinars", 2, "About health")),
        (put("Challenges", 2, "Minutes a day", 0), ("range", "Challenges", 2, "Minutes a day")),
        (put("Challenges", 2, "Minutes a day", 601), ("range", "Challenges", 2, "Minutes a day")),
        (put("Challenges", 2, "Days", -3), ("not_a_number", "Challenges", 2, "Days")),
        (put("Challenges", 2, "Days", 2.5), ("not_a_number", "Challenges", 2, "Days")),
        (put("Challenges", 2, "Days", "٣٠"), ("not_a_number", "Challenges", 2, "Days")),
        (put("Challenges", 3, "Challenge", "30 MINUTES for 30 days"), ("twice", "Challenges", 3, "Challenge")),
        (put("Resources", 3, ID, "able-like-mabel"), ("twice", "Resources", 3, ID)),
        (put("Resources", 3, ID, "A:b"), ("not_an_id", "Resources", 3, ID)),
        (put("Challenges", 1, "Days", "How long"), ("column_unknown", "Challenges", 1, "How long")),
        (lambda book: book.remove(book["Webinars"]), ("sheet_missing", "Webinars", 0, "")),
        (lambda book: book["Resources"].delete_rows(2, 200), ("no_rows", "Resources", 0, "")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_where_it_is(edit: Edit, problem: tuple[str, str, int, str]) -> None:
    checked = taken(edited(GOOD, edit))
    assert checked.catalogue is None
    assert problem in [(one.reason, one.sheet, one.row, one.column) for one in checked.problems]


def test_a_cell_far_too_long_is_told_its_real_length_and_only_that() -> None:
    [problem] = taken(edited(GOOD, put("Resources", 4, "Name", "x" * 32_000))).problems
    said = catalogue_problems.sentence(WORDS, problem)
    assert said == "Resources, row 4, “Name”: it has 32000 letters. At most 60, please."


def test_a_row_under_no_topic_is_named() -> None:
    new = add("Resources", Name="N", What_it_is="W", Who_it_is_for="W", How_to_get_there="H")
    row = len(CAME.resources) + 2
    assert [(one.reason, one.row) for one in taken(edited(GOOD, new)).problems] == [("no_topic", row)]


def test_each_bad_cell_is_named_once_and_all_of_them_at_once() -> None:
    checked = taken(edited(GOOD, put("Challenges", 2, "Days", "=1"), put("Resources", 9, "Name", None)))
    assert [(one.sheet, one.row, one.reason) for one in checked.problems] == [
        ("Resources", 9, "missing"),
        ("Challenges", 2, "formula"),
    ]


def test_empty_rows_other_orders_and_spreadsheets_habits_are_no_problem() -> None:
    def habits(book: Any) -> None:
        page = book["Challenges"]
        page.insert_rows(3)
        page.cell(2, 4).value = "30"
        page.cell(4, 4).value = 14.0
        book["Webinars"].cell(2, 4).value = True
        book.move_sheet("Challenges", -2)

    checked = taken(edited(GOOD, habits, drop("Resources", 3)))
    assert checked.problems == ()
    assert checked.catalogue
    assert len(checked.catalogue.resources) == len(CAME.resources) - 1
    assert [one.rules.minutes for one in checked.catalogue.challenges] == [30, 14, 5]


def test_new_rows_get_ids_of_their_own_and_others_keep_theirs() -> None:
    said = {"What_it_is": "W", "Who_it_is_for": "W", "How_to_get_there": "H", "Looking_after_somebody": "yes"}
    new = [add("Resources", Name=name, **said) for name in ("Café & Chat", "Café Chat!")]
    checked = taken(edited(GOOD, *new))
    assert checked.catalogue, checked.problems
    ids = [one.id for one in checked.catalogue.resources]
    assert ids[:-2] == [one.id for one in CAME.resources]
    assert ids[-2:] == ["cafe-chat", "cafe-chat-2"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not_a_workbook"),
        (b"name,what\n", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old_or_locked"),
        (GOOD[:-300], "broken"),
        (GOOD[:200] + bytes(400) + GOOD[600:], "broken"),
        (b"PK\x03\x04" + bytes(2_000_000), "too_large"),
        (with_part("[Content_Types].xml", b"<a"), "broken"),
        (with_part("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "broken"),
        (with_part("xl/media/x.bin", bytes(11_000_000)), "unpacks_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, why: str) -> None:
    assert reason(content) == why


ZEROS = bytes(100_000_000)
"""About 100 kB when packed."""


def bomb(kind: int, declared: int) -> bytes:
    """A good workbook with a part of 100 MB that says it has *declared* bytes, with the checksum of just these."""
    target = BytesIO()
    with ZipFile(BytesIO(GOOD)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
        new.writestr("xl/media/x.xml", ZEROS, kind)
    lies = struct.pack("<I", zlib.crc32(ZEROS[:declared])), struct.pack("<I", declared)
    truth = struct.pack("<I", zlib.crc32(ZEROS)), struct.pack("<I", len(ZEROS))
    content = target.getvalue()
    for said, lie in zip(truth, lies, strict=True):
        content = content.replace(said, lie)
    return content


@pytest.mark.parametrize(("kind", "declared"), [(ZIP_DEFLATED, 0), (ZIP_DEFLATED, 9_000_000), (ZIP_BZIP2, 9)])
def test_a_zip_that_lies_about_its_size_takes_no_more_memory_than_it_says(kind: int, declared: int) -> None:
    content = bomb(kind, declared)
    assert len(content) < 200_000
    found(GOOD)
    tracemalloc.start()
    found(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_control_reading_such_a_part_at_once_takes_all_of_it() -> None:
    with ZipFile(BytesIO(bomb(ZIP_DEFLATED, 9_000_000))) as packed:
        tracemalloc.start()
        packed.read("xl/media/x.xml")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak > 90_000_000


def test_a_sheet_of_a_million_rows_is_refused_in_no_time() -> None:
    row = b'<row r="%d"><c r="B%d" t="inlineStr"><is><t>x</t></is></c></row>'
    cells = b"".join(row % (n, n) for n in range(2, 90_000))
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    page = b'<worksheet xmlns="' + space + b'"><sheetData>%s</sheetData></worksheet>'
    with ZipFile(BytesIO(GOOD)) as packed:
        head = packed.read("xl/worksheets/sheet3.xml").split(b"<sheetData>")[1].split(b"</row>")[0] + b"</row>"
    began = time.perf_counter()
    answer = found(with_part("xl/worksheets/sheet3.xml", page % (head + cells)))
    assert SheetProblem("too_many_rows", "Challenges", details=(("limit", "7"),)) in answer.problems
    assert time.perf_counter() - began < 5


def test_a_row_far_down_and_a_cell_far_out_cost_nothing() -> None:
    def far(book: Any) -> None:
        book["Challenges"].cell(1_048_576, 2).value = "x"
        book["Webinars"].cell(2, 16_384).value = "x"

    assert taken(edited(GOOD, far)).problems == ()


@settings(max_examples=40)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_it_fail(place: int, noise: bytes) -> None:
    """A good workbook with some bytes of it overwritten is read, or answered."""
    answer = found(GOOD[:place] + noise + GOOD[place + len(noise) :])
    assert answer.rows or answer.problems


def test_control_the_noise_does_damage() -> None:
    damaged = [found(GOOD[:place] + b"noise" + GOOD[place + 5 :]) for place in range(0, len(GOOD), 997)]
    assert any(answer.problems for answer in damaged)
