"""The Monday message: what its notice carries, and what it says as things are when it is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme import digests
from programme.errors import EmployerUnknown
from programme.keys import value_of
from programme.model import Digest, Employer, Grant, Notice, Role, Summary, Visitor
from programme.periods import Shape, shapes
from programme.store.contacts import is_confirmed
from programme.store.employers import select_by_id
from programme.store.engine import Reading

BOT_USERNAME = "bot_username"
"""The setting in which `run` keeps it."""
AHEAD = timedelta(days=14)
"""Which sessions the message tells of: this week's and the next one's."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What cannot be read afresh: for which workplace, what was published with it, and when the next comes."""

    employer_id: str
    periods: tuple[str, ...]
    next_on: date | None
    monday: date | None = None
    """Of the week that it is the message of; None in what was planned before weeks were kept."""
    of_all: bool | None = None
    """Whether figures were those of all workplaces together; None in what was planned before that was kept. Where the
    headcount has changed that since, the figures stay and the day of the next ones is not said."""


def to_facts(carried: Carried) -> str:
    """Canonical JSON, for the notice."""
    next_on = carried.next_on.isoformat() if carried.next_on else None
    monday = carried.monday.isoformat() if carried.monday else None
    fields = {
        "employer": carried.employer_id,
        "monday": monday,
        "next": next_on,
        "of_all": carried.of_all,
        "periods": carried.periods,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"))


def from_facts(text: str) -> Carried:
    fields = json.loads(text)
    next_on = date.fromisoformat(fields["next"]) if fields["next"] else None
    monday = date.fromisoformat(fields["monday"]) if fields.get("monday") else None
    return Carried(fields["employer"], tuple(fields["periods"]), next_on, monday, fields.get("of_all"))


async def of(reading: Reading, notice: Notice, visitor: Visitor, now: datetime) -> Summary | None:
    """What the message says now; None if its reader is not HR there any more, takes no e-mails any more or has not
    confirmed the address yet, or the workplace has closed."""
    carried = from_facts(notice.facts)
    if Grant(Role.HR, carried.employer_id) not in visitor.grants:
        return None
    if not await is_confirmed(reading, notice.contact.id):
        return None
    employer = await select_by_id(reading, carried.employer_id)
    if employer is None:
        return None
    frozen = await digests.named(reading, employer, carried.periods, of_all=carried.of_all)
    has_crossed = carried.of_all not in (None, digests.is_pooled(employer))
    return await summary(reading, employer, frozen, now, next_on=None if has_crossed else carried.next_on)


async def summary(
    reading: Reading, employer: Employer, frozen: tuple[Digest, ...], now: datetime, *, next_on: date | None
) -> Summary:
    """*next_on*: the local date of the next figures, where it is to be said."""
    coming = await digests.coming(reading, employer, now, now + AHEAD)
    username = await value_of(reading, BOT_USERNAME) or ""
    history = tuple(await digests.published(reading, employer))
    is_pooled = digests.is_pooled(employer)
    is_four_weekly = not is_pooled and Shape.FOUR_WEEKS in shapes(employer.headcount)
    return Summary(frozen, coming, next_on, is_pooled, username, history, is_four_weekly)


async def workplaces(reading: Reading, visitor: Visitor) -> tuple[Employer, ...]:
    """The open workplaces whose HR the visitor is now, by name.

    Raises:
        EmployerUnknown: there is none.
    """
    ids = [grant.employer_id for grant in visitor.grants if grant.role is Role.HR and grant.employer_id]
    found = [await select_by_id(reading, id) for id in ids]
    open_ones = sorted((one for one in found if one), key=lambda one: (one.name, one.id))
    if not open_ones:
        raise EmployerUnknown
    return tuple(open_ones)
