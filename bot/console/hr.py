"""HR contacts who read by e-mail alone: `invite hr --email`, `hr confirm` and `hr remove`."""

from __future__ import annotations

import argparse
import sys

from bot.console.record import ACTOR, record
from bot.settings import Settings
from programme import emails, employers, readers
from programme.errors import NotFound
from programme.model import Role

UNKNOWN = "No HR contact has that address."


async def invite(asked: argparse.Namespace, settings: Settings) -> int:
    if asked.role != Role.HR:
        print("Leave --email out: only HR contacts may do with an address alone.", file=sys.stderr)
        return 2
    if settings.post is None:
        print("Set SMTP_URL and MAIL_FROM first: there is no mail server to send a code by.", file=sys.stderr)
        return 1
    async with record(settings) as house, house.database.transaction() as tx:
        employer = await employers.find(tx, asked.employer)
        is_new = await readers.invite(tx, employer, asked.email, ACTOR, house.now)
    print(
        *(invited(asked.email) if is_new else ("That address is confirmed already; it gets the digests now.",)),
        sep="\n",
    )
    return 0


def invited(address: str) -> tuple[str, str]:
    return (
        "The running bot mails a code to that address. Ask its reader for it within a day, then:",
        f"find-your-active hr confirm {address} CODE",
    )


async def confirm(asked: argparse.Namespace, settings: Settings) -> int:
    try:
        async with record(settings) as house, house.database.transaction() as tx:
            wrong = await emails.confirm_address(tx, asked.address, asked.code, house.now)
    except NotFound:
        print(UNKNOWN, file=sys.stderr)
        return 1
    if wrong is None:
        print("Confirmed: the digests go there from the next one on.")
        return 0
    over = "That code is used up or too old; invite the address again for a new one."
    print(over if wrong.is_over else "That is not the code.", file=sys.stderr)
    return 1


async def remove(asked: argparse.Namespace, settings: Settings) -> int:
    try:
        async with record(settings) as house, house.database.transaction() as tx:
            employer = await employers.find(tx, asked.employer)
            await readers.remove_address(tx, employer, asked.address, ACTOR, house.now)
    except NotFound:
        print(UNKNOWN, file=sys.stderr)
        return 1
    print("Removed: no more digests go there.")
    return 0
