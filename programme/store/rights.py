"""Everything about one person, found and erased by the rules of `columns.toml`, whatever tables there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from programme.model import Portion
from programme.store.engine import Reading, Transaction
from programme.store.rules import Table
from programme.times import to_text

STILL_OPEN = "state IN ('new', 'applied')"
NAMED = {
    "session_id": (
        ("session_title", "SELECT s.title FROM sessions s WHERE s.id = {table}.session_id"),
        ("session_starts_at", "SELECT s.starts_at FROM sessions s WHERE s.id = {table}.session_id"),
    ),
    "employer_id": (("employer_name", "SELECT e.name FROM employers e WHERE e.id = {table}.employer_id"),),
    "series_id": (("series_title", "SELECT s.title FROM series s WHERE s.id = {table}.series_id"),),
}
"""What an id is called, so that people can read it."""


async def select_portion(reading: Reading, table: Table, of: str | int) -> Portion:
    """The exported columns of *table* in the rows about *of*: a person's id, or a chat's number."""
    extra = [(name, sql.format(table=table.name)) for column in table.exported for name, sql in NAMED.get(column, ())]
    wanted = ", ".join([*table.exported, *(f"({sql}) AS {name}" for name, sql in extra)])
    rows = await reading.all(
        f"SELECT {wanted} FROM {table.name} WHERE {table.condition} ORDER BY 1",  # noqa: S608 - names of our own
        of,
    )
    columns = (*table.exported, *(name for name, _ in extra))
    return Portion(table.name, columns, tuple(tuple(row[column] for column in columns) for row in rows))


async def delete_about(tx: Transaction, table: Table, of: str | int, *, open_too: bool) -> int:
    """Delete the rows about *of*; an update that is being answered now goes with its answer, unless *open_too*."""
    waits = f" AND NOT {STILL_OPEN}" if table.name == "inbox" and not open_too else ""
    return await tx.run(f"DELETE FROM {table.name} WHERE {table.condition}{waits}", of)  # noqa: S608 - as above


async def mark_emptied(tx: Transaction, table: Table, of: str | int) -> int:
    emptied = ", ".join(f"{column} = NULL" for column in table.emptied)
    return await tx.run(f"UPDATE {table.name} SET {emptied} WHERE {table.condition}", of)  # noqa: S608 - as above


async def exists(reading: Reading, person_id: str) -> bool:
    return await reading.one("SELECT 1 AS found FROM people WHERE id = $1", person_id) is not None


async def select_chat(reading: Reading, person_id: str) -> int | None:
    row = await reading.one("SELECT chat_id FROM contacts WHERE person_id = $1 AND chat_id IS NOT NULL", person_id)
    return int(row["chat_id"]) if row else None


async def select_people(reading: Reading) -> Sequence[str]:
    return [row["id"] for row in await reading.scan("SELECT id FROM people ORDER BY id")]


OVER = """
    SELECT p.id FROM people p
    WHERE NOT EXISTS (SELECT 1 FROM consents c
            WHERE c.person_id = p.id AND c.purpose = 'joining' AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= $1))
        AND EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id AND c.purpose = 'joining')
        AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.revoked_at IS NULL)
    UNION
    SELECT c.person_id FROM contacts c
    WHERE c.channel = 'telegram' AND c.unreachable_at < $2
        AND NOT EXISTS (SELECT 1 FROM contacts m WHERE m.person_id = c.person_id AND m.channel = 'email')
    ORDER BY 1 LIMIT $3
"""


async def select_over(reading: Reading, left_before: datetime, silent_before: datetime, limit: int) -> Sequence[str]:
    """Who left before the one moment, or has not been reachable since the other."""
    rows = await reading.scan(OVER, to_text(left_before), to_text(silent_before), limit)
    return [row["id"] for row in rows]


async def delete_activity(tx: Transaction, before: datetime) -> None:
    """Bookings of sessions that ended; minutes, time off, challenges, memberships, roles that were over *before*."""
    at = to_text(before)
    await tx.run("DELETE FROM time_off WHERE last_on < $1", at[:10])
    await tx.run("DELETE FROM minutes WHERE on_date < $1", at[:10])
    await tx.run(
        "DELETE FROM challenge_entries WHERE ends_on < $1 OR (ends_on IS NULL AND started_on < $1)",
        at[:10],
    )
    await tx.run("DELETE FROM bookings WHERE session_id IN (SELECT id FROM sessions WHERE ends_at < $1)", at)
    await tx.run("DELETE FROM memberships WHERE ended_at < $1", at)
    await tx.run("DELETE FROM roles WHERE revoked_at < $1", at)
