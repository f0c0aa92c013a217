"""How active somebody is: answered in one tap, skipped, changed, or never asked again."""

from __future__ import annotations

from bot.address import Address, to
from bot.handlers import minutes
from bot.tap import Tap
from content import questions as scene
from content.screen import Screen
from programme import questions
from programme.errors import NotFound
from programme.store.engine import Reading, Transaction

AGAIN = "again"


async def open_one(tx: Transaction, tap: Tap) -> Address:
    """ "How active I am": the last asking, to be answered or changed; before the first booking there is none."""
    day = tap.now.astimezone(tap.house.zone).date()
    try:
        asking = await questions.open_one(tx, tap.visitor, day)
    except NotFound:
        return to("activenot")
    return to("activeq", asking.asked_on.isoformat())


async def ask(reading: Reading, tap: Tap) -> Screen:
    """`activeq:<day it was asked>`, with "again" behind it where what was typed is no number of days."""
    asking = await questions.find(reading, tap.visitor, tap.address.argument(0))
    return scene.ask(tap.words, asking.asked_on.isoformat(), again=tap.address.argument(1) == AGAIN)


async def answer(tx: Transaction, tap: Tap) -> Address:
    """`activedays:<day it was asked>:<0 to 7>`."""
    asked_on, days = tap.address.argument(0), tap.address.argument(1)
    if days not in {str(n) for n in questions.DAYS}:
        raise NotFound
    await questions.answer(tx, tap.visitor, asked_on, int(days), tap.now)
    return to("activekept", asked_on)


async def typed(tx: Transaction, tap: Tap) -> Address:
    """`activetyped:<day it was asked>`: days in words or figures, a way to say no, or minutes to be logged."""
    asked_on = tap.address.argument(0)
    days = days_in(tap.typed)
    if days is not None:
        await questions.answer(tx, tap.visitor, asked_on, days, tap.now)
        return to("activekept", asked_on)
    if any_of(scene.NO_MORE, tap.typed):
        await questions.set_asked(tx, tap.visitor, tap.now, on=False)
        return to("activesaid", "off")
    if any_of(scene.SKIPPING, tap.typed):
        await questions.skip(tx, tap.visitor, asked_on, tap.now)
        return to("activekept", asked_on)
    following = await minutes.unasked(tx, tap)
    return to("activeq", asked_on, AGAIN) if following.name in {"unknown", "logagain"} else following


def days_in(typed: str) -> int | None:
    """ "3", "three days": one whole number from 0 to 7 and nothing else; None for everything else."""
    said = scene.DAYS_SAID.fullmatch(typed.strip().casefold())
    if said is None:
        return None
    number = scene.NUMBER_WORDS.index(said[1]) if said[1] in scene.NUMBER_WORDS else int(said[1])
    return number if number in questions.DAYS else None


def any_of(phrases: frozenset[str], typed: str) -> bool:
    return typed.strip(" .!").casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") in phrases


async def skip(tx: Transaction, tap: Tap) -> Address:
    asked_on = tap.address.argument(0)
    await questions.skip(tx, tap.visitor, asked_on, tap.now)
    return to("activekept", asked_on)


async def kept(reading: Reading, tap: Tap) -> Screen:
    """What is kept now of an asking."""
    asking = await questions.find(reading, tap.visitor, tap.address.argument(0))
    if asking.days is None:
        return scene.skipped(tap.words, asking.asked_on.isoformat())
    return scene.answered(tap.words, asking.asked_on.isoformat(), asking.days)


async def switch(tx: Transaction, tap: Tap) -> Address:
    """`activeask:on` or `activeask:off`."""
    wanted = tap.address.argument(0)
    if wanted not in {"on", "off"}:
        raise NotFound
    await questions.set_asked(tx, tap.visitor, tap.now, on=wanted == "on")
    return to("activesaid", wanted)


async def switched(_reading: Reading, tap: Tap) -> Screen:
    return scene.switched(tap.words, on=tap.address.argument(0) == "on")


async def not_yet(_reading: Reading, tap: Tap) -> Screen:
    return scene.not_yet(tap.words)
