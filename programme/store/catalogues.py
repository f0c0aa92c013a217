"""The catalogues that the team has published, and which webinar series are about health."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.model import CatalogueVersion, Sensitivity
from programme.store.engine import Reading, Row, Transaction
from programme.times import from_text, to_text


def version_from(row: Row) -> CatalogueVersion:
    return CatalogueVersion(row["version"], row["body"], from_text(row["published_at"]))


async def select_latest(reading: Reading) -> CatalogueVersion | None:
    row = await reading.one("SELECT version, body, published_at FROM catalogues ORDER BY version DESC LIMIT 1")
    return version_from(row) if row else None


async def select_all(reading: Reading) -> tuple[CatalogueVersion, ...]:
    """The latest first; there are few."""
    rows = await reading.all("SELECT version, body, published_at FROM catalogues ORDER BY version DESC")
    return tuple(version_from(row) for row in rows)


async def select_version(reading: Reading, version: int) -> CatalogueVersion | None:
    row = await reading.one("SELECT version, body, published_at FROM catalogues WHERE version = $1", version)
    return version_from(row) if row else None


async def insert_next(tx: Transaction, after: int, body: str, now: datetime) -> int | None:
    """The number of the new version; None if *after* is not the latest any more."""
    done = await tx.run(
        "INSERT INTO catalogues (version, body, published_at) SELECT CAST($1 AS INTEGER), $2, $3"
        " WHERE NOT EXISTS (SELECT 1 FROM catalogues WHERE version > $4) ON CONFLICT DO NOTHING",
        after + 1,
        body,
        to_text(now),
        after,
    )
    return after + 1 if done else None


async def delete_before(tx: Transaction, version: int) -> int:
    return await tx.run("DELETE FROM catalogues WHERE version < $1", version)


async def replace_series(tx: Transaction, series: Iterable[tuple[str, Sensitivity]]) -> None:
    """Pairs of a title's key and whether it is about health; what is not among them is forgotten."""
    await tx.run("DELETE FROM webinar_series")
    await tx.many("INSERT INTO webinar_series (title_key, sensitivity) VALUES ($1, $2) ON CONFLICT DO NOTHING", series)


async def select_series(reading: Reading) -> dict[str, Sensitivity]:
    rows = await reading.all("SELECT title_key, sensitivity FROM webinar_series")
    return {row["title_key"]: Sensitivity(row["sensitivity"]) for row in rows}


async def select_series_sensitivity(reading: Reading, title_key: str) -> Sensitivity | None:
    row = await reading.one("SELECT sensitivity FROM webinar_series WHERE title_key = $1", title_key)
    return Sensitivity(row["sensitivity"]) if row else None


async def select_sessions_of_series(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Pairs of id and series of all webinars of a series that are not taken to be about health."""
    rows = await reading.all(
        "SELECT id, webinar_series FROM sessions WHERE webinar_series IS NOT NULL"
        " AND sensitivity = 'ordinary' AND cancelled_at IS NULL ORDER BY starts_at, id"
    )
    return tuple((row["id"], row["webinar_series"]) for row in rows)


async def select_weekly_of_series(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The same of what comes every week and goes on."""
    rows = await reading.all(
        "SELECT id, webinar_series FROM series WHERE webinar_series IS NOT NULL"
        " AND sensitivity = 'ordinary' AND ended_at IS NULL ORDER BY id"
    )
    return tuple((row["id"], row["webinar_series"]) for row in rows)


async def mark_weekly_health(tx: Transaction, series_id: str) -> None:
    await tx.run("UPDATE series SET sensitivity = 'health' WHERE id = $1", series_id)
