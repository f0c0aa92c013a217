"""`/programme`: the way to everything that the team looks after. No screen of it shows who takes part."""

from __future__ import annotations

from bot.tap import Tap
from content import programme as scene
from content.screen import Screen
from programme import employers
from programme.errors import EmployerUnknown, NotFound
from programme.model import Employer
from programme.store.engine import Reading

YES = "yes"


async def programme(reading: Reading, tap: Tap) -> Screen:
    return scene.screen(tap.words, len(await employers.all_open(reading)))


def actor(tap: Tap) -> str:
    """Who does it, for the audit.

    Raises:
        NotFound: nobody is known behind this chat.
    """
    if tap.visitor.person is None:
        raise NotFound
    return tap.visitor.person.id


async def workplace(reading: Reading, employer_id: str) -> Employer:
    """An open workplace.

    Raises:
        NotFound: it is closed, or never was.
    """
    try:
        return await employers.by_id(reading, employer_id)
    except EmployerUnknown:
        raise NotFound from None


def skipped(tap: Tap, index: int) -> int:
    """How many of a list came on screens before; 0 where the address does not say."""
    text = tap.address.argument(index)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
