"""Monday's message to everybody in the team, with the programme's figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import notices, periods
from programme.model import NewNotice
from programme.store import overall as store
from programme.store.engine import Transaction
from programme.store.notices import select_team_contacts
from programme.store.settings import claim_turn

TURN = "monday_of_the_team"
MANY = 20
"""After a long pause only the latest are named; of each kind the last is shown."""


async def tell_team(tx: Transaction, now: datetime, zone: ZoneInfo) -> None:
    """Once a week, with the names of what was published in it; nothing where nothing was."""
    today = periods.local_date(now, zone)
    monday = periods.starts_at(today - timedelta(days=today.weekday()), zone)
    names = await store.select_published_since(tx, monday)
    if not names or not await claim_turn(tx, TURN, monday, now):
        return
    team = await select_team_contacts(tx)
    facts = ",".join(names[-MANY:])
    await notices.tell(tx, [NewNotice("programme_digest", id, now, facts=facts) for id in team], now)
