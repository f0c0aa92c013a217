"""Lanes: how much of what Telegram allows a broadcast uses, and how long a reply waits in the middle of one."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.crowd import Crowd, gathered, keep_reminders
from benchmarks.figures import Better, Measured, Ratio, Rounds, Target, in_turn
from benchmarks.load import Order
from benchmarks.place import Place
from benchmarks.processes import ours, play
from benchmarks.taps import TELEGRAM_SECONDS, percentile
from bot.lanes import Limits
from programme.store.engine import opened

BROADCAST = 5_000
TAPPING = 50
TAPS_A_SECOND = 3.0
SECONDS = 20.0
STARTING_SECONDS = 3.0
"""The lanes hold the first second back, in case a process before this one used it up."""
MOST_OF_IT = Target(Better.MORE, 0.95)


@dataclass(slots=True)
class Trial:
    """The bot as it is run, with its limits, before a server that answers as Telegram does."""

    place: Place
    crowd: Crowd
    template: Path
    numbers: count[int] = field(default_factory=lambda: count(1))
    rounds: Rounds = field(default_factory=Rounds)

    def with_broadcast(self, due: int) -> Callable[[], Awaitable[float]]:
        async def reply() -> float:
            """The 95th percentile of replies in milliseconds, while *due* notices wait to be sent."""
            house = self.template.with_name(f"house{next(self.numbers)}")
            shutil.copytree(self.template, house)
            url = f"sqlite:///{house / 'bot.db'}"
            async with opened(url) as database, database.transaction() as tx:
                await keep_reminders(tx, self.crowd, range(TAPPING, TAPPING + due), [self.crowd.now] * due)
            order = Order(
                TAPPING,
                self.crowd.views(),
                self.place.seconds(SECONDS),
                self.place.warm_up(STARTING_SECONDS),
                TAPS_A_SECOND,
                TELEGRAM_SECONDS,
            )
            seen = (await play(ours(url, limited=True), order, self.place.folder("lanes"))).seen
            shutil.rmtree(house)
            if due:
                self.rounds.add("sent", (seen.sent + seen.answered) / seen.seconds)
            return 1_000 * percentile(seen.latencies, 0.95)

        return reply


async def measure(place: Place) -> list[Ratio]:
    due = place.number(BROADCAST, 200)
    template = place.folder("lanes") / "template"
    crowd = await gathered(f"sqlite:///{template / 'bot.db'}", TAPPING + due)
    trial = Trial(place, crowd, template)
    rounds = await in_turn(
        [("quiet", trial.with_broadcast(0)), ("broadcast", trial.with_broadcast(due))],
        place.fewer,
        place.bar("runs of the bot with its limits"),
    )
    allowed = Measured("allowed by Telegram", (float(Limits().per_second),))
    note = f"{TAPS_A_SECOND:g} taps a second while {due:,} notices wait"
    return [
        Ratio(
            "a broadcast, with the replies between", "a second", allowed, trial.rounds.of("sent", "ours"), MOST_OF_IT
        ),
        Ratio(
            "95th percentile of replies during it",
            "ms",
            rounds.of("quiet", "ours with nothing else to send"),
            rounds.of("broadcast", "ours during the broadcast"),
            note=note,
        ),
    ]
