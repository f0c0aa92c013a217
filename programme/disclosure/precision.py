"""How exact a published figure is: what its reader, who knows the rules but not the key, can conclude from it."""

from __future__ import annotations

from dataclasses import dataclass

from programme.disclosure.counts import FEWEST, ROUNDED_TO, STEP, SURE
from programme.disclosure.intervals import ANY_NUMBER, Bounds
from programme.disclosure.noise import WIDEST


@dataclass(frozen=True, slots=True)
class Precision:
    """By one version of the rules."""

    whole: int
    """A count is at most this far from the truth."""
    part: int
    kept: int
    """The same of a figure that stays until it seems wrong (`steady`)."""
    fewest: int
    """Whatever is shown is at least this many people, and so are those whom a part leaves over, if it *is_guarded*."""
    hidden: int
    """A whole that is not shown is at most this many."""
    hidden_part: int
    is_guarded: bool

    def of_whole(self, shown: int | None) -> Bounds:
        return self.about(shown, self.whole) if shown is not None else Bounds(0, self.hidden)

    def of_kept(self, shown: int | None) -> Bounds:
        return self.about(shown, self.kept) if shown is not None else Bounds(0, self.hidden)

    def of_part(self, shown: int | None, room: int) -> Bounds:
        """*room*: what the wholes left for it; a figure as large may have been made to fit."""
        if shown is None:
            return Bounds(0, self.hidden_part)
        found = self.about(shown, self.part)
        return Bounds(found.low, ANY_NUMBER) if self.is_guarded and shown >= room else found

    def of_others(self, shown: int | None) -> Bounds:
        """Those whom a part leaves over."""
        return Bounds(self.fewest if self.is_guarded and shown is not None else 0)

    def about(self, shown: int, off: int) -> Bounds:
        return Bounds(max(self.fewest, shown - off), shown + off)


OFF = WIDEST + ROUNDED_TO // 2
"""Whole numbers are rounded to 5 by at most 2."""
FIRST = Precision(OFF, OFF, OFF, FEWEST, SURE - 1, ANY_NUMBER, is_guarded=True)
SECOND = Precision(OFF, OFF + WIDEST, STEP - 1 + WIDEST, FEWEST, SURE - 1, ANY_NUMBER, is_guarded=True)
NAIVE = Precision(0, 0, 0, 5, 4, 4, is_guarded=False)
"""Not ours: what many publish, exact and hidden under 5. The auditor is tried on it."""


def of_rules(version: str) -> Precision:
    """Raises KeyError: there are no such rules."""
    return {"1": FIRST, "2": SECOND, "3": SECOND, "naive": NAIVE}[version]
