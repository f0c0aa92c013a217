"""Tell the team that something needs them."""

from __future__ import annotations

from datetime import datetime

from programme import notices
from programme.store.engine import Database


async def raise_alert(database: Database, fact: str, now: datetime) -> None:
    """One notice to every member of the team, at most once an hour for the same fact."""
    async with database.transaction() as tx:
        await notices.alert_team(tx, fact, now)
