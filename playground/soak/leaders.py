"""What instructors do meanwhile: call a class off, move it, change its link. What fails is let go."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from playground.gestures import Impossible
from playground.person import NothingCame, Person

CALLED_OFF = ("Cancel session", "No note", "Yes, cancel it")
NEW_TIME = ("Change", "Time", "@{hour:02}:{minute:02}", "Yes, change it")
NEW_LINK = ("Change", "Link", "@https://meet.example.org/new/{number}", "Yes, change it")
PLANS = (CALLED_OFF, NEW_TIME, NEW_LINK)
PATIENCE_SECONDS = 15.0
BETWEEN_SECONDS = 3.0


@dataclass(slots=True)
class Leaders:
    """Instructors with phones; *done* counts what they carried through."""

    people: Sequence[Person]
    chance: Random
    done: int = 0

    async def lead_for_ever(self) -> None:
        while True:
            await asyncio.sleep(BETWEEN_SECONDS)
            try:
                await self._change_a_class(self.chance.choice(self.people))
                self.done += 1
            except (LookupError, Impossible, NothingCame):
                continue

    async def _change_a_class(self, leader: Person) -> None:
        """ "@…" is typed, anything else is a button; one that is not there (a question not asked) is passed over."""
        await leader.ask("/classes", PATIENCE_SECONDS)
        await leader.ask(str(self.chance.randrange(1, 5)), PATIENCE_SECONDS)
        for step in self.chance.choice(PLANS):
            leader.skip()
            if step.startswith("@"):
                await leader.ask(self._typed(step[1:]), PATIENCE_SECONDS)
            elif step in leader.last().labels:
                await leader.press(step)
                await leader.next(PATIENCE_SECONDS)

    def _typed(self, step: str) -> str:
        hour, minute = self.chance.randrange(24), self.chance.choice((0, 15, 30, 45))
        return step.format(hour=hour, minute=minute, number=self.chance.randrange(10**6))
