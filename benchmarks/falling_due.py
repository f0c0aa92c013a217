"""The bot as it is run, with its limits, while people tap and reminders fall due."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.crowd import Crowd, gathered, keep_reminders
from benchmarks.load import Order, Seen
from benchmarks.place import Place
from benchmarks.processes import ours, play
from benchmarks.taps import TELEGRAM_SECONDS
from programme.store.engine import opened

TAPPING = 50
STARTING_SECONDS = 3.0
"""The lanes hold the first second back, in case a process before this one used it up."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A record from which each run begins afresh, and how people tap; the server answers as late as Telegram does."""

    place: Place
    crowd: Crowd
    folder: Path
    presses: tuple[str, ...]
    """What each person presses, one after another."""
    taps_a_second: float
    seconds: float
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def with_due(self, due: int) -> Seen:
        """What was seen of a run that begins with *due* reminders to send."""
        house = self.folder / f"house{next(self.numbers)}"
        shutil.copytree(self.folder / "template", house)
        url = f"sqlite:///{house / 'bot.db'}"
        async with opened(url) as database, database.transaction() as tx:
            await keep_reminders(tx, self.crowd, range(TAPPING, TAPPING + due), [self.crowd.now] * due)
        order = Order(
            TAPPING,
            self.presses,
            self.place.seconds(self.seconds),
            self.place.warm_up(STARTING_SECONDS),
            self.taps_a_second,
            TELEGRAM_SECONDS,
        )
        seen = (await play(ours(url, limited=True), order, self.folder)).seen
        shutil.rmtree(house)
        return seen


async def crowd_for(folder: Path, due: int) -> Crowd:
    """The record at *folder*, with enough people for *due* reminders beside those who tap."""
    return await gathered(f"sqlite:///{folder / 'template' / 'bot.db'}", TAPPING + due)
