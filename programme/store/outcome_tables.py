"""The programme's outcome figures, once they are frozen."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from programme.model import Outcomes, OutcomeTable, Period
from programme.store.engine import Reading, Row, Transaction
from programme.times import to_text


async def insert_table(tx: Transaction, table: OutcomeTable, now: datetime) -> bool:
    """False if that quarter's is there already; it stays as it is."""
    return bool(
        await tx.run(
            "INSERT INTO outcome_tables (period, starts_on, ends_before, rules, figures, published_at)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            table.period.name,
            table.period.starts_on.isoformat(),
            table.period.ends_before.isoformat(),
            table.rules,
            json.dumps(asdict(table.outcomes), sort_keys=True, separators=(",", ":")),
            to_text(now),
        )
    )


async def select_tables(reading: Reading) -> tuple[OutcomeTable, ...]:
    """All of them, the latest last."""
    return tuple(map(table_from, await reading.all("SELECT * FROM outcome_tables ORDER BY starts_on")))


def table_from(row: Row) -> OutcomeTable:
    period = Period(row["period"], date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_before"]))
    return OutcomeTable(period, row["rules"], Outcomes(**json.loads(row["figures"])))
