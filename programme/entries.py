"""A booking's own page on the web, which its calendar entry leads to: who may open it, and joining from there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from datetime import datetime

from programme.bookings import decide_joining
from programme.cards import as_card
from programme.errors import NotFound
from programme.ids import ALPHABET, LENGTH
from programme.model import Card
from programme.store import entries as store
from programme.store.bookings import mark_joined
from programme.store.engine import Reading, Transaction

KEY = "entry_pages"
"""The name of the key (`programme.keys`) that addresses are made with."""
PROOF_BYTES = 18
"""144 bits of the HMAC, which base 64 turns into 24 characters without padding."""
TOKEN = re.compile(rf"([{ALPHABET}]{{{LENGTH}}})([A-Za-z0-9_-]{{24}})")


def token(key: bytes, booking_id: str) -> str:
    """What opens the page of a booking, and of no other: its id, and a proof that only we can make."""
    return f"{booking_id}{proof(key, booking_id)}"


def proof(key: bytes, booking_id: str) -> str:
    mac = hmac.new(key, f"entry:{booking_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:PROOF_BYTES]).decode()


def booking_of(key: bytes, given: str) -> str:
    """The id of the booking that a token opens.

    Raises:
        NotFound: it is no token of ours; nothing is looked up then.
    """
    found = TOKEN.fullmatch(given)
    if found is None or not hmac.compare_digest(found[2], proof(key, found[1])):
        raise NotFound
    return found[1]


async def card(reading: Reading, key: bytes, given: str, now: datetime) -> Card:
    """The session and the booking behind a token; the link only while it may be followed.

    Raises:
        NotFound: no token of ours, or whoever it was for has left.
    """
    listed = await store.select_entry(reading, booking_of(key, given))
    if listed is None:
        raise NotFound
    return as_card(listed, now)


async def join(tx: Transaction, key: bytes, given: str, now: datetime) -> str:
    """The link, which counts as having taken part; the first time is kept.

    Raises:
        NotFound: as `card`.
        NotBooked, SessionGone, NotYetOpen, TooLate: see `bookings.decide_joining`.
    """
    found = await card(tx, key, given, now)
    decide_joining(found, now)
    if found.booking and found.booking.joined_at is None:
        await mark_joined(tx, found.booking.id, now)
    return found.session.link
