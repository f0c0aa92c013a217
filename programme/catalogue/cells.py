"""One cell of a sheet: whether what was typed there can be used."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from programme.errors import Unusable
from programme.model import SheetProblem, SheetRow
from programme.model.catalogue import YES, Column
from programme.new_sessions import is_web_address
from programme.text import folded

ID_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id is made of; it travels in buttons."""
WHOLE = re.compile(r"[0-9]{1,6}")
WORD = re.compile(r"[a-z0-9]+")
LIMITS = {"minutes": (1, 600), "days": (1, 366)}
"""The least and the most; 600 minutes is the most that one entry of the log may have."""


def read_cell(row: SheetRow, column: Column) -> str:
    """The text of one cell, cleaned.

    Raises:
        Unusable: *field* is the heading; *problem* the reason, with what its sentence needs to know.
    """
    text = folded(row.cell(column.key))
    if not text and column.is_needed:
        raise Unusable(column.heading, "missing")
    if column.options and text and text.casefold() not in column.options:
        raise Unusable(column.heading, "not_yes_or_no")
    if column.options:
        return text.casefold()
    if column.key in LIMITS:
        check_number(column, text)
        return str(int(text))
    if len(text) > column.limit:
        raise Unusable(column.heading, "too_long", limit=column.limit, length=len(text))
    check_form(column, text)
    return text


def check_form(column: Column, text: str) -> None:
    """Raises: Unusable: not_an_id or not_https."""
    if column.key == "id" and text and not ID_FORM.fullmatch(text):
        raise Unusable(column.heading, "not_an_id")
    if column.key == "url" and text and not is_secure(text):
        raise Unusable(column.heading, "not_https")


def check_number(column: Column, text: str) -> None:
    """Raises: Unusable: not_a_number or range."""
    least, most = LIMITS[column.key]
    if not WHOLE.fullmatch(text):
        raise Unusable(column.heading, "not_a_number", least=least, most=most)
    if not least <= int(text) <= most:
        raise Unusable(column.heading, "range", least=least, most=most)


def is_secure(address: str) -> bool:
    """https, with a name that has a dot, so that a button may lead there."""
    return is_web_address(address) and urlsplit(address).scheme == "https" and "." in (urlsplit(address).hostname or "")


def is_yes(text: str) -> bool:
    return text == YES


def search_words(text: str) -> tuple[str, ...]:
    """Small words as they are compared, in the order typed, each once."""
    return tuple(dict.fromkeys(WORD.findall(text.casefold().replace("'", "").replace("’", ""))))


def problem_at(row: SheetRow, refusal: Unusable) -> SheetProblem:
    details = tuple((name, str(value)) for name, value in refusal.details.items())
    return SheetProblem(refusal.problem, row.sheet, row.number, refusal.field, details)
