"""A whole session on one line: ``seated 24 Nov 12:30 10 min 20 places https://… Desk reset``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from programme import post_answers, post_text
from programme.errors import Unusable

LONGEST = 4096
QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”")
LINK = r"(?:[a-z][a-z0-9+.-]*://|www\.|javascript:|data:|mailto:)\S+"
"""Also what only looks like a link, so that it never ends up in a title."""
GAP = "\x00"
"""Stands where something has been understood, and keeps what was on its left from what was on its right."""
EDGES = " ,;·–-"
PATTERNS = (
    ("day", post_text.DAY),
    ("minutes", post_text.LENGTH),
    ("places", post_text.ROOM),
    ("time", post_text.TIME),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one line surely says, as pairs of step and value; what is wrong with the rest; what was not used."""

    answers: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    unused: str = ""


@dataclass(slots=True)
class Sheet:
    """The line while it is read: what is left of it before and after the link."""

    before: str
    after: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def bounded(pattern: str) -> re.Pattern[str]:
    """*pattern* as whole words only."""
    return re.compile(rf"(?<![^\s{GAP}]){pattern}(?=[,;]?(?:[\s{GAP}]|$))", post_text.FLAGS)


def parse(typed: str, today: date, kinds: Sequence[tuple[str, str]]) -> Line:
    """What *typed* says; *kinds* are pairs of a kind's name, as typed, and its id. Nothing is guessed.

    Days and numbers may stand anywhere; what is said twice before the link is not surely understood. What comes
    after the link is the title, whatever it holds, but for what has not been said before it.
    """
    sheet = Sheet(" ".join(typed[:LONGEST].replace(GAP, " ").split()))
    take_kind(sheet, kinds)
    quoted = take_quoted(sheet)
    take_link(sheet)
    for name, pattern in PATTERNS:
        take(sheet, name, bounded(pattern))
    unused = take_title(sheet, quoted)
    return as_line(sheet, today, unused)


def take_kind(sheet: Sheet, kinds: Sequence[tuple[str, str]]) -> None:
    """The kind comes first; elsewhere the word may be part of a title."""
    for name, kind_id in sorted(kinds, key=lambda kind: -len(kind[0])):
        head, rest = sheet.before[: len(name)], sheet.before[len(name) :]
        if head.casefold() == name.casefold() and (not rest or not rest[0].isalnum()):
            sheet.found.append(("kind", kind_id))
            sheet.before = rest.lstrip(" ,;:")
            return


def take_quoted(sheet: Sheet) -> str:
    found = QUOTED.search(sheet.before)
    if found is None:
        return ""
    sheet.before = sheet.before[: found.start()] + GAP + sheet.before[found.end() :]
    return found[1] or found[2]


def take_link(sheet: Sheet) -> None:
    found = list(bounded(LINK).finditer(sheet.before))
    if len(found) == 1:
        sheet.found.append(("link", found[0].group()))
        sheet.after = sheet.before[found[0].end() :]
        sheet.before = sheet.before[: found[0].start()]
    elif found:
        sheet.problems.append(("link", "twice"))
        sheet.before = bounded(LINK).sub(GAP, sheet.before)


def take(sheet: Sheet, name: str, pattern: re.Pattern[str]) -> None:
    found = list(pattern.finditer(sheet.before))
    sheet.before = pattern.sub(GAP, sheet.before)
    if not found:
        found = list(pattern.finditer(sheet.after))
        sheet.after = pattern.sub(GAP, sheet.after)
    if len(found) > 1:
        sheet.problems.append((name, "twice"))
    elif found:
        sheet.found.append((name, found[0].group()))


def take_title(sheet: Sheet, quoted: str) -> str:
    """The title, if there is only one run of words that it can be; what is left over."""
    first, last = runs(sheet.before), runs(sheet.after)
    if quoted:
        title, rest = [quoted], [*first, *last]
    elif len(last) == 1 or not last:
        title, rest = (last, first) if last else (first, [])
    else:
        title, rest = [], [*first, *last]
    if len(title) == 1:
        sheet.found.append(("title", title[0]))
        return " ".join(rest)
    return " ".join([*title, *rest])


def runs(text: str) -> list[str]:
    stripped = (run.strip(EDGES) for run in text.split(GAP))
    return [run for run in stripped if run]


def as_line(sheet: Sheet, today: date, unused: str) -> Line:
    """Each value checked on its own; what cannot be used is a problem and no answer."""
    answers, problems = [], list(sheet.problems)
    for name, said in sheet.found:
        try:
            answers.append((name, said if name == "kind" else post_answers.read(name, said, today)))
        except Unusable as refusal:
            problems.append((name, refusal.problem))
    return Line(tuple(answers), tuple(problems), unused)
