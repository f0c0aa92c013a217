"""What people may ask for: everything about them to take away, and everything about them erased."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from programme import audit, bookings, erasures
from programme.erasures import Ledger
from programme.errors import NotFound
from programme.model import PersonalData, Visitor
from programme.store import bookings as booking_store
from programme.store import rights as store
from programme.store.engine import Database, Reading, Transaction
from programme.store.rules import Table, about_somebody


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data it is: a person, a chat, or mostly both."""

    person_id: str | None
    chat_id: int | None

    def named_in(self, table: Table) -> str | int | None:
        """What the rows of *table* that are about them are found by; None: none can be."""
        return self.chat_id if table.by_chat else self.person_id


def behind(visitor: Visitor) -> Subject:
    return Subject(visitor.person.id if visitor.person else None, visitor.chat_id or None)


async def subject(reading: Reading, person_id: str) -> Subject:
    """Raises: NotFound: there is nobody of that id."""
    if not await store.exists(reading, person_id):
        raise NotFound
    return Subject(person_id, await store.select_chat(reading, person_id))


async def data(reading: Reading, who: Subject, now: datetime) -> PersonalData:
    """Every exported column of every row about them, and nobody else's."""
    portions = []
    for table in about_somebody():
        named = who.named_in(table)
        if named is not None and table.exported:
            portions.append(await store.select_portion(reading, table, named))
    kept = sorted((portion for portion in portions if portion.rows), key=lambda portion: portion.table)
    return PersonalData(who.person_id or "", now, tuple(kept))


async def erase(
    tx: Transaction, who: Subject, actor: str, now: datetime, ledger: Ledger | None, *, open_too: bool = False
) -> None:
    """Free their places, note it in the ledger, and carry out the rule of every column.

    Raises:
        StoreUnavailable: the ledger could not be written; nothing is erased.
    """
    if who.person_id:
        to_come = await booking_store.select_to_come(tx, who.person_id, now)
        await bookings.release(tx, who.person_id, to_come, now)
        await erasures.note(tx, ledger, who.person_id, now)
        await audit.record(tx, actor, "person erased", who.person_id, now)
    for table in about_somebody():
        named = who.named_in(table)
        if named is not None:
            await carry_out(tx, table, named, open_too=open_too)


async def carry_out(tx: Transaction, table: Table, named: str | int, *, open_too: bool) -> None:
    if table.erase == "delete":
        await store.delete_about(tx, table, named, open_too=open_too)
    elif table.erase == "null":
        await store.mark_emptied(tx, table, named)


async def erase_again(database: Database, hashes: Collection[str], actor: str, now: datetime, ledger: Ledger) -> int:
    """Erase whoever is in the ledger and has come back with a back-up; how many."""
    async with database.transaction() as tx:
        secret = await erasures.secret_of(tx, now)
        everybody = await store.select_people(tx)
    back = [one for one in everybody if erasures.hash_of(secret, one) in hashes]
    for person_id in back:
        async with database.transaction() as tx:
            await erase(tx, await subject(tx, person_id), actor, now, ledger, open_too=True)
    return len(back)
