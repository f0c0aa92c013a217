"""Who reads a workplace's figures, and when and where they want the message with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Way(StrEnum):
    """Where the message goes; what is chosen and cannot be had yet comes by chat meanwhile."""

    CHAT = "chat"
    EMAIL = "email"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DigestWish:
    """When and where one HR contact wants one workplace's message; unless they say, as soon as there is one."""

    weekday: int = 0
    """Monday is 0."""
    at: time = time(8, 0)
    """Local."""
    way: Way = Way.BOTH


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a workplace's message by e-mail alone, or was asked whether they want it."""

    contact_id: str
    email: str
    has_agreed: bool
