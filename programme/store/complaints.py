"""Complaints, each with the reference by which it is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.model import Complaint
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, from_text, to_text


def complaint_from(row: Row) -> Complaint:
    return Complaint(
        row["id"],
        row["text"],
        from_text(row["made_at"]),
        from_optional_text(row["mailed_at"]),
        from_optional_text(row["closed_at"]),
    )


async def insert_complaint(tx: Transaction, complaint: Complaint, person_id: str) -> None:
    await tx.run(
        "INSERT INTO complaints (id, person_id, text, made_at) VALUES ($1, $2, $3, $4)",
        complaint.reference,
        person_id,
        complaint.text,
        to_text(complaint.made_at),
    )


async def count_since(reading: Reading, person_id: str, moment: datetime) -> int:
    row = await reading.one(
        "SELECT COUNT(*) AS n FROM complaints WHERE person_id = $1 AND made_at > $2", person_id, to_text(moment)
    )
    return int(row["n"]) if row else 0


async def select_complaint(reading: Reading, reference: str) -> Complaint | None:
    row = await reading.one("SELECT * FROM complaints WHERE id = $1", reference)
    return complaint_from(row) if row else None


async def select_own(reading: Reading, reference: str, person_id: str) -> Complaint | None:
    row = await reading.one("SELECT * FROM complaints WHERE id = $1 AND person_id = $2", reference, person_id)
    return complaint_from(row) if row else None


async def select_open(reading: Reading) -> tuple[Complaint, ...]:
    rows = await reading.all("SELECT * FROM complaints WHERE closed_at IS NULL ORDER BY made_at, id")
    return tuple(complaint_from(row) for row in rows)


async def select_unmailed(reading: Reading) -> Complaint | None:
    row = await reading.one(
        "SELECT * FROM complaints WHERE mailed_at IS NULL AND closed_at IS NULL ORDER BY made_at, id LIMIT 1"
    )
    return complaint_from(row) if row else None


async def mark_mailed(tx: Transaction, reference: str, now: datetime) -> None:
    await tx.run("UPDATE complaints SET mailed_at = $2 WHERE id = $1", reference, to_text(now))


async def mark_closed(tx: Transaction, reference: str, now: datetime) -> bool:
    return bool(
        await tx.run(
            "UPDATE complaints SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", reference, to_text(now)
        )
    )


async def claim_late(tx: Transaction, made_before: datetime, warned_before: datetime, now: datetime) -> Sequence[str]:
    """Open ones made by the one moment and not warned of since the other; they count as warned of *now*."""
    rows = await tx.all(
        "UPDATE complaints SET warned_at = $3 WHERE closed_at IS NULL AND made_at <= $1"
        " AND (warned_at IS NULL OR warned_at <= $2) RETURNING id",
        to_text(made_before),
        to_text(warned_before),
        to_text(now),
    )
    return sorted(row["id"] for row in rows)


async def delete_closed(tx: Transaction, before: datetime) -> int:
    return await tx.run("DELETE FROM complaints WHERE closed_at < $1", to_text(before))
