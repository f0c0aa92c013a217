"""`make soak`: a simulated day with everything going wrong; SEED=, PEOPLE= and MINUTES= change it."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from playground.demo import Demo, surroundings
from playground.limits import Limits
from playground.serve import TOKEN, Telegram, play
from playground.soak import faults, verdict
from playground.soak.crowd import Crowd
from programme import promises
from programme.record import opened_record

ACTS_A_SECOND = 12.0
SIMULATED = timedelta(hours=14)
"""From early morning until late: what passes on the moved clock while the soak runs."""
CALM_SECONDS = 90.0
KILL_AFTER = (4.0, 20.0)


@dataclass(slots=True)
class Soak:
    seed: int
    people: int
    minutes: float
    kills: int = 0
    slowest_start: float = 0.0

    async def run(self) -> bool:
        """Whether every promise was kept."""
        with tempfile.TemporaryDirectory(prefix="find-your-active-soak-") as name:
            folder = Path(name)
            async with play(TOKEN, clock_file=folder / "clock", limits=Limits(), seed=self.seed) as telegram:
                demo = Demo(0, environment=surroundings(folder, folder / "clock", telegram.url, smtp=9))
                await demo.command("seed")
                link = await demo.invite(("employee", "--employer", "Essex County Council"))
                crowd = Crowd(telegram, link, self.people, Random(self.seed))  # noqa: S311 - repeatable on purpose
                await self._day(demo, telegram, crowd)
                return await self._verdict(folder, telegram, crowd)

    async def _day(self, demo: Demo, telegram: Telegram, crowd: Crowd) -> None:
        seconds = self.minutes * 60
        faults.order(telegram, self.seed)
        async with asyncio.TaskGroup() as group:
            killing = group.create_task(self._kill_again_and_again(demo))
            moving = group.create_task(self._move_the_clock(telegram, seconds))
            await crowd.act_for(seconds, ACTS_A_SECOND)
            moving.cancel()
            killing.cancel()
        telegram.clear_faults()
        print("\nFaults are over; waiting until everything is answered ...", flush=True)
        async with demo.bot():
            await self._calm(telegram)

    async def _kill_again_and_again(self, demo: Demo) -> None:
        chance = Random(self.seed + 1)  # noqa: S311 - repeatable on purpose
        while True:
            began = time.monotonic()
            async with demo.bot() as process:
                self.slowest_start = max(self.slowest_start, time.monotonic() - began)
                await asyncio.sleep(chance.uniform(*KILL_AFTER))
                process.kill()
                await process.wait()
            self.kills += 1

    async def _move_the_clock(self, telegram: Telegram, seconds: float) -> None:
        began = time.monotonic()
        while True:
            telegram.advance(SIMULATED.total_seconds() / seconds)
            share = (time.monotonic() - began) / seconds
            print(f"\r[{'#' * round(30 * share):<30}] {self.kills} kills", end="", flush=True)
            await asyncio.sleep(1.0)

    async def _calm(self, telegram: Telegram) -> None:
        """Until nobody waits for an answer, or patience ends."""
        try:
            await telegram.settled(CALM_SECONDS)
        except (TimeoutError, AssertionError):
            print("Not everything was answered in time.")
        await asyncio.sleep(5.0)

    async def _verdict(self, folder: Path, telegram: Telegram, crowd: Crowd) -> bool:
        url = f"sqlite:///{folder / 'demo.db'}"
        async with opened_record(url, telegram.now) as database, database.reading() as reading:
            kept = await promises.count(reading, telegram.now)
        figures: dict[str, object] = {
            "seed": self.seed,
            "people": len(crowd.people),
            "acts": crowd.acts,
            "updates answered": kept.answered,
            "calls": len(telegram.calls),
            "faults": sum(call.fault is not None for call in telegram.calls),
            "kill -9": self.kills,
            "slowest start, seconds": round(self.slowest_start, 1),
        }
        stale = verdict.stale_reminders(telegram, timedelta(seconds=2 * SIMULATED.total_seconds() / self.minutes / 60))
        return verdict.report(kept, figures, verdict.refusals(telegram), stale, verdict.unanswered(telegram))


def main() -> int:
    seed = int(os.environ.get("SEED") or time.time())
    soak = Soak(seed, int(os.environ.get("PEOPLE", "2000")), float(os.environ.get("MINUTES", "20")))
    return 0 if asyncio.run(soak.run()) else 1


if __name__ == "__main__":
    sys.exit(main())
