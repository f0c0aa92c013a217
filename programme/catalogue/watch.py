"""A version that cannot be read: the team is told once which sheet, row and reason, and everything else goes on."""

from __future__ import annotations

from datetime import datetime

from programme import notices
from programme.catalogue.published import standing
from programme.model import Catalogue, SheetProblem
from programme.store.engine import Database
from programme.store.settings import select_setting, upsert_setting

TOLD = "catalogue_told"
"""The version that the team was last told of."""
FACT = "catalogue"


async def look(database: Database, built_in: Catalogue, now: datetime) -> bool:
    """Whether the team had to be told now. Looks without writing, unless there is something new to tell."""
    async with database.reading() as reading:
        found = await standing(reading, built_in)
        told = await select_setting(reading, TOLD) if found.problem else None
    if found.problem is None or told == str(found.latest):
        return False
    async with database.transaction() as tx:
        if await select_setting(tx, TOLD) == str(found.latest):
            return False
        await upsert_setting(tx, TOLD, str(found.latest), now)
        await notices.tell_team(tx, fact(found.latest, found.problem), now)
    return True


def fact(version: int, problem: SheetProblem) -> str:
    """`catalogue:<version>:<sheet>:<row>:<reason>`; nothing that somebody typed."""
    return f"{FACT}:{version}:{problem.sheet}:{problem.row}:{problem.reason}"
