"""Whether the bot says of itself how it is, and warns the team before people notice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.condition import DISK_LOW, Condition, Itself, free_bytes, troubles
from bot.metrics import exposition
from bot.tally import Tally
from bot.watch import Watch, facts_of
from programme.condition import Backlog
from programme.model import Role
from programme.record import opened_record
from programme.store.engine import Database
from tests.programme.cast import COLE, House

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
QUIET = Backlog(NOW + timedelta(hours=1), 0, None, NOW, (("sent", 7), ("waiting", 2)))
WORKER = Itself(NOW - timedelta(hours=1), is_worker=True, polls=True, last_poll_at=NOW - timedelta(seconds=20))
WELL = Condition(WORKER, QUIET, DISK_LOW)


def test_a_bot_that_is_well_warns_of_nothing() -> None:
    assert troubles(WELL, NOW) == ()
    assert facts_of(WELL, NOW)["ready"] is True


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("stuck_poll", replace(WELL, itself=replace(WORKER, last_poll_at=NOW - timedelta(minutes=4)))),
        ("stuck_poll", replace(WELL, itself=replace(WORKER, last_poll_at=None))),
        ("late_notices", replace(WELL, backlog=replace(QUIET, oldest_due_at=NOW - timedelta(minutes=11)))),
        ("queue", replace(WELL, backlog=replace(QUIET, waiting_updates=501))),
        ("queue", replace(WELL, backlog=replace(QUIET, oldest_update_at=NOW - timedelta(minutes=11)))),
        ("disk", replace(WELL, free_bytes=DISK_LOW - 1)),
    ],
)
def test_what_is_wrong_is_named(name: str, condition: Condition) -> None:
    assert troubles(condition, NOW) == (name,)


def test_who_stands_by_or_has_a_webhook_is_not_stuck() -> None:
    for itself in (replace(WORKER, is_worker=False), replace(WORKER, polls=False)):
        assert troubles(replace(WELL, itself=replace(itself, last_poll_at=None)), NOW) == ()


def test_without_a_database_it_is_live_and_not_ready() -> None:
    facts = facts_of(replace(WELL, backlog=None), NOW)
    assert (facts["live"], facts["ready"], facts["database"]) == (True, False, "unavailable")


def test_the_disk_is_that_of_the_embedded_database(tmp_path: Path) -> None:
    assert (free_bytes(f"sqlite:///{tmp_path}/a.db") or 0) > 0
    assert free_bytes("postgresql://somewhere/else") is None
    assert free_bytes("sqlite:////nowhere/at/all.db") is None


def test_prometheus_reads_what_we_write() -> None:
    tally = Tally(taken_in=3, answered=2, too_many=1)
    tally.latency.add(0.2)
    tally.latency.add(99.0)
    tally.notices["digest"] += 1
    text = exposition(tally, WELL, NOW).decode()
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["find_your_active_updates_total", "answered"] == 2
    assert found["find_your_active_update_seconds_count",] == 2
    assert found["find_your_active_update_seconds_bucket", "0.25"] == 1
    assert found["find_your_active_notices", "sent"] == 7
    assert found["find_your_active_last_poll_age_seconds",] == 20


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with opened_record(f"sqlite:///{tmp_path / 'record.db'}", NOW) as database:
        yield database


async def test_the_team_is_warned_once_an_hour(database: Database) -> None:
    moment, real = [NOW], [0.0]
    await (await House.furnished(database)).join_as(COLE, Role.TEAM)
    stuck = replace(WORKER, last_poll_at=None)
    watch = Watch(database, lambda: moment[0], "", Tally(), lambda: stuck, lambda: real[0])
    for minutes in range(70):
        moment[0], real[0] = NOW + timedelta(minutes=minutes), 60.0 * minutes
        await watch.warn()
    async with database.reading() as reading:
        rows = await reading.all("SELECT facts FROM notices WHERE kind = 'team_alert'")
    assert [row["facts"] for row in rows].count("stuck_poll") == 2


async def test_what_passes_by_itself_is_no_trouble(database: Database) -> None:
    """A clock that is put forward makes the last poll look old until the next one answers."""
    await (await House.furnished(database)).join_as(COLE, Role.TEAM)
    real, itself = [0.0], [replace(WORKER, last_poll_at=None)]
    watch = Watch(database, lambda: NOW, "", Tally(), lambda: itself[0], lambda: real[0])
    for seconds in (0.0, 15.0, 30.0):
        real[0] = seconds
        itself[0] = WORKER if seconds == 30.0 else itself[0]
        await watch.warn()
    async with database.reading() as reading:
        assert await reading.all("SELECT 1 AS alert FROM notices WHERE facts = 'stuck_poll'") == []
