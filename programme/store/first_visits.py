"""When somebody first took part: kept by the database's own triggers (`schema.sql`), worked out here.

A row without a moment is somebody whose first visit is not known: who came for the first time since it was last worked
out, or whose past has changed. `counted_first_visits` looks these up, so figures are right whether or not it was done.
"""

from __future__ import annotations

from programme.store.engine import Transaction

TAKE = "UPDATE first_visits SET came_at = NULL WHERE came_at IS NULL RETURNING person_id"
"""Locks them: whoever marks somebody as present meanwhile has done so before `WORK_OUT` looks, or waits until after."""
WORK_OUT = """
    UPDATE first_visits SET came_at = (
        SELECT MIN(a.starts_at) FROM counted_attendance a WHERE a.person_id = first_visits.person_id)
    WHERE came_at IS NULL RETURNING person_id
"""


async def work_out(tx: Transaction) -> int:
    """Of everybody for whom it is not known; how many. Who is not to be counted, or did not come, stays unknown."""
    await tx.scan(TAKE)
    return len(await tx.scan(WORK_OUT))
