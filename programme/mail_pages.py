"""The addresses in e-mails: one that confirms, one that ends the e-mails, and a short code for the latter.

Each is made with a key that only we have, and opens what it is for and nothing else. Opening changes nothing, since
mail scanners open every link; the page's button does, and so does a mail program's one click.
Source: RFC 8058, section 1 (scanners) and 3.1 (what the address has to hold).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from programme import digest_wishes, emails, mail_codes
from programme.codes import CODE_ALPHABET, CODE_LENGTH, displayed, folded
from programme.errors import NotFound
from programme.ids import ALPHABET, LENGTH
from programme.model import Way
from programme.store import emails as store
from programme.store.emails import Address
from programme.store.engine import Reading, Transaction

PROOF_BYTES = 18
"""144 bits of the HMAC, which base 64 turns into 24 characters without padding."""
MARK_BYTES = 6
"""Enough to tell one address of a person from another one: 8 characters."""
B64 = "[A-Za-z0-9_-]"
CONFIRMING = re.compile(rf"(?P<contact>[{ALPHABET}]{{{LENGTH}}})(?P<proof>{B64}{{24}})")
STOPPING = re.compile(rf"(?P<contact>[{ALPHABET}]{{{LENGTH}}})(?P<mark>{B64}{{8}})(?P<proof>{B64}{{24}})")


def sealed(key: bytes, purpose: str, *parts: str, length: int = PROOF_BYTES) -> str:
    mac = hmac.new(key, ":".join((purpose, *parts)).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:length]).decode()


# confirming


def confirm_token(key: bytes, contact_id: str, code: str) -> str:
    """What opens the page on which an address says yes, as long as *code* does."""
    return f"{contact_id}{sealed(key, 'confirm', contact_id, code)}"


async def asked(reading: Reading, key: bytes, given: str, now: datetime) -> Address:
    """The address that a token asks, while it may still answer.

    Raises:
        NotFound: it is no token of ours, its code is over, or the answer has been given.
    """
    found = CONFIRMING.fullmatch(given)
    code = await mail_codes.open_code(reading, found["contact"], now) if found else None
    if found is None or code is None or not hmac.compare_digest(given, confirm_token(key, found["contact"], code)):
        raise NotFound
    held = await store.select_by_contact(reading, found["contact"])
    if held is None:
        raise NotFound
    return held


async def confirm(tx: Transaction, key: bytes, given: str, now: datetime, zone: ZoneInfo) -> None:
    """Raises: NotFound: see `asked`."""
    held = await asked(tx, key, given, now)
    await emails.agree(tx, held, now)
    await digest_wishes.replan_all(tx, held.person_id, now, zone)


# stopping


def stop_token(key: bytes, contact_id: str, email: str) -> str:
    """What ends the e-mails to this address, and not those to a later one of the same person."""
    mark = sealed(key, "address", email, length=MARK_BYTES)
    return f"{contact_id}{mark}{sealed(key, 'stop', contact_id, mark)}"


def check_stop(key: bytes, given: str) -> str:
    """The id of the contact that a token is about, which may be forgotten by now.

    Raises:
        NotFound: it is no token of ours; nothing is looked up then.
    """
    found = STOPPING.fullmatch(given)
    if found is None or not hmac.compare_digest(found["proof"], sealed(key, "stop", found["contact"], found["mark"])):
        raise NotFound
    return found["contact"]


async def stop(tx: Transaction, key: bytes, given: str, now: datetime) -> None:
    """End the e-mails to the address of a token; where there are none (any more), nothing is left to do.

    Raises:
        NotFound: see `check_stop`.
    """
    held = await store.select_by_contact(tx, check_stop(key, given))
    if held and hmac.compare_digest(given, stop_token(key, held.contact_id, held.email)):
        await emails.stop(tx, held.person_id, now, instead=Way.NEITHER)


def stop_code(key: bytes, contact_id: str, email: str) -> str:
    """``ABCD-EFGH``: the same for those who send it back, where there are no pages."""
    mac = hmac.new(key, f"stop code:{contact_id}:{email}".encode(), hashlib.sha256).digest()
    return displayed("".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in mac[:CODE_LENGTH]))


async def stop_by_code(tx: Transaction, key: bytes, typed: str, now: datetime) -> bool:
    """End the e-mails to the address whose code was typed, by whomever; False if it is no address's.

    There are few addresses, and a code is kept nowhere: each is made again and compared.
    """
    wanted = folded(typed)
    for held in await store.select_all(tx):
        if hmac.compare_digest(folded(stop_code(key, held.contact_id, held.email)), wanted):
            await emails.stop(tx, held.person_id, now, instead=Way.NEITHER)
            return True
    return False
