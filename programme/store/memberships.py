"""Who belongs to which workplace, from when to when: at most one at a time."""

from __future__ import annotations

from datetime import datetime

from programme.store.engine import Transaction
from programme.times import to_text


async def insert_membership(
    tx: Transaction, membership_id: str, person_id: str, employer_id: str, now: datetime
) -> bool:
    """False if the person belongs to a workplace already."""
    return bool(
        await tx.run(
            "INSERT INTO memberships (id, person_id, employer_id, started_at) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING",
            membership_id,
            person_id,
            employer_id,
            to_text(now),
        )
    )


async def mark_all_ended(tx: Transaction, employer_id: str, now: datetime) -> int:
    """Everybody who belongs to the workplace now; how many."""
    return await tx.run(
        "UPDATE memberships SET ended_at = $2 WHERE employer_id = $1 AND ended_at IS NULL",
        employer_id,
        to_text(now),
    )


async def mark_ended(tx: Transaction, person_id: str, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE memberships SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL",
            person_id,
            to_text(now),
        )
    )
