"""What a screen offers and asks, as it is kept so that typing can find it."""

from __future__ import annotations

from dataclasses import replace

from bot import app
from bot.address import Address
from bot.at_hand import AtHand, leading_here
from bot.inbox.ledger import Ledger
from bot.tap import Needs
from bot.typed import NUMBERS_CHOOSE, in_between
from content.screen import Screen
from programme.model import Shown
from programme.store.engine import Database, Reading

MOST_CHOICES = 40
FOR_OTHERS, NAMING = frozenset({Needs.INSTRUCTOR, Needs.TEAM}), frozenset({"name", "shown", "complained"})
"""Whose forms, and which others, take words that others read."""


class Offered:
    """What each chat may type now: what is written down, and what is known here alone."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._at_hand = AtHand()

    async def shown(self, reading: Reading, chat_id: int) -> Shown:
        """What may be typed there now, and what it would be the answer to."""
        kept = await self._ledger.shown(reading, chat_id) or Shown(chat_id)
        return self._at_hand.with_choices(kept) or kept

    async def keep(self, chat_id: int, screen: Screen, message_id: int | None) -> None:
        if screen.keeps_before:
            return await self._add(chat_id, screen, message_id)
        self._at_hand.keep(chat_id, screen, message_id)
        return self._ledger.shows(Shown(chat_id, message_id, typeable(screen), question(screen)))

    async def _add(self, chat_id: int, screen: Screen, message_id: int | None) -> None:
        """What only comes in between takes nothing away; of it only a question is written down."""
        async with self._database.reading() as reading:
            written = await self._ledger.shown(reading, chat_id) or Shown(chat_id)
        self._at_hand.add(self._at_hand.with_choices(written) or written, screen, message_id)
        if screen.asks:
            self._ledger.shows(replace(written, asks=question(screen)))

    async def keep_notice(self, chat_id: int, screen: Screen, message_id: int | None) -> None:
        """A notice's choices come before those shown last, and numbers are theirs; an open question stays open."""
        if not screen.rows:
            return
        self._at_hand.forget(chat_id)
        async with self._database.reading() as reading:
            before = await self._ledger.shown(reading, chat_id) or Shown(chat_id)
        offered = in_between(typeable(screen), before.choices)[:MOST_CHOICES]
        self._ledger.shows(Shown(chat_id, message_id, offered, question(screen) or before.asks))


def typeable(screen: Screen) -> tuple[tuple[str, str], ...]:
    """What is kept of the choices that lead somewhere in the bot."""
    return () if screen.unremembered else leading_here(screen)


def takes_file(shown: Shown | None) -> Address | None:
    """Where a file goes: to what the screen asked for, if that takes files."""
    asked = Address.parse(shown.asks.removeprefix(NUMBERS_CHOOSE)) if shown and shown.asks else None
    route = app.route(asked.name) if asked else None
    return asked if route and route.reads else None


def is_for_others(shown: Shown) -> bool:
    """Whether what is asked is read by others: the title of a session, a workplace's name, one's own; a complaint."""
    name = Address.parse(shown.asks.removeprefix(NUMBERS_CHOOSE)).name
    asked = app.route(name)
    return asked is not None and (asked.needs in FOR_OTHERS or name in NAMING)


def question(screen: Screen) -> str:
    """Where text typed next goes, as it is kept with the choices."""
    return f"{NUMBERS_CHOOSE}{screen.asks}" if screen.asks and screen.numbers_choose else screen.asks
