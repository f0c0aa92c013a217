"""100,000 future notices as rows against one APScheduler job each, and 5,000 that fall due in one second."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.crowd import gathered, keep_reminders
from benchmarks.falling_due import Scene, crowd_for
from benchmarks.figures import Better, Measured, Ratio, Rounds, Target, in_turn
from benchmarks.place import Place
from benchmarks.processes import clean_environment
from benchmarks.taps import percentile
from programme.store.engine import opened

MANY = 100_000
DUE_AT_ONCE = 5_000
TAPS_A_SECOND = 10.0
SECONDS = 15.0
LATE_MS = 1_000.0
"""A tap that is answered later than this is late: after a second people wonder whether it was seen
(Nielsen, "Response Times: The 3 Important Limits")."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a keeper of notices said: MiB before and after taking them, and the seconds of one tick with nothing due."""

    before: float
    after: float
    tick: float

    @property
    def growth(self) -> float:
        """At least a hundredth, since memory is counted in pages."""
        return max(0.01, self.after - self.before)


async def held(place: Place, *command: str) -> Held:
    """Run one of `benchmarks.keepers`, fresh."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.keepers",
        *command,
        cwd=place.root,
        env=clean_environment({}),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    return Held(**json.loads(said))


async def measure(place: Place) -> list[Ratio]:
    many = place.many(MANY, 500)
    folder = place.folder("notices")
    await kept(folder, many)
    return [*await compared(place, folder, many), await at_once(place)]


async def kept(folder: Path, many: int) -> None:
    """Two records alike, but that one has *many* reminders for later."""
    crowd = await gathered(f"sqlite:///{folder / 'none' / 'bot.db'}", many)
    shutil.copytree(folder / "none", folder / "many")
    async with opened(f"sqlite:///{folder / 'many' / 'bot.db'}") as database, database.transaction() as tx:
        later = [crowd.now + timedelta(days=1, seconds=n) for n in range(many)]
        await keep_reminders(tx, crowd, range(many), later)


async def compared(place: Place, folder: Path, many: int) -> list[Ratio]:
    ticks = Rounds()

    def growth(name: str, *command: str) -> tuple[str, Callable[[], Awaitable[float]]]:
        async def run() -> float:
            found = await held(place, *command)
            ticks.add(name, 1_000 * found.tick)
            return found.growth

        return name, run

    rounds = await in_turn(
        [
            growth("jobs", "jobs", str(many)),
            growth("none", "rows", f"sqlite:///{folder / 'none' / 'bot.db'}"),
            growth("many", "rows", f"sqlite:///{folder / 'many' / 'bot.db'}"),
        ],
        place.rounds,
        place.bar("keepers of notices"),
    )
    return [
        Ratio(
            f"memory for {many:,} future notices",
            "MiB",
            rounds.of("jobs", "an APScheduler job each"),
            rounds.of("many", "rows"),
            Target(Better.LESS, 0.05),
            note="what the process grows by (USS): the database opened and ticking, against the scheduler filled",
        ),
        Ratio(
            f"a tick with nothing due, {many:,} notices waiting",
            "ms",
            ticks.of("none", "ours with none waiting"),
            ticks.of("many", "ours"),
            Target(Better.LESS, 1.25),
            note="it does not grow with them: a quarter is left for the measurement itself",
        ),
    ]


async def at_once(place: Place) -> Ratio:
    """No tap may be late because reminders fall due; *late* is a second, which is the floor here."""
    due = place.number(DUE_AT_ONCE, 100)
    folder = place.folder("due")
    crowd = await crowd_for(folder, due)
    scene, slowest = Scene(place, crowd, folder, crowd.presses(), TAPS_A_SECOND, SECONDS), Rounds()

    def with_due(name: str, due: int) -> tuple[str, Callable[[], Awaitable[float]]]:
        async def reply() -> float:
            """The 99th percentile in milliseconds."""
            seen = await scene.with_due(due)
            slowest.add(name, 1_000 * max(seen.latencies, default=0.0))
            return 1_000 * percentile(seen.latencies, 0.99)

        return name, reply

    contenders = [with_due("none", 0), with_due("many", due)]
    rounds = await in_turn(contenders, place.fewer, place.bar("runs of the bot with reminders due"))
    usual, during = rounds.of("none", "").middle, rounds.of("many", "").middle
    return Ratio(
        f"the slowest tap while {due:,} notices fall due in one second",
        "ms",
        Measured("a tap is late after", (LATE_MS,)),
        slowest.of("many", "ours"),
        Target(Better.LESS, 1.0),
        note=f"99th percentile {during:.0f} ms, {usual:.0f} ms with none due; {TAPS_A_SECOND:g} taps a second",
    )
