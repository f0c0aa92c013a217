"""After a session: "Did you make it?" and, for who led it, "How many came?"."""

from __future__ import annotations

from bot.address import Address, to
from bot.tap import Tap
from content import afterwards as scene
from content import ratings as rating_scene
from content.screen import Screen
from programme import afterwards, ratings, sessions
from programme.errors import NotFound, Unusable
from programme.model import Category
from programme.store.engine import Reading, Transaction


async def made(tx: Transaction, tap: Tap) -> Address:
    """ "Yes": attendance and minutes in one tap."""
    session_id = tap.address.argument(0)
    await afterwards.made_it(tx, tap.visitor, session_id, tap.now)
    await ratings.ask(tx, tap.visitor, session_id, tap.now)
    return to("madeit", session_id)


async def made_it(reading: Reading, tap: Tap) -> Screen:
    session_id = tap.address.argument(0)
    logged = await afterwards.logged(reading, tap.visitor, session_id)
    found = await sessions.card(reading, tap.visitor, session_id, tap.now)
    is_movement = found.session.category is Category.MOVEMENT
    shown = scene.made_it(tap.words, session_id, logged, is_movement=is_movement)
    asks = await ratings.is_open(reading, tap.visitor, session_id)
    following = await ratings.following(reading, tap.visitor, found.session, tap.now)
    return rating_scene.added(tap.words, shown, session_id, asks=asks, following=following, zone=tap.house.zone)


async def rate(tx: Transaction, tap: Tap) -> Address:
    """`rate:<session>:<1 to 5>`."""
    session_id, said = tap.address.argument(0), tap.address.argument(1)
    if said not in {str(n) for n in ratings.RATINGS}:
        raise NotFound
    await ratings.rate(tx, tap.visitor, session_id, int(said), tap.now)
    return to("rated", session_id)


async def rated(reading: Reading, tap: Tap) -> Screen:
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    following = await ratings.following(reading, tap.visitor, found.session, tap.now)
    return rating_scene.rated(tap.words, following, tap.house.zone)


async def missed(tx: Transaction, tap: Tap) -> Address:
    """ "Not this time"."""
    session_id = tap.address.argument(0)
    await afterwards.missed_it(tx, tap.visitor, session_id, tap.now)
    await ratings.take_back(tx, tap.visitor, session_id)
    return to("missedit", session_id)


async def missed_it(_reading: Reading, tap: Tap) -> Screen:
    return scene.missed_it(tap.words, tap.address.argument(0))


async def unmade(tx: Transaction, tap: Tap) -> Address:
    """Back to the question."""
    session_id = tap.address.argument(0)
    await afterwards.take_back(tx, tap.visitor, session_id, tap.now)
    await ratings.take_back(tx, tap.visitor, session_id)
    return to("afterwards", session_id)


async def question(reading: Reading, tap: Tap) -> Screen:
    found = await sessions.card(reading, tap.visitor, tap.address.argument(0), tap.now)
    return scene.did_you_make_it(tap.words, found.session, tap.now, tap.house.zone)


async def counted(tx: Transaction, tap: Tap) -> Address:
    """`counted:<session>:<n>`, or the number typed."""
    session_id = tap.address.argument(0)
    n = afterwards.number_in(tap.typed or tap.address.argument(1))
    if n is None:
        return to("counting", session_id, "again")
    try:
        await afterwards.count_heads(tx, tap.visitor, session_id, n, tap.now)
    except Unusable:
        return to("counting", session_id, "again")
    return to("tally", session_id)


async def counting(reading: Reading, tap: Tap) -> Screen:
    session = await afterwards.led(reading, tap.visitor, tap.address.argument(0))
    return scene.counting(tap.words, session, tap.house.zone, again=tap.address.argument(1) == "again")


async def tally(reading: Reading, tap: Tap) -> Screen:
    session = await afterwards.led(reading, tap.visitor, tap.address.argument(0))
    return scene.counted(tap.words, session, tap.house.zone)
