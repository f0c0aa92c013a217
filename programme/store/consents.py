"""What people have agreed to: at most one open consent for each person and purpose."""

from __future__ import annotations

from datetime import datetime

from programme.model import Purpose
from programme.store.engine import Transaction
from programme.times import to_text


async def insert_consent(
    tx: Transaction, consent_id: str, person_id: str, given: tuple[Purpose, int], now: datetime
) -> bool:
    """*given* is the purpose and the version of its wording; False if it is given already."""
    return bool(
        await tx.run(
            "INSERT INTO consents (id, person_id, purpose, version, given_at) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING",
            consent_id,
            person_id,
            *given,
            to_text(now),
        )
    )


async def mark_withdrawn(tx: Transaction, person_id: str, purpose: Purpose, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE consents SET withdrawn_at = $3 WHERE person_id = $1 AND purpose = $2 AND withdrawn_at IS NULL",
            person_id,
            purpose,
            to_text(now),
        )
    )
