"""`/resources`: signposts by topic or by a word. Only views, so that nothing of it is written down."""

from __future__ import annotations

from bot.tap import Tap
from content import resources as scene
from content.screen import Screen
from programme.errors import NotFound
from programme.store.engine import Reading

ALL_TOPICS = "all topics"
"""What the button back says; typed, it is the same."""


async def resources(_reading: Reading, tap: Tap) -> Screen:
    """`/resources`, and words behind it are looked for."""
    return _found(tap) if tap.typed else scene.screen(tap.words)


async def find(_reading: Reading, tap: Tap) -> Screen:
    """What was typed as the answer."""
    return _found(tap)


async def need(_reading: Reading, tap: Tap) -> Screen:
    """`need:<topic>`."""
    wanted = tap.address.argument(0)
    if wanted not in scene.catalogue().needs:
        raise NotFound
    return scene.topic(tap.words, wanted)


async def one(_reading: Reading, tap: Tap) -> Screen:
    """`res:<signpost>:<the topic it was chosen from>`."""
    found = scene.find(tap.address.argument(0))
    if found is None:
        raise NotFound
    return scene.one(tap.words, found, tap.address.argument(1))


def _found(tap: Tap) -> Screen:
    if tap.typed.strip().casefold() == ALL_TOPICS:
        return scene.screen(tap.words)
    found = scene.search(tap.typed)
    return scene.one(tap.words, found[0], "") if len(found) == 1 else scene.found(tap.words, found)
