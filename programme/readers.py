"""Who else gets a workplace's figures, by e-mail alone: nothing goes to an address until it has said yes.

Such a reader is a person with an address and no chat, and HR of that workplace from the moment they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme import audit, emails
from programme.emails import DAY, Wrong
from programme.errors import NotFound, Unusable
from programme.ids import new_id
from programme.model import Employer, Grant, Reader, Role
from programme.store import emails as addresses
from programme.store import people, roles
from programme.store import reader_requests as store
from programme.store.emails import Address
from programme.store.engine import Reading, Transaction

MOST = 8
"""Readers of one workplace; more are better served by a list of the workplace's own."""
ASKED_A_DAY = 10
"""By one workplace, so that nobody's mailboxes are tried out or filled by the bot."""
ASKED = "reader asked"


async def of(reading: Reading, employer: Employer) -> Sequence[Reader]:
    return await store.select_readers(reading, employer.id)


async def ask(tx: Transaction, employer: Employer, typed: str, actor: str, now: datetime) -> str:
    """Mail a code to an address; once it comes back its reader gets *employer*'s figures. Gives the contact's id.

    Raises:
        Unusable: "email" is missing, not_an_address, gets_it, too_many (codes to it), many_asked (today) or full.
    """
    email = emails.address(typed)
    held = await free(tx, email)
    if held and held.is_confirmed and await roles.exists_grant(tx, held.person_id, Grant(Role.HR, employer.id)):
        raise Unusable("email", "gets_it")
    await check_room(tx, employer, email, now)
    contact_id = held.contact_id if held else await new_reader(tx, email, now)
    await emails.mail_code(tx, contact_id, now)
    await store.upsert(tx, contact_id, employer.id, now)
    await audit.record(tx, actor, ASKED, employer.id, now)
    return contact_id


async def free(tx: Transaction, email: str) -> Address | None:
    """Who has that address; nobody holds one that they have not confirmed against somebody who is asked at it."""
    held = await addresses.select_by_email(tx, email)
    if held and held.has_chat and not held.is_confirmed:
        await addresses.delete_unconfirmed(tx, email)
        return None
    return held


async def check_room(tx: Transaction, employer: Employer, email: str, now: datetime) -> None:
    others = [one for one in await store.select_readers(tx, employer.id) if one.email != email]
    if len(others) >= MOST:
        raise Unusable("email", "full")
    if await store.count_asked(tx, employer.id, ASKED, now - DAY) >= ASKED_A_DAY:
        raise Unusable("email", "many_asked")


async def new_reader(tx: Transaction, email: str, now: datetime) -> str:
    """A person with an address alone, whom nothing is known of; the contact's id."""
    person_id = new_id()
    await people.insert_person(tx, person_id, now)
    contact_id = await addresses.upsert_email(tx, new_id(), person_id, email, now)
    if contact_id is None:
        raise Unusable("email", "in_use")
    return contact_id


async def invite(tx: Transaction, employer: Employer, typed: str, actor: str, now: datetime) -> bool:
    """The same from the command line, where whoever runs the bot answers for it: an address that has agreed to
    figures before is not asked again. False then.

    Raises:
        Unusable: see `ask`.
    """
    held = await free(tx, emails.address(typed))
    if held is None or not held.is_confirmed:
        await ask(tx, employer, typed, actor, now)
        return True
    if await roles.insert_grant(tx, new_id(), held.person_id, Grant(Role.HR, employer.id), now):
        await audit.record(tx, actor, "role granted", held.person_id, now, Role.HR)
    return False


async def one(reading: Reading, employer: Employer, contact_id: str) -> Reader:
    """Raises: NotFound: it is no reader of *employer*, whatever else it is."""
    for found in await store.select_readers(reading, employer.id):
        if found.contact_id == contact_id:
            return found
    raise NotFound


async def confirm(tx: Transaction, employer: Employer, contact_id: str, typed: str, now: datetime) -> Wrong | None:
    """The code, told to whoever asked; None if it is right. A wrong try is counted.

    Raises:
        NotFound: see `one`.
    """
    reader = await one(tx, employer, contact_id)
    return await emails.confirm_address(tx, reader.email, typed, now)


async def remove(tx: Transaction, employer: Employer, contact_id: str, actor: str, now: datetime) -> None:
    """No more figures of *employer* for that reader; what nobody needs of them is forgotten within two days.

    Raises:
        NotFound: see `one`.
    """
    reader = await one(tx, employer, contact_id)
    await remove_address(tx, employer, reader.email, actor, now)


async def remove_address(tx: Transaction, employer: Employer, typed: str, actor: str, now: datetime) -> None:
    """The same for whoever has that address at *employer*, with a chat or without.

    Raises:
        NotFound: nobody there has it, or was asked at it.
        Unusable: it is not an address.
    """
    held = await addresses.select_by_email(tx, emails.address(typed))
    if held is None:
        raise NotFound
    was_asked = await store.delete_one(tx, held.contact_id, employer.id)
    was_reader = await addresses.mark_hr_revoked(tx, held.person_id, employer.id, now)
    if not was_asked and not was_reader:
        raise NotFound
    if was_reader:
        await audit.record(tx, actor, "role revoked", held.person_id, now, Role.HR)
    if not held.has_chat and not await is_needed(tx, held):
        await addresses.mark_off(tx, held.person_id, now)


async def is_needed(reading: Reading, held: Address) -> bool:
    return await addresses.exists_role(reading, held.person_id) or await store.exists_of(reading, held.contact_id)
