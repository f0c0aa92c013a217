"""What people do all day: open links, look, book, give up, join, log, block the bot, come back, type nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from playground.gestures import Impossible
from playground.person import Person
from playground.serve import Telegram
from playground.soak.planting import REGULARS, Planned
from playground.values import Message

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
NEWCOMERS, BOOKS, GIVES_UP, PRESSES, BLOCKS = 0.05, 0.35, 0.2, 0.3, 0.01
"""How likely each is; whoever does none of these types something."""
OFTEN = 0.85
"""Regulars have the chat open all day; the others look in once."""
TAKES = 0.5
"""How likely it is that somebody who has been offered a place answers next."""
LOOKED_AT = 4
"""Of so many of the newest messages in a chat, a button may still be pressed."""
SOON = (timedelta(minutes=15), timedelta(hours=3))
POISON = {"message_id": "five", "date": "yesterday", "chat": {"id": 0, "type": "private"}}
"""What no library can read, as no Telegram would send it."""


@dataclass(frozen=True, slots=True)
class Away:
    """Since when and until when somebody had blocked the bot (aware UTC)."""

    chat: int
    since: datetime
    until: datetime


@dataclass(slots=True)
class Crowd:
    """People with phones. The same seed does the same things, as far as the answers allow."""

    telegram: Telegram
    invitation: str
    people: list[Person]
    classes: Sequence[Planned]
    chance: Random
    acts: int = 0
    poisons: int = 0
    away: dict[int, datetime] = field(default_factory=dict)
    """Who has blocked the bot now, and since when."""
    were_away: list[Away] = field(default_factory=list)

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
                await self._let_in(person)

    async def _act(self) -> None:
        self.acts += 1
        if self.chance.random() < NEWCOMERS or not self.people:
            await self._newcomer()
            return
        person = self._somebody_offered_a_place() or self._somebody()
        if person.id in self.away:
            await self._let_in(person)
        elif self.chance.random() < BLOCKS:
            self.away[person.id] = self.telegram.now
            await person.block()
        else:
            await self._do_something(person)

    def _somebody(self) -> Person:
        return self.chance.choice(self.people[:REGULARS] if self.chance.random() < OFTEN else self.people)

    def _somebody_offered_a_place(self) -> Person | None:
        if self.chance.random() >= TAKES:
            return None
        offered = [person for person in self.people[:REGULARS] if pressable(person, "take:", newest=1)]
        return self.chance.choice(offered) if offered else None

    async def _let_in(self, person: Person) -> None:
        self.were_away.append(Away(person.id, self.away.pop(person.id), self.telegram.now))
        await person.unblock()
        await person.send("/start")

    async def _newcomer(self) -> None:
        person = self.telegram.user(f"N{len(self.people)}")
        self.people.append(person)
        await person.send(f"/start {self.invitation}")

    async def _do_something(self, person: Person) -> None:
        luck = self.chance.random()
        try:
            if offer := pressable(person, "take:", newest=1):
                await person.press_data(*offer)
            elif luck < BOOKS:
                await person.press_data(f"book:{self._one_soon()}", person.screen().message_id)
            elif luck < BOOKS + GIVES_UP:
                await self._give_up(person)
            elif luck < BOOKS + GIVES_UP + PRESSES:
                await self._press(person)
            else:
                await person.send(self.chance.choice(TYPED))
        except (LookupError, Impossible):
            await person.send("/timetable")

    def _one_soon(self) -> str:
        """Most people book what is on in the next few hours."""
        now = self.telegram.now
        soon = [one for one in self.classes if now + SOON[0] < one.starts_at < now + SOON[1]]
        return self.chance.choice(soon or self.classes).id

    async def _give_up(self, person: Person) -> None:
        """A place of theirs, if one of the newest messages has a button for it; so somebody who waits moves up."""
        found = pressable(person, "cancel:")
        await (person.press_data(*found) if found else person.send("/bookings"))

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


def pressable(person: Person, beginning: str, newest: int = LOOKED_AT) -> tuple[str, int] | None:
    """The data of a button that begins so, and its message, in the *newest* of the bot's messages with buttons."""
    for message in newest_screens(person, newest):
        for button in message.buttons:
            if button.data and button.data.startswith(beginning):
                return button.data, message.message_id
    return None


def newest_screens(person: Person, most: int) -> list[Message]:
    found = (message for message in reversed(person.chat.messages.values()) if message.by_bot and message.keyboard)
    return [message for message, _ in zip(found, range(most), strict=False) if not message.deleted]
