"""Consent: asked for by purpose, kept with the version of its wording, withdrawn on its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from programme import audit, bookings
from programme.errors import NotAllowed
from programme.ids import new_id
from programme.model import Purpose, Visitor
from programme.store import bookings as booking_store
from programme.store import consents as store
from programme.store.engine import Transaction

CONSENT_VERSION: Mapping[Purpose, int] = MappingProxyType({Purpose.JOINING: 2, Purpose.HEALTH: 1})
"""Raised whenever what people are told they agree to changes in substance.

Joining, 2: the minutes, ratings, answers and challenges are named among what is kept. Who agreed to 1 stays in: the
record says which words they saw, and each of these is only there because they gave it.
"""


async def give(tx: Transaction, visitor: Visitor, purpose: Purpose, now: datetime) -> None:
    """Keep that somebody agreed; giving it again changes nothing.

    Raises:
        NotAllowed: nobody is known behind this chat.
    """
    if visitor.person is None:
        raise NotAllowed
    await keep(tx, visitor.person.id, purpose, now)


async def keep(tx: Transaction, person_id: str, purpose: Purpose, now: datetime) -> None:
    if await store.insert_consent(tx, new_id(), person_id, (purpose, CONSENT_VERSION[purpose]), now):
        await audit.record(tx, person_id, "consent given", person_id, now, purpose)


async def withdraw(tx: Transaction, person_id: str, purpose: Purpose, now: datetime) -> None:
    if await store.mark_withdrawn(tx, person_id, purpose, now):
        await audit.record(tx, person_id, "consent withdrawn", person_id, now, purpose)


async def withdraw_health(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """No more health-related sessions: places at those to come are freed, and nothing more is told of them.

    Raises:
        NotAllowed: they are not a member.
    """
    person, _ = bookings.member(visitor)
    affected = await booking_store.select_health_to_come(tx, person.id, now)
    await bookings.release(tx, person.id, affected, now)
    await withdraw(tx, person.id, Purpose.HEALTH, now)
