"""A catalogue as rows, and as the canonical JSON in which a version is kept: equal ones are equal to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from programme.model import Catalogue, Sensitivity, Sheet, SheetRow
from programme.model.catalogue import NO, TOPIC, YES

FIRST_ROW = 2
"""Below the headings."""


class NotABody(ValueError):
    """The text is not what `body` writes."""


def rows(catalogue: Catalogue) -> tuple[SheetRow, ...]:
    """As they stand in a workbook, without empty cells."""
    return (
        *numbered(Sheet.RESOURCES, resources(catalogue)),
        *numbered(Sheet.WEBINARS, webinars(catalogue)),
        *numbered(Sheet.CHALLENGES, challenges(catalogue)),
    )


def numbered(sheet: Sheet, listed: Iterator[dict[str, str]]) -> Iterator[SheetRow]:
    for number, cells in enumerate(listed, start=FIRST_ROW):
        yield SheetRow(sheet, number, tuple((name, text) for name, text in cells.items() if text))


def resources(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for one in catalogue.resources:
        yield {
            "id": one.id,
            "name": one.name,
            "what": one.what,
            "who": one.who,
            "how": one.how,
            "url": one.url,
            "words": ", ".join(one.words),
            "urgent": YES if one.is_urgent else "",
            **{f"{TOPIC}{topic}": YES for topic in one.topics},
        }


def webinars(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for one in catalogue.webinars:
        health = YES if one.sensitivity is Sensitivity.HEALTH else NO
        yield {"id": one.id, "title": one.title, "about": one.about, "health": health}


def challenges(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for one in catalogue.challenges:
        numbers = {"minutes": str(one.rules.minutes), "days": str(one.rules.days)}
        yield {"id": one.rules.id, "title": one.title, "about": one.about, **numbers}


def to_body(catalogue: Catalogue) -> str:
    found = rows(catalogue)
    sheets = {sheet: [dict(row.cells) for row in found if row.sheet is sheet] for sheet in Sheet}
    return json.dumps(sheets, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_body(body: str) -> tuple[SheetRow, ...]:
    """The rows that *body* holds, whatever may be in their cells.

    Raises:
        NotABody: it cannot be read as rows.
    """
    try:
        sheets = json.loads(body)
        return tuple(row for sheet in Sheet for row in sheet_rows(sheet, sheets.get(sheet, ())))
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise NotABody(type(error).__name__) from None


def sheet_rows(sheet: Sheet, listed: Sequence[Any]) -> Iterator[SheetRow]:
    for number, cells in enumerate(listed, start=FIRST_ROW):
        if not all(isinstance(text, str) for text in cells.values()):
            raise NotABody("a cell is no text")
        yield SheetRow(sheet, number, tuple(cells.items()))
