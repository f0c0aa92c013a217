"""Help that fits the role, and an answer to what was not understood."""

from __future__ import annotations

from bot.tap import Tap
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
    return scene.not_understood(tap.words, tap.visitor, pressed=pressed)
