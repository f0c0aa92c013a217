"""Start-up and memory: fresh processes, from their start to their first request, and what they hold when idle."""

from __future__ import annotations

import asyncio
import sys
import time

from benchmarks.crowd import gathered
from benchmarks.figures import Better, Ratio, Target, in_turn
from benchmarks.load import Order
from benchmarks.place import Place
from benchmarks.processes import BotCommand, Played, clean_environment, ours, play, ptb

IDLE_SECONDS = 5.0
"""Long enough for what is done once after the start; updates come none."""
ONE_IMPORT = "import telegram.ext"
AT_MOST_TWICE = Target(Better.LESS, 2.0)
AT_MOST_HALF_MORE = Target(Better.LESS, 1.5)


async def measure(place: Place) -> list[Ratio]:
    """The record exists already, as it does at every start but the first."""
    folder = place.folder("startup")
    url = f"sqlite:///{folder / 'house' / 'bot.db'}"
    await gathered(url, 10)
    await import_seconds(place)  # both have been read from the disk once when measuring begins
    asked = Order(people=0, presses=(), seconds=place.seconds(IDLE_SECONDS), warm_up=0.0)
    bots = {"floor": Trials(place, ptb(), asked), "ours": Trials(place, ours(url), asked)}
    rounds = await in_turn(
        [
            ("import", lambda: import_seconds(place)),
            ("floor", bots["floor"].memory),
            ("ours", bots["ours"].memory),
        ],
        place.rounds,
        place.bar("processes started"),
    )
    for name, trials in bots.items():
        for played in trials.played:
            rounds.add(f"{name} request", played.to_first_request)
            rounds.add(f"{name} poll", played.to_first_poll)
    return [
        Ratio(
            "start to the first request",
            "s",
            rounds.of("import", f"`{ONE_IMPORT}`"),
            rounds.of("ours request", "ours"),
            AT_MOST_TWICE,
        ),
        Ratio(
            "start to serving (the first getUpdates)",
            "s",
            rounds.of("floor poll", "bare PTB"),
            rounds.of("ours poll", "ours"),
        ),
        Ratio(
            "memory when idle",
            "MiB",
            rounds.of("floor", "bare PTB"),
            rounds.of("ours", "ours"),
            AT_MOST_HALF_MORE,
            note=f"USS, {IDLE_SECONDS:g} s after the start",
        ),
    ]


async def import_seconds(place: Place) -> float:
    """A whole process that imports telegram.ext and ends."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ONE_IMPORT, env=clean_environment({}), cwd=place.root
    )
    await process.wait()
    return time.perf_counter() - began


class Trials:
    """One bot, started again and again; what each start was like is kept."""

    def __init__(self, place: Place, bot: BotCommand, order: Order) -> None:
        self._place = place
        self._bot = bot
        self._order = order
        self.played: list[Played] = []

    async def memory(self) -> float:
        self.played.append(await play(self._bot, self._order, self._place.folder("startup")))
        return self.played[-1].memory_mib
