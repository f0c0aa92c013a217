"""Workplaces."""

from __future__ import annotations

from datetime import datetime

from programme.model import Employer
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_optional_text, to_text


def employer_from(row: Row, prefix: str = "") -> Employer:
    return Employer(
        id=row[f"{prefix}id"],
        name=row[f"{prefix}name"],
        headcount=row[f"{prefix}headcount"],
        created_at=from_text(row[f"{prefix}created_at"]),
        closed_at=from_optional_text(row[f"{prefix}closed_at"]),
        own_figures_since=from_optional_text(row[f"{prefix}own_figures_since"]),
    )


async def insert_employer(tx: Transaction, employer: Employer, name_key: str) -> bool:
    """False if an open workplace has that name."""
    return bool(
        await tx.run(
            "INSERT INTO employers (id, name, name_key, headcount, created_at, own_figures_since)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            employer.id,
            employer.name,
            name_key,
            employer.headcount,
            to_text(employer.created_at),
            to_optional_text(employer.own_figures_since),
        )
    )


async def select_by_key(reading: Reading, name_key: str) -> Employer | None:
    row = await reading.one("SELECT * FROM employers WHERE name_key = $1 AND closed_at IS NULL", name_key)
    return employer_from(row) if row else None


async def select_by_id(reading: Reading, employer_id: str) -> Employer | None:
    row = await reading.one("SELECT * FROM employers WHERE id = $1 AND closed_at IS NULL", employer_id)
    return employer_from(row) if row else None


async def select_open_or_closed(reading: Reading, employer_id: str) -> Employer | None:
    row = await reading.one("SELECT * FROM employers WHERE id = $1", employer_id)
    return employer_from(row) if row else None


async def mark_renamed(tx: Transaction, employer_id: str, name: str, name_key: str) -> bool:
    """False if it is closed, or another open workplace has that name."""
    return bool(
        await tx.run(
            "UPDATE employers SET name = $2, name_key = $3 WHERE id = $1 AND closed_at IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM employers o"
            " WHERE o.name_key = $3 AND o.id <> $1 AND o.closed_at IS NULL)",
            employer_id,
            name,
            name_key,
        )
    )


async def mark_headcount(tx: Transaction, employer_id: str, headcount: int, own_from: datetime | None) -> bool:
    """False if there is no open workplace of that id.

    *own_from*: since when it has figures of its own, if it had none until now; None: it has none from now on.
    """
    return bool(
        await tx.run(
            "UPDATE employers SET headcount = $2, own_figures_since = CASE WHEN CAST($3 AS TEXT) IS NULL THEN NULL"
            " ELSE COALESCE(own_figures_since, CAST($3 AS TEXT)) END WHERE id = $1 AND closed_at IS NULL",
            employer_id,
            headcount,
            to_optional_text(own_from),
        )
    )


async def select_all_open(reading: Reading) -> tuple[Employer, ...]:
    rows = await reading.all("SELECT * FROM employers WHERE closed_at IS NULL ORDER BY name_key")
    return tuple(employer_from(row) for row in rows)


async def mark_closed(tx: Transaction, employer_id: str, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE employers SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL",
            employer_id,
            to_text(now),
        )
    )
