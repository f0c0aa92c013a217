"""E-mail addresses of HR contacts, and the codes that confirm them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.model import Role
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's e-mail address; *has_chat*: they also have a chat with the bot."""

    contact_id: str
    person_id: str
    email: str
    is_confirmed: bool
    has_chat: bool


@dataclass(frozen=True, slots=True)
class Mailed:
    """How many codes were mailed to one contact since a moment."""

    times: int
    since: datetime


ADDRESS = """
    SELECT c.id, c.person_id, c.email, c.confirmed_at,
        (SELECT COUNT(*) FROM contacts t WHERE t.person_id = c.person_id AND t.channel = 'telegram') AS chats
    FROM contacts c WHERE c.channel = 'email' AND
"""


IS_ASKED = """
    (c.confirmed_at IS NULL OR EXISTS (SELECT 1 FROM reader_requests q WHERE q.contact_id = c.id))
"""
"""Whether an address has something to say yes to."""
OPEN = f"""
    SELECT f.seed FROM email_confirmations f JOIN contacts c ON c.id = f.contact_id
    WHERE f.contact_id = $1 AND f.expires_at > $2 AND {IS_ASKED}
"""  # noqa: S608 - written above
TRY = f"""
    UPDATE email_confirmations SET tries = tries + 1
    WHERE contact_id = $1 AND tries < $2 AND expires_at > $3
        AND EXISTS (SELECT 1 FROM contacts c WHERE c.id = $1 AND {IS_ASKED}) RETURNING seed
"""  # noqa: S608 - written above


async def select_by_email(reading: Reading, email: str) -> Address | None:
    return await select_address(reading, "c.email = $1", email)


async def select_of_person(reading: Reading, person_id: str) -> Address | None:
    return await select_address(reading, "c.person_id = $1", person_id)


async def select_by_contact(reading: Reading, contact_id: str) -> Address | None:
    return await select_address(reading, "c.id = $1", contact_id)


async def select_address(reading: Reading, condition: str, value: str) -> Address | None:
    row = await reading.one(f"{ADDRESS} {condition}", value)
    return address_from(row) if row else None


async def select_all(reading: Reading) -> Sequence[Address]:
    """HR contacts are few: some for each workplace."""
    return [address_from(row) for row in await reading.all(f"{ADDRESS} c.email IS NOT NULL ORDER BY c.email")]


def address_from(row: Row) -> Address:
    return Address(row["id"], row["person_id"], row["email"], row["confirmed_at"] is not None, row["chats"] > 0)


async def upsert_email(tx: Transaction, id: str, person_id: str, email: str, now: datetime) -> str | None:
    """The contact's id; a person has one address, and a new one is not confirmed.

    None if somebody else has that address.
    """
    taken = await tx.one("SELECT id FROM contacts WHERE email = $1 AND person_id <> $2", email, person_id)
    if taken is not None:
        return None
    row = await tx.one(
        "INSERT INTO contacts (id, person_id, channel, email, created_at) VALUES ($1, $2, 'email', $3, $4)"
        " ON CONFLICT (person_id, channel) DO UPDATE SET email = excluded.email, confirmed_at = NULL,"
        " unreachable_at = NULL RETURNING id",
        id,
        person_id,
        email,
        to_text(now),
    )
    return str(row["id"]) if row else None


async def delete_unconfirmed(tx: Transaction, email: str) -> int:
    """Nobody holds an address that they have not confirmed against somebody who gives it now."""
    return await tx.run("DELETE FROM contacts WHERE email = $1 AND confirmed_at IS NULL", email)


async def select_mailed(reading: Reading, contact_id: str) -> Mailed | None:
    row = await reading.one("SELECT mailed, mailed_since FROM email_confirmations WHERE contact_id = $1", contact_id)
    return Mailed(row["mailed"], from_text(row["mailed_since"])) if row else None


async def upsert_confirmation(
    tx: Transaction, contact_id: str, seed: str, mailed: Mailed, expires_at: datetime
) -> None:
    """A new code takes the place of the one before, and brings its own tries."""
    await tx.run(
        "INSERT INTO email_confirmations (contact_id, seed, tries, mailed, mailed_since, expires_at)"
        " VALUES ($1, $2, 0, $3, $4, $5) ON CONFLICT (contact_id) DO UPDATE SET seed = excluded.seed,"
        " tries = 0, mailed = excluded.mailed, mailed_since = excluded.mailed_since,"
        " expires_at = excluded.expires_at",
        contact_id,
        seed,
        mailed.times,
        to_text(mailed.since),
        to_text(expires_at),
    )


async def select_seed(reading: Reading, contact_id: str, now: datetime) -> str | None:
    """What the open code is made from; None where none is open."""
    row = await reading.one(
        OPEN,
        contact_id,
        to_text(now),
    )
    return row["seed"] if row else None


async def claim_try(tx: Transaction, contact_id: str, allowed: int, now: datetime) -> str | None:
    """Count one try at the open code; what it is made from, or None if the tries or the time are used up."""
    row = await tx.one(
        TRY,
        contact_id,
        allowed,
        to_text(now),
    )
    return row["seed"] if row else None


async def mark_confirmed(tx: Transaction, contact_id: str, now: datetime) -> None:
    await tx.run("UPDATE contacts SET confirmed_at = $2, unreachable_at = NULL WHERE id = $1", contact_id, to_text(now))


async def mark_off(tx: Transaction, person_id: str, now: datetime) -> bool:
    """No more e-mails; the address is deleted with the next pruning."""
    ended = await tx.run(
        "UPDATE contacts SET confirmed_at = NULL WHERE person_id = $1 AND channel = 'email'", person_id
    )
    await tx.run(
        "UPDATE email_confirmations SET expires_at = $2 WHERE contact_id IN"
        " (SELECT c.id FROM contacts c WHERE c.person_id = $1 AND c.channel = 'email')",
        person_id,
        to_text(now),
    )
    return bool(ended)


async def delete_unused(tx: Transaction, now: datetime, mailed_before: datetime) -> int:
    """Addresses not confirmed, whose code is over and whose count of codes is not needed any more; and those of
    people who are HR nowhere now, and were not asked to be."""
    return await tx.run(
        "DELETE FROM contacts WHERE channel = 'email' AND ((confirmed_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM email_confirmations f WHERE f.contact_id = contacts.id"
        " AND (f.expires_at > $1 OR f.mailed_since > $2)))"
        " OR (NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = contacts.person_id AND r.role = 'hr'"
        " AND r.revoked_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM reader_requests q WHERE q.contact_id = contacts.id)))",
        to_text(now),
        to_text(mailed_before),
    )


async def delete_people_without_contact(tx: Transaction) -> int:
    """Who had an address alone, or was asked at one, once it is gone. Nobody who ever took part is touched."""
    return await tx.run(
        "DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM contacts c WHERE c.person_id = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = people.id AND r.role <> $1)"
        " AND NOT EXISTS (SELECT 1 FROM consents o WHERE o.person_id = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM memberships s WHERE s.person_id = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.person_id = people.id)"
        " AND NOT EXISTS (SELECT 1 FROM minutes m WHERE m.person_id = people.id)",
        Role.HR,
    )


async def mark_hr_revoked(tx: Transaction, person_id: str, employer_id: str, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE roles SET revoked_at = $4 WHERE person_id = $1 AND role = $2 AND employer_id = $3"
            " AND revoked_at IS NULL",
            person_id,
            Role.HR,
            employer_id,
            to_text(now),
        )
    )


async def exists_role(reading: Reading, person_id: str) -> bool:
    """Whether the person holds any role now."""
    row = await reading.one(
        "SELECT 1 AS found FROM roles WHERE person_id = $1 AND revoked_at IS NULL LIMIT 1", person_id
    )
    return row is not None
