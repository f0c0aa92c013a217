"""What was measured, as one table for the terminal and one page for docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.figures import Measured, Ratio, number
from benchmarks.machine import Machine

COLUMNS = ("what", "floor", "ours", "ratio", "target", "")
INTRODUCTION = """# Benchmarks

Speed is claimed here only as a ratio to a floor that anybody can measure again: `make bench` runs each floor and ours
in turn (floor, ours, floor, ours, …), with the same journal mode and the same `synchronous`, and tells the median with
the least and the most. `make bench ONLY=taps` measures one of
{names}; `QUICK=1` measures less, and says little;
this page is written anew by `make bench WRITE=1`. A target that is missed is told as missed.

- The ratio is of the medians; beside it, the least and the most of the rounds' own ratios.
- The bots run in processes of their own, started afresh, before a server in a third one that answers at once (or after
  50 ms) and checks nothing. Ours is the whole bot with its record on a real disk. For taps alone, Telegram's limit of
  30 messages a second is lifted, since every bot would come to the same 30 under it.
- "hoped" tells of what was hoped for beyond the target and is not so.
"""


@dataclass(frozen=True, slots=True)
class Report:
    machine: Machine
    command: str
    rounds: int
    ratios: Sequence[Ratio]
    skipped: Sequence[str]

    def table(self) -> Iterator[str]:
        """Lines for a terminal."""
        rows = [COLUMNS, *(cells(ratio) for ratio in self.ratios)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield from (f"not measured: {why}" for why in self.skipped)

    def page(self, names: Sequence[str]) -> str:
        """The whole of docs/benchmarks.md."""
        parts = [
            INTRODUCTION.format(names=", ".join(f"`{name}`" for name in names)),
            "\n".join(self._circumstances()),
            "\n".join(self._rows()),
            "\n".join(self._notes()),
        ]
        return "\n".join(part for part in parts if part).rstrip() + "\n"

    def _circumstances(self) -> Iterator[str]:
        rounds = "one round" if self.rounds == 1 else f"{self.rounds} rounds"
        yield f"Measured on {self.machine.day} with `{self.command}`, {rounds}:\n"
        yield from (f"- {line}" for line in self.machine.lines())
        yield ""

    def _rows(self) -> Iterator[str]:
        yield f"| {' | '.join(COLUMNS)} |"
        yield "|" + "---|" * len(COLUMNS)
        for ratio in self.ratios:
            yield f"| {' | '.join(cells(ratio))} |"
        yield ""

    def _notes(self) -> Iterator[str]:
        noted = dict.fromkeys((ratio.name, ratio.note) for ratio in self.ratios if ratio.note)
        yield from (f"- {name}: {note}." for name, note in noted)
        yield from (f"- Not measured: {why}." for why in self.skipped)


def cells(ratio: Ratio) -> tuple[str, ...]:
    share = f"{number(ratio.value)} ({ratio.range})" if ratio.range else number(ratio.value)
    aim = str(ratio.target) if ratio.target else ""
    return ratio.name, told(ratio.floor, ratio.unit), told(ratio.ours, ratio.unit), share, aim, ratio.verdict


def told(measured: Measured, unit: str) -> str:
    spread = f" ({measured.spread})" if measured.spread else ""
    return f"{measured.what}: {number(measured.middle)} {unit}{spread}"
