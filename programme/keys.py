"""Secret keys: made once, kept in the database, never shown."""

from __future__ import annotations

import secrets
from datetime import datetime

from programme.store.engine import Reading, Transaction
from programme.store.settings import insert_setting, select_setting, upsert_setting

BYTES = 32


async def key(tx: Transaction, name: str, now: datetime) -> bytes:
    """The key called *name*; the first who asks makes it."""
    kept = await select_setting(tx, name)
    if kept is None:
        await insert_setting(tx, name, secrets.token_hex(BYTES), now)
        kept = await select_setting(tx, name)
    if kept is None:
        raise LookupError(f"the key {name!r} was made and cannot be read")
    return bytes.fromhex(kept)


async def value_of(reading: Reading, name: str) -> str | None:
    return await select_setting(reading, name)


async def keep_value(tx: Transaction, name: str, value: str, now: datetime) -> None:
    await upsert_setting(tx, name, value, now)
