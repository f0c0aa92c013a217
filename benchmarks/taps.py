"""A tap end to end: a press comes in, an answer and an edit go out. Ours books on the way, the bare do not."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.crowd import Crowd, gathered
from benchmarks.figures import Better, Contender, Ratio, Rounds, Target, in_turn
from benchmarks.load import Order
from benchmarks.place import Place
from benchmarks.processes import BotCommand, Played, aiogram, ours, play, ptb

PEOPLE = 500
SECONDS = 5.0
WARM_UP_SECONDS = 1.5
CALM_SECONDS = 12.0
"""For latencies: long enough that the slowest hundredth is more than one tap."""
TELEGRAM_SECONDS = 0.05
"""About what one call to Telegram takes."""
SIDE_BY_SIDE = 256
AT_LEAST_ALIKE = Target(Better.MORE, 1.0)
NO_SLOWER = Target(Better.LESS, 1.0)
BOOKING = "ours, places taken and given up"
LOOKING = "ours, looking at the timetable and at cards"
DURABLE = "two durable commits a tap, on a real disk; no limit of messages a second"


@dataclass(frozen=True, slots=True)
class Runner:
    """Plays bots on fresh copies of one record."""

    place: Place
    crowd: Crowd
    template: Path
    numbers: count[int]
    cpu: Rounds
    """Milliseconds of computing for each tap, under the contenders' names."""

    def throughput(self, name: str, bot: BotCommand | None, presses: tuple[str, ...], delay: float) -> Contender:
        async def rate() -> float:
            """Taps answered a second when everybody taps again at once."""
            order = Order(
                self.crowd.people,
                presses,
                self.place.seconds(SECONDS),
                self.place.warm_up(WARM_UP_SECONDS),
                delay=delay,
            )
            played = await self._play(bot, order)
            self.cpu.add(f"{name} {delay}", 1_000 * played.cpu_seconds / max(1, played.seen.answered))
            return played.seen.answered / played.seen.seconds

        return name, rate

    def slowest(self, bot: BotCommand | None, rate: float, delay: float) -> Callable[[], Awaitable[float]]:
        async def latency() -> float:
            """The 99th percentile, in milliseconds, at a steady *rate*."""
            seconds = self.place.seconds(CALM_SECONDS)
            order = Order(
                self.crowd.people, self.crowd.presses(), seconds, self.place.warm_up(WARM_UP_SECONDS), rate, delay
            )
            played = await self._play(bot, order)
            return 1_000 * percentile(played.seen.latencies, 0.99)

        return latency

    async def _play(self, bot: BotCommand | None, order: Order) -> Played:
        """*bot* None: ours, on a record of its own, so that nothing is left over from the one before."""
        folder = self.place.folder("taps")
        if bot:
            return await play(bot, order, folder)
        house = folder / f"house{next(self.numbers)}"
        shutil.copytree(self.template, house)
        try:
            return await play(ours(f"sqlite:///{house / 'bot.db'}"), order, folder)
        finally:
            shutil.rmtree(house)


def computing(cpu: Rounds) -> Ratio:
    """Beside the rates, because it changes little with what else the machine does."""
    return Ratio(
        "computing for a tap, instant server",
        "ms",
        cpu.of("ptb 0.0", "bare PTB"),
        cpu.of("ours 0.0", BOOKING),
        note="processor time of the whole process",
    )


def percentile(values: list[float], share: float) -> float:
    """The value that *share* of all are not above; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


async def measure(place: Place) -> list[Ratio]:
    template = place.folder("taps") / "template"
    crowd = await gathered(f"sqlite:///{template / 'bot.db'}", place.number(PEOPLE, 20))
    runner = Runner(place, crowd, template, count(1), Rounds())
    if place.aiogram is None:
        place.skip("aiogram as a floor of taps: its environment could not be made (see `make bench`)")
    found: list[Ratio] = []
    for delay, where in ((0.0, "instant server"), (TELEGRAM_SECONDS, "server that answers after 50 ms")):
        rounds = await throughputs(runner, delay, where)
        bare = rounds.of("ptb", "bare PTB")
        found += ratios(rounds, where)
        found.append(await latencies(runner, bare.middle / 2, delay, where))
    return [*found, computing(runner.cpu)]


async def throughputs(runner: Runner, delay: float, where: str) -> Rounds:
    presses, views = runner.crowd.presses(), runner.crowd.views()
    python = runner.place.aiogram
    contenders: list[Contender] = [
        runner.throughput("ptb", ptb(), presses, delay),
        runner.throughput("ours", None, presses, delay),
        runner.throughput("ptb side by side", ptb(SIDE_BY_SIDE), presses, delay),
        runner.throughput("looking", None, views, delay),
    ]
    if python:
        contenders.append(runner.throughput("aiogram", aiogram(python), presses, delay))
    return await in_turn(contenders, runner.place.rounds, runner.place.bar(f"bots before an {where}"))


def ratios(rounds: Rounds, where: str) -> list[Ratio]:
    """The target is held against the bare bot as it comes; the others are told beside it."""
    floors = {
        "ptb": "bare PTB",
        "ptb side by side": f"bare PTB, {SIDE_BY_SIDE} side by side",
        "aiogram": "bare aiogram",
    }
    hoped = {"aiogram": Target(Better.MORE, 1.0)}
    booking = [
        Ratio(
            f"taps, {where}",
            "a second",
            rounds.of(key, floor),
            rounds.of("ours", BOOKING),
            AT_LEAST_ALIKE if key == "ptb" else None,
            hoped.get(key),
            DURABLE,
        )
        for key, floor in floors.items()
        if key in rounds.values
    ]
    looking = Ratio(
        f"looking, {where}", "a second", rounds.of("ptb", "bare PTB"), rounds.of("looking", LOOKING), note="one commit"
    )
    return [*booking, looking]


async def latencies(runner: Runner, rate: float, delay: float, where: str) -> Ratio:
    """Both bots under the same load: half of what the bare one can do."""
    rounds = await in_turn(
        [("ptb", runner.slowest(ptb(), rate, delay)), ("ours", runner.slowest(None, rate, delay))],
        runner.place.fewer,
        runner.place.bar(f"bots under half load, {where}"),
    )
    return Ratio(
        f"99th percentile at half load, {where}",
        "ms",
        rounds.of("ptb", "bare PTB"),
        rounds.of("ours", BOOKING),
        NO_SLOWER,
        note=f"{rate:.0f} taps a second, half of what the bare bot can do",
    )
