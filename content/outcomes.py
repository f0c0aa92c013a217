"""The programme's outcome tables for its evaluation: as CSV, and in words. Functions of what is frozen only."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from programme.model import Outcomes, OutcomeTable

TARGET_POINTS = 4
"""The county wants four points fewer adults under 30 minutes a week, down from 22.6 %."""
TOO_FEW = "too few to show"
HEADER = ("period", "first_day", "last_day", "measure", "figure", "unit", "of_whom", "rules")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula. Source: OWASP, "CSV Injection"."""
AGAIN = "people who answered again in the quarter"
RATERS = "people who rated a session in the quarter"


@dataclass(frozen=True, slots=True)
class Line:
    measure: str
    figure: int | None
    unit: str
    of_whom: str


def lines(outcomes: Outcomes) -> tuple[Line, ...]:
    """Shares are worked out from the published counts, so they say no more than these do."""
    change = points_fewer(outcomes)
    return (
        Line("answered_again", outcomes.asked_again, "people, to the nearest 5", "people who had answered before"),
        Line("under_30_at_start", share(outcomes.under_30_before, outcomes.asked_again), "percent", AGAIN),
        Line("under_30_now", share(outcomes.under_30_now, outcomes.asked_again), "percent", AGAIN),
        Line("change_under_30", change and abs(change), direction(change), AGAIN),
        Line("county_target_under_30", TARGET_POINTS, "points fewer", "adults in Essex"),
        Line("lifted", share(outcomes.lifted, outcomes.under_30_before), "percent", "those under 30 at the start"),
        Line("rated_a_session", outcomes.rated, "people, to the nearest 5", "people who took part"),
        Line("rated_just_right", share(outcomes.just_right, outcomes.rated), "percent", RATERS),
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
            row = (*when, one.measure, shown(one.figure), one.unit, one.of_whom, f"disclosure rules {table.rules}")
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
        said = (f"  {one.measure}: {shown(one.figure)} ({one.unit}; {one.of_whom})" for one in lines(table.outcomes))
        parts.append("\n".join((table.period.name, *said)))
    return "\n\n".join(parts)
