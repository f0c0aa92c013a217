"""What follows for one group of people from what is known of others: bounds, narrowed until nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

ANY_NUMBER = 1_000_000_000
"""More than any group of people here."""


class Cell(NamedTuple):
    """A group of distinct people that something published is about, or that it leaves over.

    A tuple, since 500 workplaces are audited between two taps and a tuple is found five times as fast.
    """

    period: str
    name: str


class Bounds(NamedTuple):
    """Between how many people a group has, both included; a tuple as well."""

    low: int = 0
    high: int = ANY_NUMBER


UNKNOWN = Bounds()


class Knowledge:
    """Bounds of groups, and how the groups are made of each other.

    Where two things that are known contradict each other (entries that came late, erasures), nothing is learnt.
    """

    def __init__(self) -> None:
        self._places: dict[Cell, int] = {}
        self._low: list[int] = []
        self._high: list[int] = []
        self._sums: list[tuple[int, tuple[int, ...]]] = []
        self._covers: list[tuple[int, tuple[int, ...]]] = []

    def copied(self) -> Knowledge:
        """The same, to learn more from."""
        other = Knowledge()
        other._places = self._places.copy()
        other._low, other._high = self._low.copy(), self._high.copy()
        other._sums, other._covers = self._sums.copy(), self._covers.copy()
        return other

    def learn(self, cell: Cell, bounds: Bounds) -> Cell:
        self._narrow(self._place(cell), bounds.low, bounds.high)
        return cell

    def relate(self, whole: Cell, *parts: Cell) -> None:
        """*whole* is made of *parts*, which share nobody."""
        self._sums.append((self._place(whole), tuple([self._place(part) for part in parts])))

    def cover(self, whole: Cell, *parts: Cell) -> None:
        """Everybody of *whole* is in one of *parts* or in several; these may have others besides."""
        self._covers.append((self._place(whole), tuple([self._place(part) for part in parts])))

    def bounds(self, cell: Cell) -> Bounds:
        place = self._place(cell)
        return Bounds(self._low[place], self._high[place])

    def cells(self) -> Iterator[tuple[Cell, Bounds]]:
        yield from self.between(0, ANY_NUMBER)

    def between(self, least: int, most: int) -> Iterator[tuple[Cell, Bounds]]:
        """The groups that surely have at least *least* and at most *most* people."""
        for cell, place in self._places.items():
            if self._low[place] >= least and self._high[place] <= most:
                yield cell, Bounds(self._low[place], self._high[place])

    def conclude(self) -> None:
        """Narrow every bound by every sum until nothing changes; it ends, since bounds are whole numbers."""
        is_new = True
        while is_new:
            is_new = False
            for whole, parts in self._sums:
                is_new |= self._add_up(whole, parts)
            for whole, parts in self._covers:
                is_new |= self._cover(whole, parts)

    def _place(self, cell: Cell) -> int:
        place = self._places.setdefault(cell, len(self._low))
        if place == len(self._low):
            self._low.append(0)
            self._high.append(ANY_NUMBER)
        return place

    def _add_up(self, whole: int, parts: tuple[int, ...]) -> bool:
        low = high = 0
        for part in parts:
            low += self._low[part]
            high += self._high[part]
        is_new = self._narrow(whole, low, high)
        least, most = self._low[whole] - high, self._high[whole] - low
        for part in parts:
            was_low, was_high = self._low[part], self._high[part]
            if least + was_high > was_low or most + was_low < was_high:  # most often nothing is to be learnt
                is_new |= self._narrow(part, least + was_high, most + was_low)
                least -= self._high[part] - was_high
                most -= self._low[part] - was_low
        return is_new

    def _cover(self, whole: int, parts: tuple[int, ...]) -> bool:
        is_new = self._narrow(whole, 0, sum([self._high[part] for part in parts]))
        for part in parts:
            others = sum([self._high[other] for other in parts]) - self._high[part]
            is_new |= self._narrow(part, self._low[whole] - others, ANY_NUMBER)
        return is_new

    def _narrow(self, place: int, low: int, high: int) -> bool:
        was_low, was_high = self._low[place], self._high[place]
        low, high = max(low, was_low), min(high, was_high)
        if low > high or (low == was_low and high == was_high):
            return False
        self._low[place], self._high[place] = low, high
        return True
