"""One night and what belongs to it, played from beginning to end."""

from __future__ import annotations

import asyncio
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
from playground.soak import evidence, faults, record
from playground.soak.changes import Changes
from playground.soak.crowd import Crowd
from playground.soak.evidence import Evidence
from playground.soak.leaders import TO_BE_TOLD_SECONDS, Leaders, What
from playground.soak.planting import EMPLOYER, Cast, plant
from playground.soak.record import Record
from playground.soak.report import report, told
from playground.soak.stage import LONDON, SHORT, Night, clock
from playground.soak.told import told_in
from playground.soak.verdict import doubled, explained

ACTS_A_SECOND = 12.0
CALM_SECONDS = 90.0
KILL_AFTER, KILLS = (4.0, 20.0), 3
"""Seconds of running; sooner where the night would have fewer of them."""
LEAP_SECONDS = 0.5
"""How often the clock is moved on."""
POISON_SECONDS = 25.0
ON_ITS_WAY_SECONDS = 4.0
"""In its lane, until a pause that Telegram asked for is over."""


@dataclass(slots=True)
class Soak:
    """One night and the day after it."""

    night: Night
    seed: int
    people: int
    seconds: float
    folder: Path
    kills: int = 0
    ended_at: list[float] = field(default_factory=list)
    """When the bot was killed, or ended out of order, as when it cannot start; by a monotonic clock, in seconds."""
    starts: list[float] = field(default_factory=list)
    waiting: int = 0
    """Updates that were kept and not answered when the faults were over."""
    answered_after: float = 0.0
    stopped_after: float = 0.0
    exit_code: int = 0

    async def run(self) -> bool:
        """Whether every promise was kept."""
        file = self.folder / "clock"
        async with play(TOKEN, clock_file=file, limits=Limits(), seed=self.seed) as telegram:
            telegram.world.clock.advance_to(self.night.eve)
            demo = Demo(0, environment=surroundings(self.folder, file, telegram.url, smtp=9))
            await demo.command("seed")
            is_short = self.seconds < SHORT
            cast = await plant(self._url, telegram, self.night, self.people, self._chance(4), is_short=is_short)
            link = await demo.invite(("employee", "--employer", EMPLOYER))
            crowd = Crowd(telegram, link, list(cast.members), cast.classes, self._chance(0))
            speed = self.night.speed(self.seconds)
            leaders = Leaders(telegram, cast.leaders, cast.classes, self._chance(2), self.seconds, speed)
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
        self.waiting = await record.waiting_updates(self._url, crowd.telegram.now)
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
        chance, longest = self._chance(1), min(KILL_AFTER[1], self.seconds / KILLS)
        while True:
            began = time.monotonic()
            try:
                await self._run_and_kill(demo, calamities, chance.uniform(KILL_AFTER[0], longest))
            except CommandFailed:
                if not calamities.struck_since(began):
                    raise
                continue  # whoever runs the bot for real has it started again, too

    async def _run_and_kill(self, demo: Demo, calamities: faults.Calamities, seconds: float) -> None:
        process = None
        try:
            async with self._running(demo, calamities) as process:
                await asyncio.sleep(seconds)
                process.kill()
                await process.wait()
            self.kills += 1
        finally:
            if process is None or process.returncode != 0:
                self.ended_at.append(time.monotonic())

    async def _move_the_clock(self, telegram: Telegram) -> None:
        began = time.monotonic()
        while True:
            share = min(1.0, (time.monotonic() - began) / self.seconds)
            telegram.advance(max(0.0, (self.night.moment(share) - telegram.now).total_seconds()))
            now = telegram.now.astimezone(LONDON)
            bar = "#" * round(30 * share)
            print(f"\r[{bar:<30}] {now:%a %H:%M %Z}, {self.kills} kills ", end="", flush=True)
            await asyncio.sleep(LEAP_SECONDS)

    @property
    def _step(self) -> timedelta:
        return timedelta(seconds=self.night.speed(self.seconds) * LEAP_SECONDS)

    async def _calm(self, telegram: Telegram) -> None:
        """Until nobody waits for an answer and nothing is due, or patience ends."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(CALM_SECONDS):
                await telegram.settled(CALM_SECONDS)
                while not await record.is_calm(self._url, telegram.now):  # noqa: ASYNC110 - another process writes it
                    await asyncio.sleep(1.0)
        except (TimeoutError, AssertionError):
            print("Not everything was answered in time.")
        self.answered_after = time.monotonic() - began

    async def _verdict(
        self, telegram: Telegram, cast: Cast, crowd: Crowd, leaders: Leaders, calamities: faults.Calamities
    ) -> bool:
        found = await record.read(self._url, telegram.now)
        seen = self._evidence(telegram, cast, crowd, leaders, found)
        asked, own = [order.what for order in leaders.orders], {one.id for one in cast.classes}
        figures: dict[str, object] = {
            "night": f"{self.night.name}, from {self.night.begins:%d %b %Y %H:%M} UTC",
            "seed": self.seed,
            "people": len(crowd.people),
            "classes": len(cast.classes),
            "acts": crowd.acts,
            "changes that instructors asked for": ", ".join(f"{asked.count(what)} {what}" for what in What),
            "updates answered": found.kept.answered,
            "updates waiting when the faults were over": f"{self.waiting}; calm {self.answered_after:.0f} s later",
            "updates that nobody could read": crowd.poisons,
            "bookings of these classes": record.counted(
                Counter(one.state for one in found.places if one.class_id in own)
            ),
            "people were told": told(seen),
            "notices not sent": found.not_sent,
            "calls": len(telegram.calls),
            "calls that failed on purpose": sum(call.fault is not None for call in telegram.calls),
            "outages, storms of 429, database locked": f"{calamities.outages}, {calamities.storms}, {calamities.locks}",
            "kill -9": self.kills,
            "reminders doubled": f"{doubled(seen)}; by crashes and faults up to {explained(seen)}",
            "slowest start, stop in seconds": f"{seen.slowest_start:.1f}, {seen.slowest_stop:.1f}",
        }
        return report(seen, figures)

    def _evidence(self, telegram: Telegram, cast: Cast, crowd: Crowd, leaders: Leaders, found: Record) -> Evidence:
        return Evidence(
            kept=found.kept,
            chats=evidence.chats_of(telegram, evidence.cut_off(telegram)),
            refused=evidence.refusals(telegram),
            open_presses=len(telegram.unanswered()),
            kills=self.kills,
            poisons=crowd.poisons,
            unclear=evidence.unclear(telegram),
            slowest_start=max(self.starts, default=0.0),
            slowest_stop=self.stopped_after,
            exit_code=self.exit_code,
            step=self._step + timedelta(seconds=30),
            changes=self._changes(telegram, cast, crowd, leaders, found),
        )

    def _changes(self, telegram: Telegram, cast: Cast, crowd: Crowd, leaders: Leaders, found: Record) -> Changes:
        planned = {one.id for one in cast.classes}
        classes = tuple(one for one in found.classes if one.id in planned)
        return Changes(
            classes=classes,
            places=found.places,
            members=found.members,
            told=tuple(told_in(telegram, {clock(one.starts_at): one.id for one in classes})),
            orders=tuple(leaders.orders),
            given_up=evidence.given_up(telegram),
            away=tuple(crowd.were_away),
            ended_at=tuple(self.ended_at),
            unclear=evidence.left_unclear(telegram),
            on_its_way=timedelta(seconds=ON_ITS_WAY_SECONDS * self.night.speed(self.seconds)),
            to_be_told=timedelta(seconds=TO_BE_TOLD_SECONDS / 2 * self.night.speed(self.seconds)),
        )


async def poison_now_and_then(crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(POISON_SECONDS)
        crowd.poison()
