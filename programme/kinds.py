"""The kinds of session that may be put on the timetable."""

from __future__ import annotations

from collections.abc import Iterable

from programme.errors import Unusable
from programme.model import Kind
from programme.store import kinds as store
from programme.store.engine import Reading, Transaction


async def keep(tx: Transaction, kinds: Iterable[Kind]) -> None:
    """Take over the catalogue's rules. A kind that has left it stays, for the sessions there were."""
    await store.upsert_kinds(tx, kinds)


async def find(reading: Reading, kind_id: str) -> Kind:
    """The kind of that id.

    Raises:
        Unusable: "kind" is "unknown"; its details hold the known ones.
    """
    found = await store.select_kind(reading, kind_id)
    if found is None:
        known = tuple(kind.id for kind in await store.select_kinds(reading))
        raise Unusable("kind", "unknown", known=known)
    return found
