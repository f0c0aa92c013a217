"""`make bench`: every benchmark, or ONLY=taps,…; QUICK=1 measures less; WRITE=1 writes docs/benchmarks.md.

Ends with 0 also where a target is missed: a measurement has no opinion, its reader has. With 1 only where something
could not be measured at all.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from benchmarks import bookings, digests, lanes, notices, startup, taps
from benchmarks.figures import Ratio
from benchmarks.machine import machine
from benchmarks.place import REAL_DISK, Place, settled
from benchmarks.processes import ROOT, NoAnswer
from benchmarks.report import Report
from tests.postgres import find_programs

BENCHMARKS: Mapping[str, Callable[[Place], Awaitable[list[Ratio]]]] = MappingProxyType(
    {
        "taps": taps.measure,
        "bookings": bookings.measure,
        "lanes": lanes.measure,
        "notices": notices.measure,
        "digests": digests.measure,
        "startup": startup.measure,
    }
)
PAGE = ROOT / "docs" / "benchmarks.md"
PROFILES = "## Where the time goes\n"
"""From this heading on the page is written by hand."""
QUICK_ROUNDS, QUICK_SCALE = 1, 0.1
USUAL_ROUNDS = 5


def main() -> int:
    names = chosen(os.environ.get("ONLY", ""))
    if names is None:
        print(f"ONLY= may name: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    quick = os.environ.get("QUICK") == "1"
    rounds = int(os.environ.get("ROUNDS") or (QUICK_ROUNDS if quick else USUAL_ROUNDS))
    under = Path(os.environ.get("BENCH_DIR") or REAL_DISK)
    with settled(rounds, QUICK_SCALE if quick else 1.0, aiogram_python(), under) as place:
        ratios = asyncio.run(measured(place, names))
    report = Report(machine(versions(place)), command(), rounds, ratios, place.skipped)
    print("", *report.table(), sep="\n")
    if os.environ.get("WRITE") == "1" and (len(names) < len(BENCHMARKS) or place.failures):
        print("The page is written only when everything has been measured.", file=sys.stderr)
    elif os.environ.get("WRITE") == "1":
        PAGE.write_text(report.page(tuple(BENCHMARKS)) + by_hand(), "utf-8")
    return int(bool(place.failures))


def by_hand() -> str:
    """What people have written at the end of the page: the profiles that say why. It stays."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    _, heading, rest = text.partition(PROFILES)
    return f"\n{heading}{rest}" if heading else ""


def chosen(only: str) -> Sequence[str] | None:
    """The benchmarks named, all where none is; None where one is not known."""
    names = [name for name in only.replace(",", " ").split() if name] or list(BENCHMARKS)
    return names if all(name in BENCHMARKS for name in names) else None


async def measured(place: Place, names: Sequence[str]) -> list[Ratio]:
    """One after the other: two at once would measure each other."""
    found: list[Ratio] = []
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            found += await BENCHMARKS[name](place)
        except NoAnswer as error:
            place.failures.append(name)
            place.skip(f"{name}, because {error}")
    return found


def aiogram_python() -> Path | None:
    """The Python of the environment that `make bench` has made; None where it could not."""
    named = os.environ.get("AIOGRAM_PYTHON", "")
    return Path(named).absolute() if named and Path(named).exists() else None


def versions(place: Place) -> tuple[str, ...]:
    programs = find_programs()
    asked = [
        ((place.aiogram, "-c", "import aiogram; print('aiogram', aiogram.__version__)") if place.aiogram else None),
        ((programs / "postgres", "--version") if programs else None),
    ]
    return tuple(
        subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        for command in asked
        if command
    )


def command() -> str:
    given = [f"{name}={os.environ[name]}" for name in ("ONLY", "QUICK", "ROUNDS") if os.environ.get(name)]
    return " ".join(("make bench", *given))


if __name__ == "__main__":
    sys.exit(main())
