"""Outcomes: one table of the whole programme for each closed quarter, frozen; never of one workplace.

**What is measured.** Milton, Bull and Bauman's single item (see `programme.questions`) gives days of 0 to 7 with 30
minutes or more. The county's target is about people under 30 minutes *a week* (Sport England, "Active Lives": fewer
than 30 moderate-equivalent minutes), to come down by four points. So 0 days is taken as "under 30 minutes", and 1 day
or more as not. *Lifted* is whoever said 0 the first time they answered and 1 or more the last time in the quarter.

**Its limits.** One day or more is surely 30 minutes or more. Zero days is not surely fewer: three walks of twenty
minutes are 60 minutes and count as 0 days, so the share under 30 minutes comes out too high, both times. Housework and
activity that is part of the job are left out here. People say so themselves, only those who answered twice are counted,
some of the change would have happened anyway, and nobody is compared with people outside the programme. So this is a
change among participants to set *beside* the county's survey, not a part of it.

**What is disclosed.** The rules of `programme.disclosure`: nothing about fewer than 10 people, noise keyed by the set
of people, counts rounded to 5, a part only with its complement, and the lifted only where each of the four groups
(under 30 or not, before and now) may be shown, since together with the shares they give the other three. A person is in
one table for each quarter in which they answer again: no table is another one with somebody added, and none is about a
workplace, so that there is nothing to subtract. Only closed quarters are published, once.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from programme import audit, disclosure, periods
from programme.disclosure import Scope
from programme.keys import key as kept_key
from programme.model import Outcomes, OutcomeTable, Period
from programme.mondays import KEY
from programme.periods import Shape
from programme.ratings import JUST_RIGHT
from programme.store import activity_answers, ratings
from programme.store import outcome_tables as store
from programme.store.activity_answers import Pair
from programme.store.engine import Database, Reading, Transaction
from programme.store.ratings import Rated
from programme.times import from_text


def figures_of(scope: Scope, pairs: Collection[Pair], rated: Collection[Rated]) -> Outcomes:
    """Pure: people's answers in, what may be said of them out."""
    everybody = {one.person_id for one in pairs}
    before = {one.person_id for one in pairs if one.before == 0}
    after = {one.person_id for one in pairs if one.now == 0}
    raters = {one.person_id for one in rated}
    liked = {one.person_id for one in rated if one.rating == JUST_RIGHT}
    return Outcomes(
        asked_again=disclosure.count(scope, everybody),
        under_30_before=disclosure.part(scope, before, everybody),
        under_30_now=disclosure.part(scope, after, everybody),
        lifted=lifted(scope, everybody, before, after),
        rated=disclosure.count(scope, raters),
        just_right=disclosure.part(scope, liked, raters),
    )


def lifted(scope: Scope, everybody: set[str], before: set[str], after: set[str]) -> int | None:
    """How many of those under 30 *before* are not *after*; None unless all four groups are enough."""
    groups = (before - after, before & after, after - before, everybody - before - after)
    if not all(disclosure.passes(scope, group) for group in groups):
        return None
    return disclosure.part(scope, before - after, before)


async def publish(tx: Transaction, given_key: bytes | None, now: datetime, zone: ZoneInfo) -> int:
    """Freeze every quarter that has closed and is not frozen; how many. Again, it adds nothing.

    *given_key* keys the noise; None: the one that is kept in the database.
    """
    secret = given_key or await kept_key(tx, KEY, now)
    frozen = [await freeze(tx, period, secret, now, zone) for period in await due(tx, now, zone)]
    return sum(frozen)


async def due(reading: Reading, now: datetime, zone: ZoneInfo) -> tuple[Period, ...]:
    """The closed quarters without a table, from the first answer on."""
    first = [await activity_answers.select_first_answered(reading), await ratings.select_first_rated(reading)]
    moments = [from_text(text) for text in first if text]
    if not moments:
        return ()
    since, today = periods.local_date(min(moments), zone), periods.local_date(now, zone)
    done = {table.period.name for table in await store.select_tables(reading)}
    return tuple(one for one in periods.closed(Shape.QUARTER, since, today) if one.name not in done)


async def freeze(tx: Transaction, period: Period, secret: bytes, now: datetime, zone: ZoneInfo) -> bool:
    since, until = periods.starts_at(period.starts_on, zone), periods.starts_at(period.ends_before, zone)
    figures = figures_of(
        Scope(secret, "", period.name),
        await activity_answers.select_pairs(tx, since, until),
        await ratings.select_latest(tx, since, until),
    )
    is_new = await store.insert_table(tx, OutcomeTable(period, disclosure.RULES, figures), now)
    if is_new:
        await audit.record(tx, audit.CLOCK, "outcomes published", None, now, period.name)
    return is_new


async def run(database: Database, given_key: bytes | None, now: datetime, zone: ZoneInfo) -> int:
    """As `publish`, in a transaction of its own."""
    async with database.transaction() as tx:
        return await publish(tx, given_key, now, zone)


async def published(reading: Reading) -> tuple[OutcomeTable, ...]:
    """All that was published, the latest last."""
    return await store.select_tables(reading)
