"""Invitations: hashes of their link and code, and how often they were used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.model import Invitation, OpenInvitation, Role
from programme.store.employers import employer_from
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_optional_text, to_text


@dataclass(frozen=True, slots=True)
class Terms:
    """How many people may use an invitation, and until when (aware UTC); None: without end."""

    uses: int | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What is kept of an invitation when it is made."""

    id: str
    role: Role
    employer_id: str | None
    link_hash: str
    code_hash: str
    terms: Terms
    created_at: datetime


def invitation_from(row: Row) -> Invitation:
    employer = employer_from(row, "employer_") if row["employer_id"] else None
    return Invitation(row["id"], Role(row["role"]), employer)


async def insert_invitation(tx: Transaction, new: NewInvitation) -> bool:
    """False if its link or code has been given out before."""
    return bool(
        await tx.run(
            "INSERT INTO invitations"
            " (id, role, employer_id, link_hash, code_hash, uses_allowed, created_at, expires_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            new.id,
            new.role,
            new.employer_id,
            new.link_hash,
            new.code_hash,
            new.terms.uses,
            to_text(new.created_at),
            to_optional_text(new.terms.expires_at),
        )
    )


VALID = """
    SELECT i.id, i.role, e.id AS employer_id, e.name AS employer_name, e.headcount AS employer_headcount,
        e.created_at AS employer_created_at, e.closed_at AS employer_closed_at,
        e.own_figures_since AS employer_own_figures_since
    FROM invitations i LEFT JOIN employers e ON e.id = i.employer_id
    WHERE i.revoked_at IS NULL AND e.closed_at IS NULL
        AND (i.uses_allowed IS NULL OR i.uses < i.uses_allowed)
        AND (i.expires_at IS NULL OR i.expires_at > $1)
"""


async def select_valid_by_hash(reading: Reading, link_hash: str, code_hash: str, now: datetime) -> Invitation | None:
    row = await reading.one(VALID + " AND (i.link_hash = $2 OR i.code_hash = $3)", to_text(now), link_hash, code_hash)
    return invitation_from(row) if row else None


async def select_valid_by_id(reading: Reading, invitation_id: str, now: datetime) -> Invitation | None:
    row = await reading.one(VALID + " AND i.id = $2", to_text(now), invitation_id)
    return invitation_from(row) if row else None


async def select_open(
    reading: Reading, role: Role, employer_id: str | None, now: datetime
) -> tuple[OpenInvitation, ...]:
    """Those of a role at a workplace (None: of the programme) that may be used, the latest first."""
    rows = await reading.all(
        "SELECT * FROM invitations WHERE role = $2 AND revoked_at IS NULL"
        " AND COALESCE(employer_id, '') = COALESCE(CAST($3 AS TEXT), '')"
        " AND (uses_allowed IS NULL OR uses < uses_allowed) AND (expires_at IS NULL OR expires_at > $1)"
        " ORDER BY created_at DESC, id",
        to_text(now),
        role,
        employer_id,
    )
    return tuple(open_from(row) for row in rows)


def open_from(row: Row) -> OpenInvitation:
    return OpenInvitation(
        id=row["id"],
        role=Role(row["role"]),
        uses=row["uses"],
        uses_allowed=row["uses_allowed"],
        created_at=from_text(row["created_at"]),
        expires_at=from_optional_text(row["expires_at"]),
    )


async def mark_all_revoked(tx: Transaction, employer_id: str, now: datetime) -> int:
    """Revoke every invitation of a workplace, whatever its role; how many."""
    return await tx.run(
        "UPDATE invitations SET revoked_at = $2 WHERE employer_id = $1 AND revoked_at IS NULL",
        employer_id,
        to_text(now),
    )


async def claim_use(tx: Transaction, invitation_id: str, now: datetime) -> bool:
    """Count one use; False if the invitation has been used up, revoked or is over."""
    return bool(
        await tx.run(
            "UPDATE invitations SET uses = uses + 1 WHERE id = $1 AND revoked_at IS NULL"
            " AND (uses_allowed IS NULL OR uses < uses_allowed) AND (expires_at IS NULL OR expires_at > $2)"
            " AND NOT EXISTS (SELECT 1 FROM employers e"
            " WHERE e.id = invitations.employer_id AND e.closed_at IS NOT NULL)",
            invitation_id,
            to_text(now),
        )
    )


async def mark_revoked(tx: Transaction, role: Role, employer_id: str | None, now: datetime) -> int:
    """Revoke all of that role at that workplace (None: those of the programme); how many."""
    return await tx.run(
        "UPDATE invitations SET revoked_at = $3 WHERE role = $1 AND revoked_at IS NULL"
        " AND COALESCE(employer_id, '') = COALESCE(CAST($2 AS TEXT), '')",
        role,
        employer_id,
        to_text(now),
    )
