"""Monday morning: freeze what has closed, and tell every HR contact; each workplace in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme import audit, digests, notices, periods, summaries
from programme.employers import all_open
from programme.keys import key as kept_key
from programme.model import Digest, Employer, NewNotice
from programme.store.emails import select_hr_contacts
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
        pooled = await freeze(tx, None, secret, now, zone)
    async with database.reading() as reading:
        workplaces = await all_open(reading)
    frozen = len(pooled)
    for employer in workplaces:
        async with database.transaction() as tx:
            frozen += len(await see_to(tx, employer, secret, now, zone))
    return frozen


async def freeze(
    tx: Transaction, employer: Employer | None, secret: bytes, now: datetime, zone: ZoneInfo
) -> tuple[Digest, ...]:
    frozen = await digests.publish(tx, employer, secret, now, zone)
    if frozen:
        names = " ".join(digest.period.name for digest in frozen)
        await audit.record(tx, audit.CLOCK, "digest published", employer.id if employer else None, now, names)
    return frozen


async def see_to(
    tx: Transaction, employer: Employer, secret: bytes, now: datetime, zone: ZoneInfo
) -> tuple[Digest, ...]:
    """One workplace's Monday, once a week: figures where a period of its own has closed, a message always."""
    today = periods.local_date(now, zone)
    monday = periods.starts_at(today - timedelta(days=today.weekday()), zone)
    if not await claim_turn(tx, f"monday_{employer.id}", monday, now):
        return ()
    frozen = () if digests.is_pooled(employer) else await freeze(tx, employer, secret, now, zone)
    news = await pooled_since(tx, employer, now) if digests.is_pooled(employer) else frozen
    carried = Carried(
        employer.id,
        tuple(digest.period.name for digest in news),
        periods.next_figures_on(employer.headcount, today),
    )
    facts = summaries.to_facts(carried)
    contacts = await select_hr_contacts(tx, employer.id)
    await notices.tell(tx, [NewNotice("digest", contact, now, facts=facts) for contact in contacts], now)
    return frozen


async def pooled_since(tx: Transaction, employer: Employer, now: datetime) -> tuple[Digest, ...]:
    """The latest of all together, where it closed within the last week."""
    latest = (await digests.published(tx, employer))[-1:]
    return tuple(one for one in latest if one.period.ends_before > (now - WEEK).date())
