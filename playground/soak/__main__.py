"""`make soak`: simulated nights and days with everything going wrong.

SEED= repeats it, PEOPLE= and MINUTES= make it larger or longer, NIGHT=spring or autumn plays only one of the two.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from playground.demo import CommandFailed, Demo, surroundings
from playground.limits import Limits
from playground.serve import TOKEN, Telegram, play
from playground.soak import evidence, faults, verdict
from playground.soak.crowd import Crowd
from playground.soak.evidence import Evidence
from playground.soak.leaders import Leaders
from playground.soak.stage import ENDS, NIGHTS, SHORT, SHORT_ENDS, Cast, Night, plant
from programme import promises
from programme.promises import Kept
from programme.record import opened_record

ACTS_A_SECOND = 12.0
CALM_SECONDS = 90.0
KILL_AFTER = (4.0, 20.0)
LEAP_SECONDS = 0.5
"""How often the clock is moved on."""
POISON_SECONDS = 25.0
BOOKINGS = "SELECT state AS sort, COUNT(*) AS n FROM bookings GROUP BY state"
SENT = "SELECT kind AS sort, COUNT(*) AS n FROM notices WHERE state = 'sent' GROUP BY kind"
NOT_SENT = (
    "SELECT kind || ' ' || reason AS sort, COUNT(*) AS n FROM notices"
    " WHERE state NOT IN ('sent', 'waiting') GROUP BY kind, reason"
)


@dataclass(slots=True)
class Soak:
    """One night and the day after it."""

    night: Night
    seed: int
    people: int
    seconds: float
    folder: Path
    kills: int = 0
    starts: list[float] = field(default_factory=list)
    stopped_after: float = 0.0
    exit_code: int = 0

    async def run(self) -> bool:
        """Whether every promise was kept."""
        clock = self.folder / "clock"
        async with play(TOKEN, clock_file=clock, limits=Limits(), seed=self.seed) as telegram:
            telegram.world.clock.advance_to(self.night.begins)
            demo = Demo(0, environment=surroundings(self.folder, clock, telegram.url, smtp=9))
            await demo.command("seed")
            cast = await plant(self._url, telegram, self.night, self.people)
            link = await demo.invite(("employee", "--employer", "Essex County Council"))
            crowd = Crowd(telegram, link, list(cast.members), cast.sessions, self._chance(0))
            leaders = Leaders(cast.leaders, self._chance(2))
            calamities = faults.Calamities(telegram, self.folder / "demo.db", self._chance(3))
            await self._day(demo, crowd, leaders, calamities)
            return await self._verdict(telegram, cast, crowd, leaders, calamities)

    @property
    def _url(self) -> str:
        return f"sqlite:///{self.folder / 'demo.db'}"

    def _chance(self, more: int) -> Random:
        return Random(self.seed + more)  # noqa: S311 - repeatable on purpose

    async def _day(self, demo: Demo, crowd: Crowd, leaders: Leaders, calamities: faults.Calamities) -> None:
        faults.order(crowd.telegram, self.seed)
        async with asyncio.TaskGroup() as group:
            going_on = [
                group.create_task(self._kill_again_and_again(demo, calamities)),
                group.create_task(self._move_the_clock(crowd.telegram)),
                group.create_task(leaders.lead_for_ever()),
                group.create_task(calamities.go_on()),
                group.create_task(poison_now_and_then(crowd)),
            ]
            await crowd.act_for(self.seconds, ACTS_A_SECOND)
            for task in going_on:
                task.cancel()
        crowd.telegram.clear_faults()
        await crowd.come_back()
        print("\nFaults are over; waiting until everything is answered ...", flush=True)
        async with self._running(demo, calamities) as process:
            await self._calm(crowd.telegram)
            began = time.monotonic()
            process.terminate()
            self.exit_code = await process.wait()
            self.stopped_after = time.monotonic() - began

    @asynccontextmanager
    async def _running(self, demo: Demo, calamities: faults.Calamities) -> AsyncIterator[asyncio.subprocess.Process]:
        began = time.monotonic()
        async with demo.bot() as process:
            if not calamities.struck_since(began):
                self.starts.append(time.monotonic() - began)
            yield process

    async def _kill_again_and_again(self, demo: Demo, calamities: faults.Calamities) -> None:
        chance = self._chance(1)
        while True:
            began = time.monotonic()
            try:
                async with self._running(demo, calamities) as process:
                    await asyncio.sleep(chance.uniform(*KILL_AFTER))
                    process.kill()
                    await process.wait()
            except CommandFailed:
                if not calamities.struck_since(began):
                    raise
                continue  # whoever runs the bot for real has it started again, too
            self.kills += 1

    async def _move_the_clock(self, telegram: Telegram) -> None:
        began = time.monotonic()
        while True:
            telegram.advance(self._step.total_seconds())
            share = min(1.0, (time.monotonic() - began) / self.seconds)
            now = telegram.now.astimezone(verdict.LONDON)
            print(f"\r[{'#' * round(30 * share):<30}] {now:%a %H:%M %Z}, {self.kills} kills ", end="", flush=True)
            await asyncio.sleep(LEAP_SECONDS)

    @property
    def _step(self) -> timedelta:
        return timedelta(seconds=self.night.seconds * LEAP_SECONDS / self.seconds)

    async def _calm(self, telegram: Telegram) -> None:
        """Until nobody waits for an answer and nothing is due, or patience ends."""
        try:
            async with asyncio.timeout(CALM_SECONDS):
                await telegram.settled(CALM_SECONDS)
                while not is_calm(await self._kept(telegram)):  # noqa: ASYNC110 - another process writes the record
                    await asyncio.sleep(1.0)
        except (TimeoutError, AssertionError):
            print("Not everything was answered in time.")

    async def _kept(self, telegram: Telegram) -> Kept:
        async with opened_record(self._url, telegram.now) as database, database.reading() as reading:
            return await promises.count(reading, telegram.now)

    async def _sorts(self, telegram: Telegram, statement: str) -> str:
        """How many there are of each sort, most frequent first."""
        async with opened_record(self._url, telegram.now) as database, database.reading() as reading:
            sorts = Counter({row["sort"]: int(row["n"]) for row in await reading.all(statement)})
        return f"{sorts.total()}: " + ", ".join(f"{n} {sort}" for sort, n in sorts.most_common())

    async def _verdict(
        self, telegram: Telegram, cast: Cast, crowd: Crowd, leaders: Leaders, calamities: faults.Calamities
    ) -> bool:
        kept = await self._kept(telegram)
        seen = Evidence(
            kept=kept,
            chats=evidence.chats_of(telegram, evidence.cut_off(telegram)),
            refused=evidence.refusals(telegram),
            open_presses=len(telegram.unanswered()),
            kills=self.kills,
            poisons=crowd.poisons,
            unclear=evidence.unclear(telegram),
            slowest_start=max(self.starts),
            slowest_stop=self.stopped_after,
            exit_code=self.exit_code,
            step=self._step + timedelta(seconds=30),
        )
        figures: dict[str, object] = {
            "night": f"{self.night.name}, from {self.night.begins:%d %b %Y %H:%M} UTC",
            "seed": self.seed,
            "people": len(crowd.people),
            "sessions": len(cast.sessions),
            "acts": crowd.acts,
            "classes changed by instructors": leaders.done,
            "updates answered": kept.answered,
            "updates that nobody could read": crowd.poisons,
            "bookings": await self._sorts(telegram, BOOKINGS),
            "notices sent": await self._sorts(telegram, SENT),
            "notices not sent": await self._sorts(telegram, NOT_SENT),
            "calls": len(telegram.calls),
            "calls that failed on purpose": sum(call.fault is not None for call in telegram.calls),
            "outages, database locked": f"{calamities.outages}, {calamities.locks}",
            "kill -9": self.kills,
            "reminders doubled": f"{verdict.doubled(seen)}; by crashes and faults up to {verdict.explained(seen)}",
            "slowest start, stop in seconds": f"{seen.slowest_start:.1f}, {seen.slowest_stop:.1f}",
        }
        return verdict.report(seen, figures)


def is_calm(kept: Kept) -> bool:
    return not (kept.unanswered or kept.overdue)


async def poison_now_and_then(crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(POISON_SECONDS)
        crowd.poison()


async def soak(nights: tuple[str, ...], seed: int, people: int, minutes: float) -> bool:
    """One night after the other, each with *minutes* divided by their number; whether all promises were kept."""
    all_kept, seconds = True, minutes * 60 / len(nights)
    for name in nights:
        with tempfile.TemporaryDirectory(prefix="find-your-active-soak-") as folder:
            async with play(TOKEN) as world:
                night = Night.after(name, world.now, ENDS if seconds >= SHORT else SHORT_ENDS)
            one = Soak(night, seed, people, seconds, Path(folder))
            all_kept = await one.run() and all_kept
    print("Every promise was kept." if all_kept else "A PROMISE WAS BROKEN: see above.")
    return all_kept


def main() -> int:
    seed = int(os.environ.get("SEED") or time.time())
    night = os.environ.get("NIGHT") or "both"
    nights = NIGHTS if night == "both" else (night,)
    people, minutes = int(os.environ.get("PEOPLE") or 2000), float(os.environ.get("MINUTES") or 20)
    return 0 if asyncio.run(soak(nights, seed, people, minutes)) else 1


if __name__ == "__main__":
    sys.exit(main())
