"""The line about safety that is read before a first booking: the team's own, where it has written one."""

from __future__ import annotations

from datetime import datetime

from programme import audit
from programme.keys import keep_value, value_of
from programme.store.engine import Reading, Transaction
from programme.text import clean

SETTING = "safety_line"
LIMIT = 200


async def line(reading: Reading) -> str | None:
    """The team's own line; None: the usual one."""
    return await value_of(reading, SETTING) or None


async def keep(tx: Transaction, typed: str, actor: str, now: datetime) -> None:
    """Show *typed* from now on.

    Raises:
        Unusable: "safety" is missing or too_long.
    """
    await keep_value(tx, SETTING, clean(typed, "safety", LIMIT), now)
    await audit.record(tx, actor, "safety line changed", None, now)


async def use_the_usual(tx: Transaction, actor: str, now: datetime) -> None:
    if await line(tx) is not None:
        await keep_value(tx, SETTING, "", now)
        await audit.record(tx, actor, "safety line reset", None, now)
