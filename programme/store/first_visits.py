"""When somebody first took part: kept by the database's own triggers (`schema.sql`), worked out here.

A row without a moment is somebody whose first visit is not known: who came for the first time since it was last worked
out, or whose past has changed. `counted_first_visits` looks these up, so figures are right whether or not it was done.
"""

from __future__ import annotations

from collections.abc import Sequence

from programme.store.engine import Transaction

TAKE = """
    SELECT p.person_id FROM first_visits p WHERE p.came_at IS NULL AND p.person_id > $1
    ORDER BY p.person_id LIMIT $2 FOR NO KEY UPDATE OF p SKIP LOCKED
"""
"""Whoever has just changed somebody's past holds their row: such a one is left for the next time. Whoever changes it
from now on waits, and makes it unknown again. The statements after this one see all that was committed before it."""
WORK_OUT = """
    UPDATE first_visits SET came_at = (SELECT MIN(a.starts_at) FROM counted_attendance a WHERE a.person_id = $1)
    WHERE person_id = $1
"""
DROP = """
    DELETE FROM first_visits WHERE person_id = $1 AND came_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM bookings b WHERE b.person_id = $1 AND (b.joined_at IS NOT NULL OR b.attended_at IS NOT NULL))
"""
"""Of whoever has no booking left at which they might have been."""


async def work_out(tx: Transaction, after: str, limit: int) -> Sequence[str]:
    """Of the next *limit* people behind the id *after* for whom it is not known; their ids.

    Who is not to be counted, or did not come after all, stays unknown; who has no such booking left is left out.
    """
    ids = [row["person_id"] for row in await tx.scan(TAKE, after, limit)]
    await tx.many(WORK_OUT, [(id,) for id in ids])
    await tx.many(DROP, [(id,) for id in ids])
    return ids
