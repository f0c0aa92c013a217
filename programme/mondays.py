"""Monday morning: freeze what has closed, and plan each HR contact's message and the team's.

Each workplace is seen to in one transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import digest_wishes, digests, months, periods, summaries
from programme.digests import publishing
from programme.employers import all_open
from programme.keys import key as kept_key
from programme.model import Digest, Employer
from programme.overall import publishing as programme_figures
from programme.overall.telling import tell_team
from programme.store.engine import Database, Transaction
from programme.store.settings import claim_turn
from programme.summaries import Carried

KEY = "disclosure_key"
WEEK = timedelta(days=7)


async def run(database: Database, given_key: bytes | None, now: datetime, zone: ZoneInfo) -> int:
    """Everything that is due; how many digests were frozen. Repeated or at once with another, it adds nothing.

    *given_key* keys the noise; None: one that is made once and kept in the database.
    """
    async with database.transaction() as tx:
        secret = given_key or await kept_key(tx, KEY, now)
    frozen = await publishing.publish(database, secret, now, zone)
    async with database.reading() as reading:
        workplaces = await all_open(reading)
    for employer in workplaces:
        async with database.transaction() as tx:
            await see_to(tx, employer, now, zone)
    await programme_figures.publish(database, secret, now, zone)
    async with database.transaction() as tx:
        await tell_team(tx, now, zone)
        await months.freeze_ratings(tx, secret, now, zone)
    return len(frozen)


async def see_to(tx: Transaction, employer: Employer, now: datetime, zone: ZoneInfo) -> None:
    """One workplace's Monday, once a week: figures where a period of its own has closed, a message always."""
    today = periods.local_date(now, zone)
    monday = periods.starts_at(today - timedelta(days=today.weekday()), zone)
    if not await claim_turn(tx, f"monday_{employer.id}", monday, now):
        return
    news = await news_since(tx, employer, monday, now)
    carried = Carried(
        employer.id,
        tuple(digest.period.name for digest in news),
        digests.next_on(employer, now, zone),
        digest_wishes.monday_of(now, zone),
        of_all=digests.is_pooled(employer) and not any(digest.employer_id for digest in news),
    )
    await digest_wishes.plan(tx, employer.id, summaries.to_facts(carried), now, zone)


async def news_since(tx: Transaction, employer: Employer, monday: datetime, now: datetime) -> tuple[Digest, ...]:
    """What has been frozen of it this week, even if the machine stopped, or the headcount fell, between that and the
    message; of a small one the latest of all together, where that closed within the last week."""
    own = await digests.published_since(tx, employer, monday)
    if own or not digests.is_pooled(employer):
        return own
    return await digests.together_since(tx, (now - WEEK).date())
