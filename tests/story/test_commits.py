"""A tap costs two commits and no more: one to keep it, one to carry it out; its answer is recorded with the next."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from playground import Person
from programme.store.engine import Transaction
from programme.store.sqlite import SqliteDatabase
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, tomorrow_at

TAPS = 20
FLUSHES = 3
"""Answers recorded in a quiet moment, not with another tap."""


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every transaction that was committed; counts, and changes nothing."""
    counted: list[str] = []
    begin = SqliteDatabase.transaction

    @asynccontextmanager
    async def transaction(self: SqliteDatabase) -> AsyncIterator[Transaction]:
        async with begin(self) as tx:
            yield tx
        counted.append("commit")

    monkeypatch.setattr(SqliteDatabase, "transaction", transaction)
    return counted


async def settled(stage: Stage, person: Person) -> None:
    """Wait for the menu that joining brings."""
    await stage.telegram.until(lambda: "timetable" in {command.name for command in person.commands})
    await person.ask("/timetable")


async def test_booking_and_giving_up_cost_two_commits_each(stage: Stage, commits: list[str]) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await settled(stage, amira)
    before = len(commits)
    for tap in range(TAPS):
        await amira.press_data(f"{'cancel' if tap % 2 else 'book'}:{session}")
        await amira.next()
    assert len(commits) - before <= 2 * TAPS + FLUSHES


async def test_looking_costs_one(stage: Stage, commits: list[str]) -> None:
    await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await settled(stage, amira)
    before = len(commits)
    for tap in range(TAPS):
        await amira.press_data("timetable" if tap % 2 else "bookings")
        await amira.next()
    assert len(commits) - before <= TAPS + FLUSHES
