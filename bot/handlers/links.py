"""A workplace's links, for the team: made, replaced, turned off; each shown once, when it is made."""

from __future__ import annotations

import re

from bot.address import Address, to
from bot.handlers.programme import actor, workplace
from bot.tap import Tap
from content import links as scene
from content.screen import Screen
from programme import codes, invitations
from programme.errors import EmployerUnknown, NotFound
from programme.invitations import Made
from programme.model import Role
from programme.store.engine import Reading, Transaction

ROTATE = "rotate"
TOKEN = re.compile(r"[0-9A-Za-z]{16,32}")
CODE = re.compile(r"[0-9A-Z]{8}")


async def links(reading: Reading, tap: Tap) -> Screen:
    """`links:<workplace>`."""
    found = await workplace(reading, tap.address.argument(0))
    valid = await invitations.open_of(reading, Role.EMPLOYEE, found.id, tap.now)
    return scene.screen(tap.words, found, valid, tap.house.zone)


async def sure(reading: Reading, tap: Tap) -> Screen:
    """`linksure:<workplace>:rotate` or `…:stop`: nothing happens until it is confirmed."""
    found = await workplace(reading, tap.address.argument(0))
    return scene.sure(tap.words, found, rotate=tap.address.argument(1) == ROTATE)


async def make(tx: Transaction, tap: Tap) -> Address:
    """`linkmake:<workplace>:<rotate>`: one more, or one in place of all."""
    rotate = tap.address.argument(1) == ROTATE
    try:
        made = await invitations.make(
            tx, Role.EMPLOYEE, tap.address.argument(0), tap.now, rotate=rotate, actor=actor(tap)
        )
    except EmployerUnknown:
        raise NotFound from None
    return fresh(made)


async def stop(tx: Transaction, tap: Tap) -> Address:
    """`linkstop:<workplace>`; turning off what is off changes nothing."""
    found = await workplace(tx, tap.address.argument(0))
    await invitations.revoke(tx, Role.EMPLOYEE, found.id, tap.now, actor=actor(tap))
    return to("links", found.id)


def fresh(made: Made) -> Address:
    """Where a new link is shown. Its only copy is in this address, which is deleted once it has been answered."""
    return to("teamlink", made.invitation.id, made.link_token, codes.folded(made.code))


async def shown(reading: Reading, tap: Tap) -> Screen:
    """`teamlink:<invitation>:<token>:<code>`."""
    invitation_id, token, code = (tap.address.argument(index) for index in range(3))
    if not (TOKEN.fullmatch(token) and CODE.fullmatch(code)):
        raise NotFound
    invitation = await invitations.by_id(reading, invitation_id, tap.now)
    link = f"https://t.me/{tap.house.bot_username}?start={token}"
    return scene.fresh(tap.words, invitation, link, codes.displayed(code))
