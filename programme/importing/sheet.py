"""A timetable as CSV: one session a line, under a header that names the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from programme import local
from programme.errors import Refusal, Unusable
from programme.importing.found import MOST_BYTES, MOST_SESSIONS, Found
from programme.model import NewSession, Sensitivity
from programme.text import folded

REQUIRED = ("title", "kind", "date", "time", "minutes", "places", "link")
OPTIONAL = ("employer", "health", "description", "speakers", "webinar_series")
COLUMNS = frozenset((*REQUIRED, *OPTIONAL))
DELIMITERS = ",;\t"
BOMS = (b"\xff\xfe", b"\xfe\xff")
UK_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
NUMBER = re.compile(r"[0-9]{1,6}")
FORMULA = ("=", "+", "@", "-")
ANSWERS = {"": None, "yes": Sensitivity.HEALTH, "no": Sensitivity.ORDINARY}
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line's cells by the names of their columns."""

    row: int
    cells: tuple[tuple[str, str], ...]
    is_ragged: bool = False
    """It has more cells than there are columns."""

    def cell(self, column: str) -> str:
        return dict(self.cells).get(column, "")


def read(content: bytes, zone: ZoneInfo) -> tuple[Found, ...]:
    """What each line makes; the header is line 1.

    Raises:
        Unusable: the "file" as a whole: too_large, workbook, not_text, empty, columns_missing, columns_unknown,
            columns_twice or too_many.
    """
    found = tuple(found_in(line, zone) for line in lines(text_of(content)))
    if not found:
        raise Unusable("file", "empty")
    if len(found) > MOST_SESSIONS:
        raise Unusable("file", "too_many", limit=MOST_SESSIONS)
    return found


def text_of(content: bytes) -> str:
    """UTF-8, or Windows' Western European as Excel's plain "CSV" is written here."""
    if len(content) > MOST_BYTES:
        raise Unusable("file", "too_large", limit=MOST_BYTES)
    if content.startswith(b"PK\x03\x04"):
        raise Unusable("file", "workbook")
    if content.startswith(BOMS) or b"\x00" in content:
        raise Unusable("file", "not_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unusable("file", "not_text") from None


def lines(text: str) -> Iterator[Line]:
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        columns = checked_columns(next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                pairs = tuple(zip(columns, (cell.strip() for cell in cells), strict=False))
                yield Line(reader.line_num, pairs, is_ragged=any(cell.strip() for cell in cells[len(columns) :]))
    except csv.Error:
        raise Unusable("file", "quotes", row=reader.line_num) from None


def checked_columns(header: Sequence[str]) -> tuple[str, ...]:
    names = tuple("_".join(name.lower().split()) for name in header)
    while names and not names[-1]:
        names = names[:-1]
    for problem, wrong in (
        ("columns_missing", [name for name in REQUIRED if name not in names]),
        ("columns_unknown", [name for name in names if name not in COLUMNS]),
        ("columns_twice", sorted({name for name in names if names.count(name) > 1})),
    ):
        if wrong:
            raise Unusable("file", problem, columns=tuple(wrong))
    return names


def found_in(line: Line, zone: ZoneInfo) -> Found:
    title = folded(line.cell("title"))[:60]
    try:
        return Found(line.row, title, (session_of(line, zone),), employers_of(line))
    except Refusal as refusal:
        return Found(line.row, title, refusal=refusal)


def session_of(line: Line, zone: ZoneInfo) -> NewSession:
    if line.is_ragged:
        raise Unusable("line", "too_many_cells")
    for column, cell in line.cells:
        if cell.startswith(FORMULA):
            raise Unusable("line", "formula", column=column)
    return NewSession(
        title=line.cell("title"),
        kind=line.cell("kind").lower(),
        starts_at=start_of(line, zone),
        minutes=number_in(line, "minutes"),
        places=number_in(line, "places"),
        link=line.cell("link"),
        sensitivity=sensitivity_of(line),
        description=without_addresses(line.cell("description")),
        speakers=line.cell("speakers"),
        webinar_series=line.cell("webinar_series"),
        zone=zone.key,
    )


def start_of(line: Line, zone: ZoneInfo) -> datetime:
    """As the local clocks show it: ``2026-11-24`` or ``24/11/2026``, and ``9:30`` or ``09:30``."""
    uk, clock = UK_DATE.fullmatch(line.cell("date")), CLOCK.fullmatch(line.cell("time"))
    if clock is None:
        raise Unusable("time", "not_a_time", typed=line.cell("time"))
    date = f"{uk[3]}-{uk[2]:>02}-{uk[1]:>02}" if uk else line.cell("date")
    return local.parse(f"{date} {clock[1]:>02}:{clock[2]}", zone).astimezone(UTC)


def number_in(line: Line, column: str) -> int:
    if NUMBER.fullmatch(line.cell(column)) is None:
        raise Unusable(column, "not_a_number", typed=line.cell(column))
    return int(line.cell(column))


def sensitivity_of(line: Line) -> Sensitivity | None:
    answer = line.cell("health").lower()
    if answer not in ANSWERS:
        raise Unusable("health", "not_an_answer", typed=line.cell("health"))
    return ANSWERS[answer]


def without_addresses(description: str) -> str:
    """Descriptions are for everybody; a link to join belongs in its own column, which is not.

    Raises:
        Unusable: "description" "has_link".
    """
    if WEB_ADDRESS.search(description):
        raise Unusable("description", "has_link")
    return description


def employers_of(line: Line) -> tuple[str, ...]:
    """Several are separated by semicolons or bars."""
    names = re.split(r"[;|]", line.cell("employer"))
    return tuple(name.strip() for name in names if name.strip())
