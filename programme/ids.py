"""Identifiers: short, not guessable, safe in links, callback data and command lines."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"
LENGTH = 12


def new_id() -> str:
    """Twelve characters of an alphabet without look-alikes: 69 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
