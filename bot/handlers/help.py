"""Help that fits the role, and an answer to what was not understood."""

from __future__ import annotations

from bot.tap import Tap
from bot.typed import UP_TO_HERE, latest_of
from content import help as scene
from content.screen import Screen
from programme.store.engine import Reading

TYPED = "typed"
"""Behind "unknown": words led there, and no button."""


async def help_(_reading: Reading, tap: Tap) -> Screen:
    return scene.screen(tap.words, tap.visitor)


async def unknown(_reading: Reading, tap: Tap) -> Screen:
    """What was typed is not understood; a button leads to nothing (any more), or to nothing of theirs."""
    pressed = not tap.typed and tap.address.argument(0) != TYPED
    return scene.not_understood(tap.words, tap.visitor, pressed=pressed, offered=offered(tap))


def offered(tap: Tap) -> tuple[tuple[str, str], ...]:
    """What is said again after a slip: all that may be typed, if that is little; else what was offered last."""
    choices = tap.shown.choices if tap.shown else ()
    named = tuple(choice for choice in choices if choice != UP_TO_HERE)
    return named if len(named) <= scene.FEW else latest_of(choices)
