"""HR: when and where the message with the figures comes; pressed or typed."""

from __future__ import annotations

from dataclasses import replace

from bot.address import Address, to
from bot.handlers.hr import person_id, workplace
from bot.tap import Tap
from content import digest_wishes as scene
from content.screen import Screen
from programme import digest_wish_text, digest_wishes, emails
from programme.errors import NotFound, Unusable
from programme.model import DigestWish, Way
from programme.post_text import clock
from programme.store.engine import Reading, Transaction


async def when(reading: Reading, tap: Tap) -> Screen:
    """`when:<workplace>:<saved, or a problem>`."""
    employer, zone = await workplace(reading, tap, 0), tap.house.zone
    held = await emails.of(reading, person_id(tap))
    arrangement = scene.Arrangement(
        await digest_wishes.of(reading, person_id(tap), employer.id),
        tap.house.sends_mail,
        held is not None and held.is_confirmed,
        await digest_wishes.still_to_come(reading, person_id(tap), employer.id, tap.now, zone),
    )
    return scene.screen(tap.words, employer, arrangement, tap.now, zone, tap.address.argument(1))


async def choose(tx: Transaction, tap: Tap) -> Address:
    """`whenset:<workplace>:<day, at or way>:<which>`, or typed: `whenset:<workplace>`."""
    employer = await workplace(tx, tap, 0)
    before = await digest_wishes.of(tx, person_id(tap), employer.id)
    try:
        wish = digest_wish_text.read(tap.typed, before) if tap.typed else pressed(tap.address, before)
        await digest_wishes.change(tx, person_id(tap), employer.id, wish, tap.now, tap.house.zone)
    except Unusable as refusal:
        return to("when", employer.id, refusal.problem)
    return to("when", employer.id, scene.SAVED)


def pressed(address: Address, before: DigestWish) -> DigestWish:
    """Raises: NotFound: there is no such button. Unusable: see `digest_wish_text.read`."""
    which, value = address.argument(1), address.argument(2)
    if which == "day" and value in {str(day) for day in range(7)}:
        return replace(before, weekday=int(value))
    if which == "at" and value.isascii() and value.isdigit() and len(value) == 4:
        return replace(before, at=clock(value))
    if which == "way" and value in set(Way):
        return replace(before, way=Way(value))
    if which:
        raise NotFound
    raise Unusable("when", "missing")
