"""What instructors do meanwhile: call a class off, move it, change its link. What fails is let go."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from playground.gestures import Impossible
from playground.person import Person
from playground.serve import Telegram
from playground.soak.crowd import pressable
from playground.soak.planting import Planned
from playground.soak.stage import LONDON, clock


class What(StrEnum):
    CALLED_OFF = "called off"
    MOVED = "moved"
    NEW_LINK = "new link"


STEPS = {
    What.CALLED_OFF: ("calloff:{id}", "callsure:{id}", "calledoff:{id}"),
    What.MOVED: ("change:{id}", "edit:{id}:time", "@{new}", "changed:{id}:one"),
    What.NEW_LINK: ("change:{id}", "edit:{id}:link", "@{new}", "changed:{id}:one"),
}
"""The buttons that lead there, by what their data begins with; "@…" is typed. Only with the last does it happen."""
TURNS = (What.NEW_LINK, What.MOVED, What.CALLED_OFF, What.MOVED, What.NEW_LINK)
MOST_CALLED_OFF = 0.25
"""Of all classes."""
PATIENCE_SECONDS, LEAST_PAUSE, PAUSES = 15.0, 2.0, 45
"""Each instructor makes at most so many pauses, as far as they are not too short."""
AHEAD_SECONDS = 6.0
"""A change needs so many seconds of the real clock before the class begins."""
TO_BE_TOLD_SECONDS = 60.0
"""A class is moved so far ahead that everybody can be told in this many seconds of the real clock."""
AMONG = 3
"""The soonest, which are booked most."""
LINK_IS_OUT = timedelta(minutes=28)
"""Before the start people may hold the link already, and must be told of another."""
NEVER_MOVED_TO = 1
"""The hour that is missing in spring and there twice in autumn: the bot refuses it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What an instructor asked for and when (aware UTC); whether it was done, the record says."""

    class_id: str
    what: What
    asked_at: datetime
    new_time: str = ""
    """``12:30`` on the clocks of London."""


@dataclass(slots=True)
class Leaders:
    """Instructors with phones, each busy with one class after the other."""

    telegram: Telegram
    people: Sequence[Person]
    classes: Sequence[Planned]
    chance: Random
    seconds: float
    """How long all this goes on."""
    speed: float
    """Of the clock that is moved: its seconds in a real one."""
    turns: int = 0
    orders: list[Order] = field(default_factory=list)
    starts: dict[str, datetime] = field(init=False)
    """When each class that is not called off begins, as far as its instructor knows."""
    shown: set[str] = field(init=False)
    """The times that any class has had, so that no two ever show the same."""

    def __post_init__(self) -> None:
        self.starts = {one.id: one.starts_at for one in self.classes}
        self.shown = {clock(one.starts_at) for one in self.classes}

    async def lead_for_ever(self) -> None:
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(self.people):
                chance = Random(self.chance.random())  # noqa: S311 - repeatable on purpose
                group.create_task(self._lead(number, person, chance))

    async def _lead(self, number: int, person: Person, chance: Random) -> None:
        own = [one.id for one in self.classes if one.leader == number]
        while True:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * max(LEAST_PAUSE, self.seconds / PAUSES))
            try:
                await self._change_a_class(person, own, self._what_next(number), chance)
            except (LookupError, Impossible, TimeoutError):
                continue

    async def _change_a_class(self, person: Person, own: Sequence[str], what: What, chance: Random) -> None:
        class_id = self._which(own, what, chance)
        at = chance.choice(list(self._times(class_id))) if what is What.MOVED else None
        new = clock(at) if at else f"https://meet.example.org/new/{chance.randrange(10**6)}"
        *steps, last = (step.format(id=class_id, new=new) for step in STEPS[what])
        await person.ask("/classes", PATIENCE_SECONDS)
        await person.press_data(f"class:{class_id}", person.screen().message_id)
        for step in steps:
            await self._take(person, step)
        button = await self._seen(person, last)
        self._keep(Order(class_id, what, self.telegram.now, new if at else ""), at)
        await person.press_data(*button)

    async def _take(self, person: Person, step: str) -> None:
        if step.startswith("@"):
            await person.ask(step[1:], PATIENCE_SECONDS)
        else:
            await person.press_data(*await self._seen(person, step))

    async def _seen(self, person: Person, beginning: str) -> tuple[str, int]:
        """The button, once it is there. Raises: TimeoutError."""
        return await person.chat.changed.until(lambda: pressable(person, beginning), PATIENCE_SECONDS)

    def _keep(self, order: Order, at: datetime | None) -> None:
        self.orders.append(order)
        if at:
            self.starts[order.class_id] = at
            self.shown.add(order.new_time)
        elif order.what is What.CALLED_OFF:
            self.starts.pop(order.class_id, None)

    def _what_next(self, number: int) -> What:
        """In turn, each instructor beginning elsewhere, so that there is something of everything in a short night."""
        self.turns += 1
        what = TURNS[(self.turns + number) % len(TURNS)]
        is_enough = 1 - len(self.starts) / len(self.classes) >= MOST_CALLED_OFF
        return What.MOVED if what is What.CALLED_OFF and is_enough else what

    def _which(self, own: Sequence[str], what: What, chance: Random) -> str:
        """One of the soonest there is time to change; for a link, one whose link people may hold already."""
        since = self.telegram.now + timedelta(seconds=AHEAD_SECONDS * self.speed)
        to_come = sorted((self.starts[one], one) for one in own if one in self.starts and self.starts[one] > since)
        soonest = [one for _, one in to_come[:AMONG]]
        if what is What.NEW_LINK:
            soonest = [one for starts, one in to_come if starts < since + LINK_IS_OUT] or soonest[:1]
        return chance.choice(soonest)

    def _times(self, class_id: str) -> Iterator[datetime]:
        """Minutes that nothing else begins at, on the same day, after it is to begin and long enough from now."""
        soonest = self.telegram.now + timedelta(seconds=TO_BE_TOLD_SECONDS * self.speed)
        first = max(self.starts[class_id], soonest)
        day = self.starts[class_id].astimezone(LONDON).date()
        for minute in range(1, 150):
            at = (first + timedelta(minutes=minute)).astimezone(LONDON)
            if at.date() == day and at.hour != NEVER_MOVED_TO and clock(at) not in self.shown:
                yield at
