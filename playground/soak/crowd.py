"""What people do all day: open links, look, book, give up, join, log, type nonsense."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random

from playground.gestures import Impossible
from playground.person import Person
from playground.serve import Telegram

TYPED = (
    "/timetable",
    "/bookings",
    "/settings",
    "/privacy",
    "/help",
    "/webinars",
    "/progress",
    "/log 25 min walk",
    "book",
    "1",
    "2",
    "what is on today?",
    "/start",
    "x" * 5000,
    "\N{RIGHT-TO-LEFT OVERRIDE}<b>&amp;",
)
NEVER_PRESSED = ("Leave the programme", "Yes, leave", "Delete me", "I've left this workplace", "Yes, I've left")
PRESSES = 0.75


@dataclass(slots=True)
class Crowd:
    """People with phones. The same seed does the same things, as far as the answers allow."""

    telegram: Telegram
    invitation: str
    size: int
    chance: Random
    people: list[Person] = field(default_factory=list)
    acts: int = 0

    async def act_for(self, seconds: float, a_second: float) -> None:
        """Do *a_second* things a second, by people chosen at random, for *seconds* of the real clock."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while loop.time() < ends:
            await self._act()
            await asyncio.sleep(1 / a_second)

    async def _act(self) -> None:
        self.acts += 1
        if len(self.people) < self.size and self.chance.random() < 0.3:
            await self._newcomer()
        elif self.people:
            await self._somebody()

    async def _newcomer(self) -> None:
        person = self.telegram.user(f"P{len(self.people)}")
        self.people.append(person)
        await person.send(f"/start {self.invitation}")

    async def _somebody(self) -> None:
        person = self.chance.choice(self.people)
        try:
            if self.chance.random() < PRESSES:
                await self._press(person)
            else:
                await person.send(self.chance.choice(TYPED)[:4096])
        except (LookupError, Impossible):
            await person.send("/timetable")

    async def _press(self, person: Person) -> None:
        screen = person.screen()
        buttons = [button for button in screen.buttons if button.data and button.label not in NEVER_PRESSED]
        agree = next((button for button in buttons if button.label == "I agree"), None)
        button = agree or self.chance.choice(buttons or list(screen.buttons))
        if button.data:
            await person.press_data(button.data, screen.message_id)
