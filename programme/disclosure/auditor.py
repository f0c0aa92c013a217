"""The auditor: reads only what was and is to be published, and withholds whatever could be worked out of it.

It knows the rules and not the key, as an attacker does: each figure is an interval for the truth, what is hidden is an
interval too, and the sums between them narrow both until nothing changes (`programme.disclosure.view`). A group that
then has at least one person for certain and fewer than ten for certain is *pinned*.

Source: the audit of Eurostat's "Handbook on statistical disclosure control", 4.3.3 (feasibility intervals of
suppressed cells).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from programme.disclosure.counts import FEWEST
from programme.disclosure.intervals import Bounds, Cell
from programme.disclosure.view import View, knowledge_of, touch
from programme.model import Digest, Figures

FAMILIES = MappingProxyType(
    {
        "using": ("using",),
        "took_part": ("took_part", "first_timers", "at_webinars", "attended", "times"),
        "logged": ("logged", "mean_minutes", "reached_30", "reached_150", "in_challenges"),
        "rated": ("rated", "just_right"),
    }
)
"""What is withheld together, since each would help to guess the others."""
OF_TIMES = ("morning", "lunch", "afternoon")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A group that the published figures show to have between *low* and *high* people: too few."""

    cell: Cell
    low: int
    high: int


def pinned(view: View) -> tuple[Pinned, ...]:
    """Every group that can be worked out to be 1 to 9 people."""
    found = knowledge_of(view).between(1, FEWEST - 1)
    return tuple(Pinned(cell, one.low, one.high) for cell, one in found)


def is_pinned(bounds: Bounds) -> bool:
    return bounds.low > 0 and bounds.high < FEWEST


def audited(fresh: Digest, before: View, *, of_all: bool = False) -> Digest:
    """*fresh* as it may be published beside what was published *before*, without the families that would pin anybody.

    *of_all*: it is of all workplaces together. What *before* alone pins is past helping and costs nothing more.
    """
    near = linked(fresh, before)
    found = pinned(joined(near, fresh, of_all=of_all))
    if not found:
        return fresh
    past = {one.cell for one in pinned(near)}
    for _ in FAMILIES:
        families = {family_of(one.cell) for one in found if one.cell not in past}
        fresh = replace(fresh, figures=without(fresh.figures, families))
        found = tuple(one for one in pinned(joined(near, fresh, of_all=of_all)) if one.cell not in past)
        if not found:
            return fresh
    return replace(fresh, figures=without(fresh.figures, FAMILIES))


def joined(view: View, fresh: Digest, *, of_all: bool) -> View:
    if of_all:
        return replace(view, pooled=(*view.pooled, fresh))
    return replace(view, own=(*view.own, fresh))


def linked(fresh: Digest, view: View) -> View:
    """What of *view* can say anything about *fresh*: what overlaps with it, and with that, and so on; and what was
    said before all that of how many use the bot, which *fresh* may repeat."""
    near, rest = [fresh], list(view.own)
    while found := [one for one in rest if any(touch(one.period, other.period) for other in near)]:
        near += found
        rest = [one for one in rest if one not in found]
    earlier = [
        one for one in rest if one.period.ends_before <= fresh.period.starts_on and one.figures.using is not None
    ]
    last = max(earlier, key=lambda one: one.period.ends_before, default=None)
    names = {one.period.name for one in near}
    return View(
        tuple(near[1:]),
        tuple([one for one in view.pooled if one.period.name in names]),
        tuple([one for one in view.tables if one.period.name in names]),
        last.figures.using if last else view.last_using,
    )


def family_of(cell: Cell) -> str:
    """The family of the figure that *cell* is, or is left over by."""
    words = cell.name.split()
    for family, figures in FAMILIES.items():
        if any(word in figures or (word in OF_TIMES and "times" in figures) for word in words):
            return family
    return "took_part"


def without(figures: Figures, families: Iterable[str] | Collection[str]) -> Figures:
    hidden = {figure: None for family in families for figure in FAMILIES[family]}
    return replace(figures, **hidden)  # type: ignore[arg-type] # all of these may be None
