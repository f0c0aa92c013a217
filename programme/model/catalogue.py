"""What the team edits in a workbook: signposts, webinar series and challenges; and the form of that workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from programme.model.kinds import Sensitivity
from programme.model.wishes import Challenge

TOPIC = "topic:"
"""What the name of a topic's column begins with; its id follows."""


class Sheet(StrEnum):
    """The sheets that hold something, by the names on their tabs."""

    RESOURCES = "Resources"
    WEBINARS = "Webinars"
    CHALLENGES = "Challenges"


@dataclass(frozen=True, slots=True)
class Topic:
    """What signposts are listed under. Topics come with the bot and are not edited."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A signpost, in English as the catalogue has it."""

    id: str
    name: str
    what: str
    who: str
    how: str
    topics: tuple[str, ...]
    words: tuple[str, ...]
    url: str = ""
    is_urgent: bool = False
    """Comes before all others if one of its words was typed."""


@dataclass(frozen=True, slots=True)
class WebinarSeries:
    """A run of webinars. What of it is health-related is so for every webinar that belongs to it."""

    id: str
    title: str
    about: str = ""
    sensitivity: Sensitivity = Sensitivity.ORDINARY


@dataclass(frozen=True, slots=True)
class DescribedChallenge:
    """A challenge's rules, and its words in English as the catalogue has them."""

    rules: Challenge
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that holds at one time, each in the order in which it is offered."""

    topics: tuple[Topic, ...]
    resources: tuple[Resource, ...] = ()
    webinars: tuple[WebinarSeries, ...] = ()
    challenges: tuple[DescribedChallenge, ...] = ()
    version: int = 0
    """0 is what came with the bot; the team's own count from 1."""
    published_at: datetime | None = None

    def topic(self, id: str) -> Topic | None:
        return next((one for one in self.topics if one.id == id), None)

    def resource(self, id: str) -> Resource | None:
        return next((one for one in self.resources if one.id == id), None)

    def about(self, topic: str) -> tuple[Resource, ...]:
        """The signposts listed under a topic."""
        return tuple(one for one in self.resources if topic in one.topics)

    def challenge(self, id: str) -> DescribedChallenge | None:
        return next((one for one in self.challenges if one.rules.id == id), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its name in the record, its heading, and the most letters in a cell."""

    key: str
    heading: str
    limit: int
    width: int = 24
    """As a spreadsheet counts it, in letters."""
    is_needed: bool = True
    options: tuple[str, ...] = ()
    """The only answers there are; an empty one only where it is not needed."""


YES, NO = "yes", "no"
ID = Column("id", "Id (leave as it is)", 40, 22, is_needed=False)
SHEETS: Mapping[Sheet, tuple[Column, ...]] = MappingProxyType(
    {
        Sheet.RESOURCES: (
            ID,
            Column("name", "Name", 60, 30),
            Column("what", "What it is", 200, 50),
            Column("who", "Who it is for", 200, 40),
            Column("how", "How to get there", 250, 50),
            Column("url", "Address (https)", 300, 34, is_needed=False),
            Column("words", "Words that find it", 600, 50, is_needed=False),
            Column("urgent", "Urgent", 3, 9, is_needed=False, options=(YES, NO)),
        ),
        Sheet.WEBINARS: (
            ID,
            Column("title", "Series", 80, 36),
            Column("about", "What it is about", 200, 60, is_needed=False),
            Column("health", "About health", 3, 14, options=(YES, NO)),
        ),
        Sheet.CHALLENGES: (
            ID,
            Column("title", "Challenge", 40, 36),
            Column("about", "What it is about", 200, 60),
            Column("minutes", "Minutes a day", 3, 16),
            Column("days", "Days", 3, 9),
        ),
    }
)
"""The columns of each sheet; Resources has one more for each topic."""
MOST_ROWS: Mapping[Sheet, int] = MappingProxyType({Sheet.RESOURCES: 200, Sheet.WEBINARS: 30, Sheet.CHALLENGES: 7})
"""More challenges would not fit on one small screen."""


def columns(sheet: Sheet, topics: tuple[Topic, ...]) -> tuple[Column, ...]:
    """All columns of *sheet*, in the order in which they are written."""
    if sheet is not Sheet.RESOURCES:
        return SHEETS[sheet]
    listed = (Column(f"{TOPIC}{one.id}", one.title, 3, 12, is_needed=False, options=(YES, NO)) for one in topics)
    return (*SHEETS[sheet], *listed)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was typed; the first below the headings is number 2."""

    sheet: Sheet
    number: int
    cells: tuple[tuple[str, str], ...]
    """Pairs of a column's key and the text in it; an empty cell may be left out."""

    def cell(self, key: str) -> str:
        return dict(self.cells).get(key, "")


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What cannot be used, and where: a reason is worded by `content.catalogue_problems`."""

    reason: str
    sheet: str = ""
    row: int = 0
    """0: it is not about one row."""
    column: str = ""
    """The heading, as the team reads it."""
    details: tuple[tuple[str, str], ...] = ()
    """What the sentence needs to know, by name."""


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """What a workbook says, or why it says nothing that can be used."""

    rows: tuple[SheetRow, ...] = ()
    problems: tuple[SheetProblem, ...] = ()
    made_from: int | None = None
    """The version that the workbook was made from; None where it does not say."""


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """One that the team has published, as it is kept: it may not be readable any more."""

    version: int
    body: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What becomes of one sheet, by the names of its rows."""

    sheet: Sheet
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: int = 0
    is_reordered: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.is_reordered)
