"""Updates as they came, until they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.model import InboxRow
from programme.store.engine import Reading, Row, Transaction
from programme.store.worker import NONE_LATER
from programme.times import from_text, to_text

KEEP = (
    "INSERT INTO inbox (bot_id, update_id, arrival, chat_id, received_at, state, raw)"
    " VALUES ($1, $2, {arrival}, $4, $5, 'new', $6) ON CONFLICT (bot_id, update_id) DO NOTHING"
)
NUMBERED_HERE = KEEP.format(arrival="$3")
UNNUMBERED = 0
NUMBERED_BY_SEQUENCE = KEEP.format(arrival="$3 + nextval('inbox_arrival')")
"""PostgreSQL's: the only number that rises for all processes alike, whatever their clocks say."""
OPEN = "state IN ('new', 'applied')"


def row_from(row: Row) -> InboxRow:
    return InboxRow(
        bot_id=row["bot_id"],
        update_id=row["update_id"],
        arrival=row["arrival"],
        chat_id=row["chat_id"],
        raw=row["raw"],
        state=row["state"],
        attempts=row["attempts"],
        next_address=row["next_address"],
    )


async def insert_update(tx: Transaction, row: InboxRow, now: datetime) -> bool:
    """Keep one update; False if it is kept already (Telegram may bring it twice).

    A row that arrived as `UNNUMBERED` gets its number from PostgreSQL's sequence.
    """
    return bool(
        await tx.run(
            NUMBERED_BY_SEQUENCE if row.arrival == UNNUMBERED else NUMBERED_HERE,
            row.bot_id,
            row.update_id,
            row.arrival,
            row.chat_id,
            to_text(now),
            row.raw,
        )
    )


async def select_row(reading: Reading, key: tuple[int, int]) -> InboxRow | None:
    row = await reading.one("SELECT * FROM inbox WHERE bot_id = $1 AND update_id = $2", *key)
    return row_from(row) if row else None


async def select_open(reading: Reading, bot_id: int, limit: int) -> list[InboxRow]:
    return await select_open_after(reading, bot_id, -1, limit)


async def select_open_after(reading: Reading, bot_id: int, arrival: int, limit: int) -> list[InboxRow]:
    """What is not answered and arrived after *arrival*, oldest first."""
    rows = await reading.all(
        f"SELECT * FROM inbox WHERE {OPEN} AND arrival > $2 AND bot_id = $1"  # noqa: S608 - text of our own
        " ORDER BY arrival, update_id LIMIT $3",
        bot_id,
        arrival,
        limit,
    )
    return [row_from(row) for row in rows]


APPLY = (
    "UPDATE inbox SET state = 'applied', next_address = $3"  # noqa: S608 - text of our own
    f" WHERE bot_id = $1 AND update_id = $2 AND state = 'new' AND {NONE_LATER.format(epoch='$4')}"
)
COUNT = (
    "UPDATE inbox SET attempts = attempts + 1"  # noqa: S608 - as above
    f" WHERE bot_id = $1 AND update_id = $2 AND {NONE_LATER.format(epoch='$3')}"
)
TAKE_BACK = (
    "UPDATE inbox SET attempts = attempts - 1"  # noqa: S608 - as above
    f" WHERE bot_id = $1 AND update_id = $2 AND attempts > 0 AND {NONE_LATER.format(epoch='$3')}"
)
ANSWER = (
    "UPDATE inbox SET state = 'answered', chat_id = 0, raw = NULL, next_address = NULL, settled_at = $3"  # noqa: S608
    f" WHERE bot_id = $1 AND update_id = $2 AND {NONE_LATER.format(epoch='$4')}"
)
QUARANTINE = (
    "UPDATE inbox SET state = 'quarantined', next_address = NULL, settled_at = $3"  # noqa: S608 - as above
    f" WHERE bot_id = $1 AND update_id = $2 AND {NONE_LATER.format(epoch='$4')}"
)


async def mark_applied(tx: Transaction, key: tuple[int, int], next_address: str, epoch: int) -> bool:
    """Mark the update as carried out, in the command's own transaction.

    False if it had been already, or a later worker than *epoch* has begun.
    """
    return bool(await tx.run(APPLY, *key, next_address, epoch))


async def mark_attempt(tx: Transaction, key: tuple[int, int], epoch: int) -> bool:
    """Count an attempt; False if a later worker than *epoch* has begun."""
    return bool(await tx.run(COUNT, *key, epoch))


async def mark_attempt_taken_back(tx: Transaction, key: tuple[int, int], epoch: int) -> bool:
    """False if there was none, or a later worker than *epoch* has begun."""
    return bool(await tx.run(TAKE_BACK, *key, epoch))


async def mark_answered(tx: Transaction, keys: Iterable[tuple[int, int]], now: datetime, epoch: int) -> None:
    """Mark updates as answered and delete what people wrote, and who: only the updates' numbers are left.

    Nothing happens if a later worker than *epoch* has begun: it has them in hand.
    """
    at = to_text(now)
    await tx.many(ANSWER, [(*key, at, epoch) for key in keys])


async def mark_quarantined(tx: Transaction, key: tuple[int, int], now: datetime, epoch: int) -> bool:
    """False if a later worker than *epoch* has begun."""
    return bool(await tx.run(QUARANTINE, *key, to_text(now), epoch))


async def delete_settled(tx: Transaction, answered_before: datetime, quarantined_before: datetime) -> int:
    return await tx.run(
        "DELETE FROM inbox WHERE (state = 'answered' AND settled_at < $1)"
        " OR (state = 'quarantined' AND settled_at < $2)",
        to_text(answered_before),
        to_text(quarantined_before),
    )


async def select_waiting(reading: Reading) -> tuple[int, datetime | None]:
    """How many updates are kept and not answered, and when the oldest of them came (aware UTC)."""
    row = await reading.one(
        "SELECT COUNT(*) AS n, MIN(received_at) AS oldest FROM inbox WHERE state IN ('new', 'applied')"
    )
    if row is None or row["oldest"] is None:
        return 0, None
    return int(row["n"]), from_text(row["oldest"])


async def count_by_state(reading: Reading) -> dict[str, int]:
    rows = await reading.scan("SELECT state, COUNT(*) AS n FROM inbox GROUP BY state")
    return {row["state"]: row["n"] for row in rows}
