"""Whether rows make a catalogue: pure, and the same for a workbook, a kept version and what came with the bot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from programme.catalogue.cells import is_yes, problem_at, read_cell, search_words
from programme.errors import Unusable
from programme.model import (
    Catalogue,
    Challenge,
    DescribedChallenge,
    Resource,
    Sensitivity,
    Sheet,
    SheetProblem,
    SheetRow,
    Topic,
    WebinarSeries,
)
from programme.model.catalogue import ID, MOST_ROWS, TOPIC, columns
from programme.text import key

NOT_IN_ID = re.compile(r"[^a-z0-9]+")
NAMED_BY = {Sheet.RESOURCES: "name", Sheet.WEBINARS: "title", Sheet.CHALLENGES: "title"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A catalogue, or what is wrong; never both."""

    catalogue: Catalogue | None
    problems: tuple[SheetProblem, ...] = ()


def check(rows: Sequence[SheetRow], topics: tuple[Topic, ...]) -> Checked:
    """Every row against every rule, so that all that is wrong is said at once."""
    cleaned: list[SheetRow] = []
    problems: list[SheetProblem] = []
    for sheet in Sheet:
        its_rows = [row for row in rows if row.sheet is sheet]
        good, bad = check_sheet(sheet, its_rows, topics)
        cleaned += good
        problems += bad
    if problems:
        return Checked(None, tuple(problems))
    return Checked(made_of(cleaned, topics))


def check_sheet(
    sheet: Sheet, rows: Sequence[SheetRow], topics: tuple[Topic, ...]
) -> tuple[list[SheetRow], list[SheetProblem]]:
    good: list[SheetRow] = []
    problems: list[SheetProblem] = []
    if len(rows) > MOST_ROWS[sheet]:
        problems.append(SheetProblem("too_many_rows", sheet, details=(("limit", str(MOST_ROWS[sheet])),)))
    if sheet is Sheet.RESOURCES and not rows:
        problems.append(SheetProblem("no_rows", sheet))
    for row in rows[: MOST_ROWS[sheet]]:
        cleaned, bad = check_row(row, topics)
        problems += bad
        good.append(cleaned)
    return with_ids(sheet, good), [*problems, *twice(good, topics)]


def check_row(row: SheetRow, topics: tuple[Topic, ...]) -> tuple[SheetRow, list[SheetProblem]]:
    """The row with its texts cleaned, and what is wrong with it."""
    cells, problems = [], []
    for column in columns(row.sheet, topics):
        try:
            cells.append((column.key, read_cell(row, column)))
        except Unusable as refusal:
            problems.append(problem_at(row, refusal))
    known = {column.key for column in columns(row.sheet, topics)}
    lost = [name for name, text in row.cells if name not in known and text]
    problems += [SheetProblem("not_known", row.sheet, row.number, name.removeprefix(TOPIC)) for name in lost]
    cleaned = replace(row, cells=tuple(cells))
    if row.sheet is Sheet.RESOURCES and not problems and not topics_of(cleaned):
        problems.append(SheetProblem("no_topic", row.sheet, row.number, topics[0].title if topics else ""))
    return cleaned, problems


def twice(rows: Sequence[SheetRow], topics: tuple[Topic, ...]) -> Iterator[SheetProblem]:
    """Ids and names that an earlier row has already."""
    for name in (ID.key, NAMED_BY[rows[0].sheet]) if rows else ():
        seen: dict[str, int] = {}
        for row in rows:
            text = key(row.cell(name))
            if text and text in seen:
                heading = next(one.heading for one in columns(row.sheet, topics) if one.key == name)
                yield SheetProblem("twice", row.sheet, row.number, heading, (("other", str(seen[text])),))
            seen.setdefault(text, row.number)


def with_ids(sheet: Sheet, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """New rows get an id of their name; what has one keeps it."""
    taken = {row.cell(ID.key) for row in rows}
    made = []
    for row in rows:
        id = row.cell(ID.key) or new_id(row.cell(NAMED_BY[sheet]), taken)
        taken.add(id)
        made.append(replace(row, cells=tuple({**dict(row.cells), ID.key: id}.items())))
    return made


def new_id(name: str, taken: Iterable[str]) -> str:
    """`Café & chat` becomes cafe-chat; cafe-chat-2 where there is one already."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = NOT_IN_ID.sub("-", plain)[: ID.limit - 4].strip("-") or "row"
    others = set(taken)
    numbered = (f"{stem}-{number}" for number in range(2, len(others) + 3))
    return next(one for one in (stem, *numbered) if one not in others)


def made_of(rows: Sequence[SheetRow], topics: tuple[Topic, ...]) -> Catalogue:
    return Catalogue(
        topics,
        tuple(resource(row) for row in rows if row.sheet is Sheet.RESOURCES),
        tuple(webinar_series(row) for row in rows if row.sheet is Sheet.WEBINARS),
        tuple(challenge(row) for row in rows if row.sheet is Sheet.CHALLENGES),
    )


def topics_of(row: SheetRow) -> tuple[str, ...]:
    return tuple(name.removeprefix(TOPIC) for name, text in row.cells if name.startswith(TOPIC) and is_yes(text))


def resource(row: SheetRow) -> Resource:
    said = {name: row.cell(name) for name in ("id", "name", "what", "who", "how", "url")}
    words = search_words(row.cell("words"))
    return Resource(**said, topics=topics_of(row), words=words, is_urgent=is_yes(row.cell("urgent")))


def webinar_series(row: SheetRow) -> WebinarSeries:
    sensitivity = Sensitivity.HEALTH if is_yes(row.cell("health")) else Sensitivity.ORDINARY
    return WebinarSeries(row.cell("id"), row.cell("title"), row.cell("about"), sensitivity)


def challenge(row: SheetRow) -> DescribedChallenge:
    rules = Challenge(row.cell("id"), int(row.cell("minutes")), int(row.cell("days")))
    return DescribedChallenge(rules, row.cell("title"), row.cell("about"))
