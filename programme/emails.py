"""E-mail for HR: an address is used only once a code mailed to it has come back."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme import audit, mail_codes, notices
from programme.errors import NotFound, Unusable
from programme.ids import new_id
from programme.model import Grant, NewNotice, Role, Way
from programme.store import digest_wishes as wishes
from programme.store import emails as store
from programme.store import reader_requests as requests
from programme.store import roles
from programme.store.contacts import select_chats as chats_of
from programme.store.emails import Address, Mailed
from programme.store.engine import Reading, Transaction

VALID = timedelta(hours=24)
TRIES = 5
CODES_A_DAY = 5
"""To one contact: nobody's mailbox is to be filled by the bot."""
DAY = timedelta(hours=24)

LONGEST = 254
"""Characters; RFC 5321, 4.5.3.1.3 (a path has 256 octets, two of them brackets)."""
ADDRESS = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""The dot-atoms of RFC 5322, 3.4.1, and a host name: no quotes, comments, spaces or letters beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The code is not the one that was mailed, or it is over; *is_over*: only a new one helps."""

    is_over: bool


def address(typed: str) -> str:
    """*typed* as an address in small letters.

    Raises:
        Unusable: "email" is "missing" or "not_an_address".
    """
    text = typed.strip(" \t")
    if not text:
        raise Unusable("email", "missing")
    if len(text) > LONGEST or not ADDRESS.fullmatch(text):
        raise Unusable("email", "not_an_address")
    return text.lower()


async def of(reading: Reading, person_id: str) -> Address | None:
    """The address that this person has given, confirmed or not."""
    return await store.select_of_person(reading, person_id)


async def request(tx: Transaction, person_id: str, typed: str, now: datetime) -> str:
    """Mail a code to an address; until it comes back nothing else is sent there. Gives the address.

    Raises:
        Unusable: "email" is missing, not_an_address, in_use (somebody else confirmed it) or too_many (codes today).
    """
    email = address(typed)
    held = await store.select_by_email(tx, email)
    if held and held.person_id != person_id:
        if held.is_confirmed or not held.has_chat:
            raise Unusable("email", "in_use")
        await store.delete_unconfirmed(tx, email)
    own = await store.select_of_person(tx, person_id)
    if own:
        await mailed_today(tx, own.contact_id, now)
    contact_id = await store.upsert_email(tx, new_id(), person_id, email, now)
    if contact_id is None:
        raise Unusable("email", "in_use")
    await mail_code(tx, contact_id, now)
    await audit.record(tx, person_id, "e-mail asked for", person_id, now)
    return email


async def mailed_today(reading: Reading, contact_id: str, now: datetime) -> Mailed:
    """How many codes went to one contact within a day.

    Raises:
        Unusable: "email" is too_many: there may be no more of them.
    """
    earlier = await store.select_mailed(reading, contact_id)
    if earlier is None or now - earlier.since >= DAY:
        return Mailed(0, now)
    if earlier.times >= CODES_A_DAY:
        raise Unusable("email", "too_many")
    return earlier


async def mail_code(tx: Transaction, contact_id: str, now: datetime) -> None:
    """A new code; what it is made from is kept, the code itself nowhere.

    Raises:
        Unusable: see `mailed_today`.
    """
    earlier = await mailed_today(tx, contact_id, now)
    await mail_codes.secret(tx, now)
    mailed = Mailed(earlier.times + 1, earlier.since)
    await store.upsert_confirmation(tx, contact_id, new_id(), mailed, now + VALID)
    await notices.tell(tx, [NewNotice("email_code", contact_id, now)], now)


async def confirm(tx: Transaction, person_id: str, typed: str, now: datetime) -> Wrong | None:
    """Take the code that came by e-mail; None if it is right. A value, since a wrong try must be kept.

    Raises:
        NotFound: there is no address of theirs.
    """
    held = await store.select_of_person(tx, person_id)
    if held is None:
        raise NotFound
    return await try_code(tx, held, typed, now)


async def confirm_address(tx: Transaction, email: str, typed: str, now: datetime) -> Wrong | None:
    """As `confirm`, for those who have no chat and give the code to whoever invited them.

    Raises:
        NotFound: nobody has given that address.
        Unusable: it is not an address.
    """
    held = await store.select_by_email(tx, address(email))
    if held is None:
        raise NotFound
    return await try_code(tx, held, typed, now)


async def try_code(tx: Transaction, held: Address, typed: str, now: datetime) -> Wrong | None:
    if held.is_confirmed and not await requests.exists_of(tx, held.contact_id):
        return None
    seed = await store.claim_try(tx, held.contact_id, TRIES, now)
    if seed is None:
        return Wrong(is_over=True)
    right = mail_codes.code_from(await mail_codes.secret(tx, now), seed)
    if not hmac.compare_digest(mail_codes.digits(typed), right):
        return Wrong(is_over=False)
    await agree(tx, held, now)
    return None


async def agree(tx: Transaction, held: Address, now: datetime) -> None:
    """The address wants what it was asked about: it is confirmed, and its reader is HR where they were to be."""
    await store.mark_confirmed(tx, held.contact_id, now)
    await audit.record(tx, held.person_id, "e-mail confirmed", held.person_id, now)
    for employer_id in await requests.delete_of(tx, held.contact_id):
        if await roles.insert_grant(tx, new_id(), held.person_id, Grant(Role.HR, employer_id), now):
            await audit.record(tx, held.person_id, "role granted", held.person_id, now, Role.HR)
            await notices.tell(tx, [NewNotice("menu", one, now) for one in await chats_of(tx, held.person_id)], now)


async def stop(tx: Transaction, person_id: str, now: datetime, instead: Way = Way.CHAT) -> None:
    """Send no more e-mails; the address is forgotten within two days.

    *instead*: how those who wanted their figures by e-mail alone get them now.
    """
    if await store.mark_off(tx, person_id, now):
        await requests.delete_of_person(tx, person_id)
        await wishes.mark_way(tx, person_id, Way.EMAIL, instead)
        await audit.record(tx, person_id, "e-mail stopped", person_id, now)


async def prune(tx: Transaction, now: datetime) -> int:
    """Forget addresses that were never confirmed, or are not wanted any more; how many."""
    await requests.delete_asked_before(tx, now - VALID)
    forgotten = await store.delete_unused(tx, now, now - DAY)
    await store.delete_people_without_contact(tx)
    await wishes.delete_without_role(tx)
    return forgotten
