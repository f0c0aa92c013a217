"""What is said besides any question: in danger, not well, hello, thanks, stop. Views only: nothing of it is kept."""

from __future__ import annotations

from bot import access
from bot.handlers.help import offered
from bot.tap import Needs, Tap
from content import built_in, distress
from content import help as help_scene
from content import small_talk as scene
from content.screen import Screen
from programme import rhythms
from programme.catalogue.published import current
from programme.store.engine import Reading


async def hard_time(reading: Reading, tap: Tap) -> Screen:
    """For everybody, joined or not."""
    is_member = access.may_use(tap.visitor, Needs.MEMBER)
    return distress.hard_time(tap.words, await current(reading, built_in.catalogue()), is_member=is_member)


async def unwell(_reading: Reading, tap: Tap) -> Screen:
    return distress.unwell(tap.words)


async def talk(reading: Reading, tap: Tap) -> Screen:
    """`talk:<what was said>`."""
    said = tap.address.argument(0)
    is_member = access.may_use(tap.visitor, Needs.MEMBER)
    if said == scene.STOP:
        return await stop(reading, tap) if is_member else scene.stop_stranger(tap.words)
    answer = scene.SCREENS.get(said)
    if answer is None or not is_member:
        return help_scene.not_understood(tap.words, tap.visitor, pressed=False, offered=offered(tap))
    return answer(tap.words)


async def stop(reading: Reading, tap: Tap) -> Screen:
    assert tap.visitor.person
    rhythm = await rhythms.of(reading, tap.visitor)
    reads_figures = access.may_use(tap.visitor, Needs.HR)
    return scene.stop(tap.words, tap.visitor.person, has_nudges=rhythm.is_nudged, reads_figures=reads_figures)
