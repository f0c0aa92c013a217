"""`/resources`: signposts by topic or by a word. Only views, so that nothing of it is written down."""

from __future__ import annotations

from bot.handlers.programme import skipped
from bot.tap import Tap
from content import built_in
from content import resources as scene
from content.screen import Screen
from programme.catalogue.published import current
from programme.errors import NotFound
from programme.model import Catalogue
from programme.store.engine import Reading

ALL_TOPICS = "all topics"
"""What the button back says; typed, it is the same."""


async def resources(reading: Reading, tap: Tap) -> Screen:
    """`/resources`, and words behind it are looked for."""
    catalogue = await current(reading, built_in.catalogue())
    return _found(tap, catalogue) if tap.typed else scene.screen(tap.words, catalogue)


async def find(reading: Reading, tap: Tap) -> Screen:
    """What was typed as the answer."""
    return _found(tap, await current(reading, built_in.catalogue()))


async def need(reading: Reading, tap: Tap) -> Screen:
    """`need:<topic>:<how many came before>`."""
    catalogue = await current(reading, built_in.catalogue())
    wanted = catalogue.topic(tap.address.argument(0))
    if wanted is None:
        raise NotFound
    return scene.topic(tap.words, catalogue, wanted, skipped(tap, 1))


async def one(reading: Reading, tap: Tap) -> Screen:
    """`res:<signpost>:<the topic it was chosen from>`."""
    catalogue = await current(reading, built_in.catalogue())
    found = catalogue.resource(tap.address.argument(0))
    if found is None:
        raise NotFound
    return scene.one(tap.words, catalogue, found, tap.address.argument(1))


def _found(tap: Tap, catalogue: Catalogue) -> Screen:
    if tap.typed.strip().casefold() == ALL_TOPICS:
        return scene.screen(tap.words, catalogue)
    found = scene.search(catalogue, tap.typed)
    return (
        scene.one(tap.words, catalogue, found[0], "") if len(found) == 1 else scene.found(tap.words, catalogue, found)
    )
