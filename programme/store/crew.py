"""Who holds the roles that run the programme: never an employee's."""

from __future__ import annotations

from datetime import datetime

from programme.model import Holder, Role
from programme.store.employers import employer_from
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_text

HOLDERS = """
    SELECT r.id, r.role, r.person_id, r.granted_at, r.revoked_at, p.display_name, c.id AS contact_id,
        e.id AS employer_id, e.name AS employer_name, e.headcount AS employer_headcount,
        e.created_at AS employer_created_at, e.closed_at AS employer_closed_at,
        e.own_figures_since AS employer_own_figures_since
    FROM roles r JOIN people p ON p.id = r.person_id
        LEFT JOIN contacts c ON c.person_id = p.id AND c.channel = 'telegram'
        LEFT JOIN employers e ON e.id = r.employer_id
    WHERE r.role <> 'employee'
"""


def holder_from(row: Row) -> Holder:
    return Holder(
        id=row["id"],
        role=Role(row["role"]),
        person_id=row["person_id"],
        contact_id=row["contact_id"],
        name=row["display_name"],
        employer=employer_from(row, "employer_") if row["employer_id"] else None,
        since=from_text(row["granted_at"]),
        ended_at=from_optional_text(row["revoked_at"]),
    )


async def select_holders(reading: Reading, role: Role, employer_id: str | None) -> tuple[Holder, ...]:
    """At that workplace, or (None) for the programme."""
    rows = await reading.all(
        HOLDERS + " AND r.revoked_at IS NULL AND r.role = $1"
        " AND COALESCE(r.employer_id, '') = COALESCE(CAST($2 AS TEXT), '') ORDER BY r.granted_at, r.id",
        role,
        employer_id,
    )
    return tuple(holder_from(row) for row in rows)


async def select_all_holders(reading: Reading) -> tuple[Holder, ...]:
    rows = await reading.all(HOLDERS + " AND r.revoked_at IS NULL ORDER BY r.role, e.name_key, r.granted_at, r.id")
    return tuple(holder_from(row) for row in rows)


async def select_holder(reading: Reading, grant_id: str) -> Holder | None:
    """Of a role that has ended, too."""
    row = await reading.one(HOLDERS + " AND r.id = $1", grant_id)
    return holder_from(row) if row else None


async def mark_ended(tx: Transaction, grant_id: str, now: datetime) -> bool:
    return bool(
        await tx.run("UPDATE roles SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", grant_id, to_text(now))
    )
