"""Codes that confirm an e-mail address: made from a seed and a secret key, and kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from programme.keys import key, value_of
from programme.store.emails import select_seed
from programme.store.engine import Reading, Transaction

KEY = "email_code_key"
DIGITS = 6
LONGEST_TYPED = 64


def code_from(secret: bytes, seed: str) -> str:
    """Six digits that nobody can make without the key."""
    digest = hmac.new(secret, f"email:{seed}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}}"


def digits(typed: str) -> str:
    """The digits of what was typed, which may have spaces or hyphens between them."""
    return "".join(one for one in typed[:LONGEST_TYPED] if one.isascii() and one.isdigit())


async def secret(tx: Transaction, now: datetime) -> bytes:
    return await key(tx, KEY, now)


async def open_code(reading: Reading, contact_id: str, now: datetime) -> str | None:
    """The code to mail to a contact; None if it is over, or the address is confirmed already."""
    kept = await value_of(reading, KEY)
    seed = await select_seed(reading, contact_id, now)
    return code_from(bytes.fromhex(kept), seed) if kept and seed else None
