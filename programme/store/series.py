"""Weekly series: the rule, its single dates, and which sessions have come of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from programme.model import Audience, Rule, Sensitivity, Series
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_optional_text, to_text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def series_from(row: Row, single: Iterable[Row]) -> Series:
    return Series(
        id=row["id"],
        rule=rule_from(row, [(date.fromisoformat(one["on_date"]), one["kind"]) for one in single]),
        title=row["title"],
        kind=row["kind"],
        sensitivity=Sensitivity(row["sensitivity"]),
        minutes=row["minutes"],
        places=row["places"],
        link=row["link"],
        audience=Audience(row["audience"]),
        instructor_id=row["instructor_id"],
        speakers=row["speakers"],
        webinar_series=row["webinar_series"],
        ended_at=from_optional_text(row["ended_at"]),
    )


def rule_from(row: Row, single: list[tuple[date, str]]) -> Rule:
    return Rule(
        weekdays=frozenset(WEEKDAYS.index(name) for name in row["weekdays"].split(",")),
        at=time.fromisoformat(row["local_time"]),
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
        keeps_holidays=row["bank_holidays"] == "keep",
        zone=row["zone"],
        dropped=frozenset(day for day, kind in single if kind == "dropped"),
        added=frozenset(day for day, kind in single if kind == "added"),
    )


async def insert_series(tx: Transaction, series: Series, now: datetime) -> None:
    rule = series.rule
    await tx.run(
        "INSERT INTO series (id, title, kind, sensitivity, instructor_id, weekdays, local_time, zone, minutes, places,"
        " link, audience, bank_holidays, first_on, last_on, speakers, webinar_series, created_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        series.id,
        series.title,
        series.kind,
        series.sensitivity,
        series.instructor_id,
        ",".join(WEEKDAYS[day] for day in sorted(rule.weekdays)),
        f"{rule.at:%H:%M}",
        rule.zone,
        series.minutes,
        series.places,
        series.link,
        series.audience,
        "keep" if rule.keeps_holidays else "skip",
        rule.first_on.isoformat(),
        rule.last_on.isoformat() if rule.last_on else None,
        series.speakers,
        series.webinar_series,
        to_text(now),
    )


async def insert_audience(tx: Transaction, series_id: str, employer_ids: Iterable[str]) -> None:
    await tx.run("DELETE FROM series_audience WHERE series_id = $1", series_id)
    await tx.many(
        "INSERT INTO series_audience (series_id, employer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [(series_id, employer_id) for employer_id in employer_ids],
    )


async def select_audience(reading: Reading, series_id: str) -> tuple[str, ...]:
    """The ids of its workplaces, open or closed; none: all may come."""
    rows = await reading.all("SELECT employer_id FROM series_audience WHERE series_id = $1", series_id)
    return tuple(sorted(row["employer_id"] for row in rows))


async def lock_series(tx: Transaction, series_id: str) -> Series | None:
    """The series, locked; one that has ended too."""
    row = await tx.one("UPDATE series SET revision = revision WHERE id = $1 RETURNING *", series_id)
    return series_from(row, await select_exceptions(tx, series_id)) if row else None


async def select_series(reading: Reading, series_id: str) -> Series | None:
    row = await reading.one("SELECT * FROM series WHERE id = $1", series_id)
    return series_from(row, await select_exceptions(reading, series_id)) if row else None


async def select_exceptions(reading: Reading, series_id: str) -> tuple[Row, ...]:
    return tuple(await reading.all("SELECT on_date, kind FROM series_exceptions WHERE series_id = $1", series_id))


async def upsert_exception(tx: Transaction, series_id: str, on: date, kind: str) -> bool:
    """Whether that is new."""
    return bool(
        await tx.run(
            "INSERT INTO series_exceptions (series_id, on_date, kind) VALUES ($1, $2, $3)"
            " ON CONFLICT (series_id, on_date) DO UPDATE SET kind = excluded.kind"
            " WHERE series_exceptions.kind <> excluded.kind",
            series_id,
            on.isoformat(),
            kind,
        )
    )


async def delete_added_after(tx: Transaction, series_id: str, last_on: date) -> None:
    await tx.run(
        "DELETE FROM series_exceptions WHERE series_id = $1 AND kind = 'added' AND on_date > $2",
        series_id,
        last_on.isoformat(),
    )


async def select_slots(reading: Reading, series_id: str, since: date) -> dict[str, bool]:
    """The slots from *since* on that have a session, and whether it is still on."""
    rows = await reading.all(
        "SELECT slot, cancelled_at FROM sessions WHERE series_id = $1 AND slot >= $2", series_id, since.isoformat()
    )
    return {row["slot"]: row["cancelled_at"] is None for row in rows}


async def select_going_on(reading: Reading, today: date) -> tuple[str, ...]:
    """The ids of series that may still bring sessions, in order."""
    rows = await reading.all(
        "SELECT s.id FROM series s WHERE s.ended_at IS NULL AND (s.last_on IS NULL OR s.last_on >= $1"
        " OR EXISTS (SELECT 1 FROM series_exceptions e"
        " WHERE e.series_id = s.id AND e.kind = 'added' AND e.on_date >= $1)) ORDER BY s.id",
        today.isoformat(),
    )
    return tuple(row["id"] for row in rows)


async def mark_changed(tx: Transaction, series: Series) -> None:
    """What its sessions to be are like from now on."""
    await tx.run(
        "UPDATE series SET title = $2, kind = $3, sensitivity = $4, local_time = $5, minutes = $6, places = $7,"
        " link = $8, audience = $9, revision = revision + 1 WHERE id = $1",
        series.id,
        series.title,
        series.kind,
        series.sensitivity,
        f"{series.rule.at:%H:%M}",
        series.minutes,
        series.places,
        series.link,
        series.audience,
    )


async def mark_ended(tx: Transaction, series_id: str, last_on: date, now: datetime) -> None:
    await tx.run(
        "UPDATE series SET last_on = $2, ended_at = COALESCE(ended_at, $3), revision = revision + 1 WHERE id = $1",
        series_id,
        last_on.isoformat(),
        to_text(now),
    )
