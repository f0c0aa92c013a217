"""Links and typed codes: how they are made, folded, hashed, and when guessing must pause."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from programme.ids import ALPHABET as LINK_ALPHABET

LINK_LENGTH = 24
"""139 random bits, without look-alikes, well within the 64 characters of a Telegram start parameter."""
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U."""
CODE_LENGTH = 8
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS = str.maketrans("", "", " -\u00a0\u2010\u2011\u2012\u2013\u2014\u2212_.")
"""Also the dashes that phones put in place of a hyphen."""
WRONG_ALLOWED = 5
WINDOW = timedelta(hours=1)
PAUSE = timedelta(hours=1)


def new_link() -> str:
    return "".join(secrets.choice(LINK_ALPHABET) for _ in range(LINK_LENGTH))


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def displayed(code: str) -> str:
    """``ABCDEFGH`` as ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"


def folded(typed: str) -> str:
    """A typed code as it was made: capitals, no separators, no look-alikes."""
    return "".join(typed.split()).translate(SEPARATORS).upper().translate(LOOK_ALIKES)


def link_hash(key: bytes, link: str) -> str:
    return keyed_hash(key, "link", link)


def code_hash(key: bytes, typed: str) -> str:
    return keyed_hash(key, "code", folded(typed))


def keyed_hash(key: bytes, purpose: str, text: str) -> str:
    """HMAC-SHA256 in hexadecimal: without the key, a copy of the database opens nothing."""
    message = f"{purpose}:{text}".encode("utf-8", "replace")
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def pause_ends(wrong: Sequence[datetime]) -> datetime | None:
    """When a chat may try again after its latest *wrong* attempts (newest first); None if it need not pause.

    The fifth wrong one within an hour begins a pause of an hour. What is tried meanwhile is not looked at
    and not counted.
    """
    if len(wrong) < WRONG_ALLOWED or wrong[0] - wrong[WRONG_ALLOWED - 1] > WINDOW:
        return None
    return wrong[0] + PAUSE


def is_paused(wrong: Sequence[datetime], now: datetime) -> bool:
    ends = pause_ends(wrong)
    return ends is not None and now < ends
