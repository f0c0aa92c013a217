"""What people do all day: open links, look, book, give up, join, log, block the bot, come back, type nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from playground.gestures import Impossible
from playground.person import Person
from playground.serve import Telegram
from playground.soak.stage import Planned

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
    "x" * 4096,
    "\N{RIGHT-TO-LEFT OVERRIDE}<b>&amp;",
)
NEVER_PRESSED = ("Leave the programme", "Yes, leave", "Delete me", "I've left this workplace", "Yes, I've left")
NEWCOMERS, BOOKS, PRESSES, BLOCKS = 0.05, 0.4, 0.45, 0.01
"""How likely each is; whoever does none of these types something."""
REGULARS, OFTEN = 120, 0.85
"""Some people have the chat open all day; the others look in once."""
SOON = (timedelta(minutes=30), timedelta(hours=3))
POISON = {"message_id": "five", "date": "yesterday", "chat": {"id": 0, "type": "private"}}
"""What no library can read, as no Telegram would send it."""


@dataclass(slots=True)
class Crowd:
    """People with phones. The same seed does the same things, as far as the answers allow."""

    telegram: Telegram
    invitation: str
    people: list[Person]
    sessions: Sequence[Planned]
    chance: Random
    acts: int = 0
    poisons: int = 0
    away: set[int] = field(default_factory=set)

    async def act_for(self, seconds: float, a_second: float) -> None:
        """Do *a_second* things a second, by people chosen at random, for *seconds* of the real clock."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while loop.time() < began + seconds:
            await self._act()
            await asyncio.sleep(max(0.0, began + self.acts / a_second - loop.time()))

    async def come_back(self) -> None:
        """Whoever has blocked the bot lets it in again."""
        for person in self.people:
            if person.id in self.away:
                await person.unblock()
                await person.send("/start")
        self.away.clear()

    async def _act(self) -> None:
        self.acts += 1
        if self.chance.random() < NEWCOMERS or not self.people:
            await self._newcomer()
            return
        person = self.chance.choice(self.people[:REGULARS] if self.chance.random() < OFTEN else self.people)
        if person.id in self.away:
            self.away.discard(person.id)
            await person.unblock()
            await person.send("/start")
        elif self.chance.random() < BLOCKS:
            self.away.add(person.id)
            await person.block()
        else:
            await self._somebody(person)

    async def _newcomer(self) -> None:
        person = self.telegram.user(f"N{len(self.people)}")
        self.people.append(person)
        await person.send(f"/start {self.invitation}")

    async def _somebody(self, person: Person) -> None:
        luck = self.chance.random()
        try:
            if luck < BOOKS:
                await person.press_data(f"book:{self._one_soon()}", person.screen().message_id)
            elif luck < BOOKS + PRESSES:
                await self._press(person)
            else:
                await person.send(self.chance.choice(TYPED))
        except (LookupError, Impossible):
            await person.send("/timetable")

    def _one_soon(self) -> str:
        """Most people book what is on in the next few hours."""
        now = self.telegram.now
        soon = [one for one in self.sessions if now + SOON[0] < one.starts_at < now + SOON[1]]
        return self.chance.choice(soon or self.sessions).id

    async def _press(self, person: Person) -> None:
        screen = person.screen()
        buttons = [button for button in screen.buttons if button.data and button.label not in NEVER_PRESSED]
        agree = next((button for button in buttons if button.label == "I agree"), None)
        button = agree or self.chance.choice(buttons or list(screen.buttons))
        if button.data:
            await person.press_data(button.data, screen.message_id)

    def poison(self) -> None:
        """An update that cannot be read, among good ones."""
        person = self.chance.choice(self.people)
        self.poisons += 1
        self.telegram.world.updates.add("message", person.id, {**POISON, "chat": {"id": person.id, "type": "private"}})
