"""The kinds of session, by their rules."""

from __future__ import annotations

from collections.abc import Iterable

from programme.model import Category, Intensity, Kind, Sensitivity
from programme.store.engine import Reading, Row, Transaction


def kind_from(row: Row) -> Kind:
    return Kind(row["id"], Category(row["category"]), Intensity(row["intensity"]), Sensitivity(row["sensitivity"]))


async def upsert_kinds(tx: Transaction, kinds: Iterable[Kind]) -> None:
    await tx.many(
        "INSERT INTO kinds (id, category, intensity, sensitivity) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (id) DO UPDATE SET category = excluded.category, intensity = excluded.intensity,"
        " sensitivity = excluded.sensitivity",
        [(kind.id, kind.category, kind.intensity, kind.sensitivity) for kind in kinds],
    )


async def select_kind(reading: Reading, kind_id: str) -> Kind | None:
    row = await reading.one("SELECT * FROM kinds WHERE id = $1", kind_id)
    return kind_from(row) if row else None


async def select_kinds(reading: Reading) -> tuple[Kind, ...]:
    return tuple(kind_from(row) for row in await reading.all("SELECT * FROM kinds ORDER BY id"))
