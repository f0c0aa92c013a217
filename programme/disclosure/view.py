"""What one workplace's HR can know: everything published to it, as bounds on groups of people; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from programme.disclosure.intervals import ANY_NUMBER, UNKNOWN, Bounds, Cell, Knowledge
from programme.disclosure.precision import Precision, of_rules
from programme.model import Digest, OutcomeTable, Period

WHOLES = ("took_part", "logged", "rated")
PARTS = (
    ("took_part", "first_timers"),
    ("took_part", "at_webinars"),
    ("logged", "reached_30"),
    ("logged", "in_challenges"),
    ("rated", "just_right"),
)
LASTING = (*WHOLES, "in_challenges")
"""Whoever is counted in a stretch of days is counted in a longer one that holds it: unless they have ended their
challenge or were erased between the two, which whoever reads the figures cannot know."""
SAME_EVERYWHERE = (("took_part", "first_timers"), ("logged", "in_challenges"))
"""Parts that mean the same of one's own workplace as of all together."""
TIMES = ("morning", "lunch", "afternoon")
OTHERS = "others than "
"""Before a part's name: those whom it leaves over."""
ELSEWHERE = "elsewhere "
"""Before a figure's name: those of other workplaces, whom the figures of all together and one's own leave over."""
ALL = "all "
"""Before a period's name: of all workplaces together."""


@dataclass(frozen=True, slots=True)
class View:
    """All that the HR of one workplace has been or is to be given; trends, pictures and files say nothing else.

    What HR people can see as employees adds nothing: the timetable says "Places", "Few left" and "Full" (of what is
    about health "Open" and "Full"), waiting lists are put in words, and challenges show everybody their own progress
    and, beside it, a figure of the last digest in *own* or else in *pooled*: the same one, frozen.
    """

    own: tuple[Digest, ...]
    pooled: tuple[Digest, ...] = ()
    tables: tuple[OutcomeTable, ...] = ()
    last_using: int | None = None
    """What was said, before all of *own*, of how many use the bot."""


def knowledge_of(view: View) -> Knowledge:
    """Everything that follows."""
    known = of_everybody(view.pooled, view.tables).copied()
    read_all(known, view.own, "", view.last_using)
    relate_periods(known, [one.period for one in view.own], "")
    relate_to_all(known, view)
    known.conclude()
    return known


@lru_cache(maxsize=4)
def of_everybody(pooled: tuple[Digest, ...], tables: tuple[OutcomeTable, ...]) -> Knowledge:
    """What every HR can know alike: kept, since 500 workplaces are audited one after another."""
    known = Knowledge()
    read_all(known, pooled, ALL)
    for table in tables:
        read_table(known, table)
    known.conclude()
    return known


def read_all(known: Knowledge, digests: Iterable[Digest], prefix: str, last: int | None = None) -> None:
    for digest in sorted(digests, key=lambda one: (one.period.ends_before, one.period.name)):
        by = of_rules(digest.rules)
        read(known, digest, prefix, replace(by, hidden=ANY_NUMBER) if prefix else by)
        using = digest.figures.using
        bounds = by.of_kept(using) if using == last or prefix else by.of_whole(using)
        known.learn(Cell(prefix + digest.period.name, "using"), UNKNOWN if prefix and using is None else bounds)
        last = last if using is None else using


def read(known: Knowledge, digest: Digest, prefix: str, by: Precision) -> None:
    """One digest's own figures. Of all together even a large number may be hidden, so that hiding says nothing."""
    period, of = prefix + digest.period.name, digest.figures
    for whole in WHOLES:
        known.learn(Cell(period, whole), by.of_whole(value(digest, whole)))
    for whole, part in PARTS:
        read_part(known, period, (whole, value(digest, whole)), (part, value(digest, part)), by)
    read_150(known, digest, period, by)
    if of.times and of.took_part is not None:
        room = of.took_part - 2 * by.fewest
        shown = (of.times.morning, of.times.lunch, of.times.afternoon)
        cells = [
            known.learn(Cell(period, name), by.of_part(number, room)) for name, number in zip(TIMES, shown, strict=True)
        ]
        known.relate(Cell(period, "took_part"), *cells)


def value(digest: Digest, figure: str) -> int | None:
    found: int | None = getattr(digest.figures, figure)
    return found


def read_part(
    known: Knowledge, period: str, whole: tuple[str, int | None], part: tuple[str, int | None], by: Precision
) -> None:
    room = (whole[1] or ANY_NUMBER) - by.fewest
    inside = known.learn(Cell(period, part[0]), by.of_part(part[1], room))
    outside = known.learn(Cell(period, OTHERS + part[0]), by.of_others(part[1]))
    known.relate(Cell(period, whole[0]), inside, outside)


def read_150(known: Knowledge, digest: Digest, period: str, by: Precision) -> None:
    """Those over 150 minutes are part of those over 30."""
    of = digest.figures
    room = min((of.logged or ANY_NUMBER) - 2 * by.fewest, (of.reached_30 or ANY_NUMBER) - by.fewest)
    over = known.learn(Cell(period, "reached_150"), by.of_part(of.reached_150, room))
    between = known.learn(Cell(period, OTHERS + "reached_150"), by.of_others(of.reached_150))
    known.relate(Cell(period, "reached_30"), over, between)


# between periods


def relate_periods(known: Knowledge, periods: Sequence[Period], prefix: str) -> None:
    """Blocks within a quarter: nobody is in a block who is not in the quarter, and everybody of the quarter is in a
    block that overlaps with it, where these leave no gap. First-timers are so once, so theirs add up."""
    for outer in periods:
        inner = [one for one in periods if one is not outer and holds(outer, one)]
        for one in inner:
            for whole in LASTING:
                rest = Cell(prefix + outer.name, f"{OTHERS}{whole} in {one.name}")
                known.relate(Cell(prefix + outer.name, whole), Cell(prefix + one.name, whole), rest)
        if inner:
            first = [Cell(prefix + one.name, "first_timers") for one in disjoint(inner)]
            rest = Cell(prefix + outer.name, f"{OTHERS}first_timers in shorter periods")
            known.relate(Cell(prefix + outer.name, "first_timers"), *first, rest)
        around = [one for one in periods if one is not outer and touch(outer, one)]
        if is_covered(outer, around):
            for figure in (*WHOLES, "first_timers"):
                parts = [Cell(prefix + one.name, figure) for one in around]
                known.cover(Cell(prefix + outer.name, figure), *parts)


def holds(outer: Period, inner: Period) -> bool:
    return outer.starts_on <= inner.starts_on and inner.ends_before <= outer.ends_before


def touch(one: Period, other: Period) -> bool:
    return one.starts_on < other.ends_before and other.starts_on < one.ends_before


def disjoint(periods: Iterable[Period]) -> list[Period]:
    found: list[Period] = []
    for one in sorted(periods, key=lambda period: period.starts_on):
        if not found or found[-1].ends_before <= one.starts_on:
            found.append(one)
    return found


def is_covered(outer: Period, by: Iterable[Period]) -> bool:
    day = outer.starts_on
    for one in sorted(by, key=lambda period: period.starts_on):
        if one.starts_on <= day:
            day = max(day, one.ends_before)
    return day > outer.ends_before - timedelta(days=1)


# between a workplace and all of them


def relate_to_all(known: Knowledge, view: View) -> None:
    """Whoever is of this workplace is of all; the rest are elsewhere."""
    of_all = {one.period.name for one in view.pooled}
    tables = {one.period.name for one in view.tables}
    for name in [one.period.name for one in view.own]:
        for figure in (*LASTING, "first_timers", "using") if name in of_all else ():
            relate_elsewhere(known, ALL + name, name, figure)
        for whole, part in SAME_EVERYWHERE if name in of_all else ():
            relate_others_elsewhere(known, name, whole, part)
        for figure in ("rated", "just_right") if name in tables else ():
            relate_elsewhere(known, table_of(name), name, figure)


def relate_elsewhere(known: Knowledge, of_all: str, own: str, figure: str) -> None:
    known.relate(Cell(of_all, figure), Cell(own, figure), Cell(of_all, f"{ELSEWHERE}{figure}"))


def relate_others_elsewhere(known: Knowledge, name: str, whole: str, part: str) -> None:
    """Those whom *part* leaves over elsewhere: of all but one's own, and of *whole* elsewhere but the part's."""
    relate_elsewhere(known, ALL + name, name, OTHERS + part)
    elsewhere = [Cell(ALL + name, f"{ELSEWHERE}{figure}") for figure in (whole, part, OTHERS + part)]
    known.relate(elsewhere[0], *elsewhere[1:])


def table_of(period: str) -> str:
    return f"outcomes {period}"


def read_table(known: Knowledge, table: OutcomeTable) -> None:
    """The programme's outcomes: four groups of people, of whom three are named and any may be left over."""
    by, of, period = of_rules(table.rules), table.outcomes, table_of(table.period.name)
    known.learn(Cell(period, "asked_again"), by.of_whole(of.asked_again))
    known.learn(Cell(period, "rated"), by.of_whole(of.rated))
    for whole, part in (
        (("asked_again", of.asked_again), ("under_30_before", of.under_30_before)),
        (("asked_again", of.asked_again), ("under_30_now", of.under_30_now)),
        (("under_30_before", of.under_30_before), ("lifted", of.lifted)),
        (("rated", of.rated), ("just_right", of.just_right)),
    ):
        read_part(known, period, whole, part, by)
    stayed, slipped = Cell(period, f"{OTHERS}lifted"), Cell(period, "slipped")
    known.learn(slipped, Bounds(by.fewest if by.is_guarded and of.lifted is not None else 0))
    known.relate(Cell(period, "under_30_now"), stayed, slipped)
