"""The roles that people hold; a new one is added and replaces none."""

from __future__ import annotations

from datetime import datetime

from programme.model import Grant, Role
from programme.store.engine import Reading, Transaction
from programme.times import to_text


async def insert_grant(tx: Transaction, role_id: str, person_id: str, grant: Grant, now: datetime) -> bool:
    """False if the person holds it already."""
    return bool(
        await tx.run(
            "INSERT INTO roles (id, person_id, role, employer_id, granted_at) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING",
            role_id,
            person_id,
            grant.role,
            grant.employer_id,
            to_text(now),
        )
    )


async def mark_all_revoked(tx: Transaction, person_id: str, now: datetime) -> int:
    return await tx.run(
        "UPDATE roles SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL",
        person_id,
        to_text(now),
    )


async def mark_all_revoked_at(tx: Transaction, employer_id: str, now: datetime) -> tuple[str, ...]:
    """End the roles held at a workplace; the Telegram contacts of those who held them."""
    rows = await tx.all(
        "UPDATE roles SET revoked_at = $2 WHERE employer_id = $1 AND revoked_at IS NULL"
        " RETURNING (SELECT c.id FROM contacts c"
        " WHERE c.person_id = roles.person_id AND c.channel = 'telegram') AS contact_id",
        employer_id,
        to_text(now),
    )
    return tuple(row["contact_id"] for row in rows if row["contact_id"])


async def exists(reading: Reading, role: Role) -> bool:
    """Whether anybody holds *role*."""
    row = await reading.one("SELECT 1 AS found FROM roles WHERE role = $1 AND revoked_at IS NULL LIMIT 1", role)
    return row is not None


async def exists_grant(reading: Reading, person_id: str, grant: Grant) -> bool:
    """Whether that person holds it now."""
    row = await reading.one(
        "SELECT 1 AS found FROM roles WHERE person_id = $1 AND role = $2 AND revoked_at IS NULL"
        " AND COALESCE(employer_id, '') = COALESCE(CAST($3 AS TEXT), '')",
        person_id,
        grant.role,
        grant.employer_id,
    )
    return row is not None
