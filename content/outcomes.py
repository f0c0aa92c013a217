"""The programme's outcome tables for its evaluation: as CSV, and in words. Functions of what is frozen only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor

from content import margins
from content.margins import Margin
from programme.model import Outcomes, OutcomeTable

TARGET_POINTS = 4
"""The county wants four points fewer adults under 30 minutes a week, down from 22.6 %."""
TOO_FEW = "too few to show"
HEADER = (
    "period", "first_day", "last_day", "measure", "figure", "unit", "low_95", "high_95",
    "of_whom", "explanation", "rules",
)  # fmt: skip
"""One line is one figure, in the unit beside it; low_95 and high_95 are its 95 % interval, in the same unit."""
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula. Source: OWASP, "CSV Injection"."""
AGAIN = "people who answered again in the quarter"
RATERS = "people who rated a session in the quarter"


EXPLAINED = {
    "answered_again": "People whose first answer was earlier and who answered again in this quarter",
    "under_30_at_start": "No day of 30 minutes or more in the week before their first answer",
    "under_30_now": "No day of 30 minutes or more in the week before their last answer in this quarter",
    "change_under_30": "under_30_at_start less under_30_now",
    "change_under_30_from": "One end of the 95 % interval of change_under_30",
    "change_under_30_to": "The other end of the 95 % interval of change_under_30",
    "county_target_under_30": "The county's own target for all adults, to set beside the change; not a result",
    "lifted": "Under 30 minutes at the start and not in their last answer",
    "rated_a_session": "People who said how hard a session was",
    "rated_just_right": "Their last rating in this quarter was Just right",
}


@dataclass(frozen=True, slots=True)
class Line:
    measure: str
    figure: int | None
    unit: str
    of_whom: str
    margin: Margin | None = None

    @property
    def explanation(self) -> str:
        return EXPLAINED[self.measure]

    @property
    def ends(self) -> tuple[str, str]:
        """The interval, rounded outwards to whole numbers; blank where there is none."""
        return (str(floor(self.margin.low)), str(ceil(self.margin.high))) if self.margin else ("", "")


def lines(outcomes: Outcomes) -> tuple[Line, ...]:
    """Shares and intervals are worked out from the published counts, so they say no more than these do.

    Every count is noisy and rounded to 5 (`programme.disclosure`); how the intervals allow for it, and where they are
    from, is in `content.margins`.
    """
    asked, rated = outcomes.asked_again, outcomes.rated
    return (
        Line("answered_again", asked, "people, to the nearest 5", "people who had answered before"),
        percent("under_30_at_start", outcomes.under_30_before, asked, AGAIN),
        percent("under_30_now", outcomes.under_30_now, asked, AGAIN),
        *changes(outcomes),
        Line("county_target_under_30", TARGET_POINTS, "points fewer", "adults in Essex"),
        percent("lifted", outcomes.lifted, outcomes.under_30_before, "those under 30 at the start"),
        Line("rated_a_session", rated, "people, to the nearest 5", "people who took part"),
        percent("rated_just_right", outcomes.just_right, rated, RATERS),
    )


def percent(measure: str, part: int | None, whole: int | None, of_whom: str) -> Line:
    return Line(measure, share(part, whole), "percent", of_whom, margins.of_share(part, whole))


def changes(outcomes: Outcomes) -> tuple[Line, ...]:
    """The change and the ends of its interval, a line each: any of them may be fewer or more, which its unit says."""
    margin = margins.of_difference(outcomes.under_30_before, outcomes.under_30_now, outcomes.asked_again)
    ends = (ceil(margin.high), floor(margin.low)) if margin else (None, None)
    found = zip(("", "_from", "_to"), (points_fewer(outcomes), *ends), strict=True)
    return tuple(
        Line(f"change_under_30{name}", None if points is None else abs(points), direction(points), AGAIN)
        for name, points in found
    )


def share(part: int | None, whole: int | None) -> int | None:
    """In whole percent; never more than all, although both are rounded."""
    return None if part is None or not whole else min(100, round(100 * part / whole))


def points_fewer(outcomes: Outcomes) -> int | None:
    """How many percentage points fewer are under 30 minutes now than at the start; below zero: more."""
    before = share(outcomes.under_30_before, outcomes.asked_again)
    now = share(outcomes.under_30_now, outcomes.asked_again)
    return None if before is None or now is None else before - now


def direction(change: int | None) -> str:
    return "points more" if change is not None and change < 0 else "points fewer"


def as_csv(tables: Iterable[OutcomeTable]) -> str:
    """RFC 4180, one line for each measure and quarter; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for table in tables:
        last = table.period.ends_before - timedelta(days=1)
        when = (table.period.name, table.period.starts_on.isoformat(), last.isoformat())
        for one in lines(table.outcomes):
            figures = (one.measure, shown(one.figure), one.unit, *one.ends)
            row = (*when, *figures, one.of_whom, one.explanation, f"disclosure rules {table.rules}")
            writer.writerow([cell(value) for value in row])
    return text.getvalue()


def cell(value: str) -> str:
    """As it is, or with a quote before what a spreadsheet would work out."""
    return f"'{value}" if value.lstrip(" ").startswith(RISKY) else value


def shown(figure: int | None) -> str:
    return TOO_FEW if figure is None else str(figure)


def as_text(tables: Iterable[OutcomeTable]) -> str:
    """For reading at a terminal."""
    parts = []
    for table in tables:
        said = (f"  {one.measure}: {shown(one.figure)}{between(one)} ({about(one)})" for one in lines(table.outcomes))
        parts.append("\n".join((table.period.name, *said)))
    return "\n\n".join(parts)


def between(line: Line) -> str:
    low, high = line.ends
    return f", 95 % interval {low} to {high}" if low else ""


def about(line: Line) -> str:
    return f"{line.unit}; {line.of_whom}"
