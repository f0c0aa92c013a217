"""When and where each HR contact gets the message with the figures.

Only the message waits: figures are frozen by the clock on Monday, whatever anybody asks for (`programme.mondays`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from types import MappingProxyType
from zoneinfo import ZoneInfo

from programme import notices, summaries
from programme.errors import Unusable
from programme.model import Channel, DigestWish, NewNotice, Way
from programme.periods import local_date, starts_at
from programme.store import digest_wishes as store
from programme.store.digest_wishes import Recipient, Told
from programme.store.engine import Reading, Transaction

MADE_AT = time(8, 0)
"""Local, on Monday: when the clock freezes figures, and so the earliest that a week's message can come."""
WEEK = timedelta(weeks=1)
LIFETIME = timedelta(days=5)
"""How long a message that cannot be delivered is still worth sending, but never until the next one is due."""
CHANNELS: Mapping[Way, frozenset[Channel]] = MappingProxyType(
    {
        Way.CHAT: frozenset({Channel.TELEGRAM}),
        Way.EMAIL: frozenset({Channel.EMAIL}),
        Way.BOTH: frozenset(Channel),
        Way.NEITHER: frozenset(),
    }
)
ARRIVED = frozenset({"sending", "sent", "uncertain", "lapsed"})
"""The states of a message that its reader has, or may have."""


def monday_of(moment: datetime, zone: ZoneInfo) -> date:
    day = local_date(moment, zone)
    return day - timedelta(days=day.weekday())


def due(wish: DigestWish, monday: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) in the week of *monday*: a wall-clock time, whatever the clocks do that night.

    A time that the spring change skips is due when the hour has passed, one that the autumn change doubles at the
    first of the two.
    """
    return datetime.combine(monday + timedelta(days=wish.weekday), wish.at, zone).astimezone(UTC)


def chosen(contacts: Sequence[Recipient]) -> Sequence[Recipient]:
    """Those of one person's contacts that they want it at; where there is none of these (yet), those there are."""
    if not contacts or contacts[0].wish.way is Way.NEITHER:
        return ()
    wanted = CHANNELS[contacts[0].wish.way]
    return [one for one in contacts if one.channel in wanted] or contacts


def message(one: Recipient, facts: str, now: datetime, zone: ZoneInfo) -> NewNotice:
    """This week's, at its time, or now if that has passed; over when the next one is due."""
    monday = monday_of(now, zone)
    at = max(due(one.wish, monday, zone), now)
    expires = min(at + LIFETIME, due(one.wish, monday + WEEK, zone))
    return NewNotice("digest", one.contact_id, at, expires, facts=facts)


def first_message(wish: DigestWish, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When (UTC) whoever becomes HR at *now* gets their first: on a Monday it is planned for those who are HR then.

    None where they have chosen not to be sent any.
    """
    if wish.way is Way.NEITHER:
        return None
    monday = monday_of(now, zone)
    is_planned = now >= datetime.combine(monday, MADE_AT, zone).astimezone(UTC)
    return due(wish, monday + WEEK if is_planned else monday, zone)


async def plan(tx: Transaction, employer_id: str, facts: str, now: datetime, zone: ZoneInfo) -> None:
    """A week's message to everybody who is HR there now. Called once a week (`mondays.see_to`)."""
    recipients = sorted(await store.select_recipients(tx, employer_id), key=lambda one: one.person_id)
    by_person = groupby(recipients, key=lambda one: one.person_id)
    await tell(tx, [one for _, contacts in by_person for one in chosen(list(contacts))], facts, now, zone)


async def tell(tx: Transaction, to: Iterable[Recipient], facts: str, now: datetime, zone: ZoneInfo) -> None:
    await notices.tell(tx, [message(one, facts, now, zone) for one in to], now)


async def of(reading: Reading, person_id: str, employer_id: str) -> DigestWish:
    """What they want; the usual where they have not said."""
    return await store.select_wish(reading, person_id, employer_id)


async def all_of(reading: Reading, person_id: str) -> tuple[DigestWish, ...]:
    """The same for every workplace whose HR they are."""
    return tuple([await of(reading, person_id, one) for one in await store.select_workplaces(reading, person_id)])


async def change(
    tx: Transaction, person_id: str, employer_id: str, wish: DigestWish, now: datetime, zone: ZoneInfo
) -> None:
    """Keep what they want, and move this week's message, if it has not gone out.

    Raises:
        Unusable: "when" is "too_early": on a Monday before the figures are made.
    """
    if wish.weekday == 0 and wish.at < MADE_AT:
        raise Unusable("when", "too_early")
    await store.upsert_wish(tx, person_id, employer_id, wish)
    await replan(tx, person_id, employer_id, now, zone)


async def replan(tx: Transaction, person_id: str, employer_id: str, now: datetime, zone: ZoneInfo) -> None:
    """Put this week's message where and when it is wanted now: neither twice nor not at all.

    What has arrived by one way does not come again by another. What waits is taken back first, so that the worker
    cannot send it meanwhile.
    """
    facts = await facts_of_this_week(tx, person_id, employer_id, now, zone)
    if facts is None:
        return
    waited = await store.mark_withdrawn(tx, person_id, facts, now)
    told = [one for one in await store.select_told(tx, person_id, week_start(now, zone)) if one.facts == facts]
    wanted = chosen(await store.select_contacts_of(tx, employer_id, person_id))
    if any(one.state in ARRIVED for one in told):
        wanted = [one for one in wanted if one.contact_id in waited]
    await tell(tx, wanted, facts, now, zone)


async def replan_all(tx: Transaction, person_id: str, now: datetime, zone: ZoneInfo) -> None:
    """The same for every workplace whose HR they are, once their address has come or gone."""
    for employer_id in await store.select_workplaces(tx, person_id):
        await replan(tx, person_id, employer_id, now, zone)


async def facts_of_this_week(
    reading: Reading, person_id: str, employer_id: str, now: datetime, zone: ZoneInfo
) -> str | None:
    """What this week's message carries; None if there is none (yet)."""
    told = await this_week(reading, person_id, employer_id, now, zone)
    return told[0].facts if told else None


async def still_to_come(
    reading: Reading, person_id: str, employer_id: str, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """When this week's message comes, where it has not."""
    told = await this_week(reading, person_id, employer_id, now, zone)
    return min((one.due_at for one in told if one.state == "waiting"), default=None)


async def this_week(
    reading: Reading, person_id: str, employer_id: str, now: datetime, zone: ZoneInfo
) -> Sequence[Told]:
    told = await store.select_told(reading, person_id, week_start(now, zone))
    return [one for one in told if is_about(one.facts, employer_id, monday_of(now, zone))]


def is_about(facts: str, employer_id: str, monday: date) -> bool:
    carried = summaries.from_facts(facts)
    return (carried.employer_id, carried.monday) == (employer_id, monday)


def week_start(now: datetime, zone: ZoneInfo) -> datetime:
    return starts_at(monday_of(now, zone), zone)
