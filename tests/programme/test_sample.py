"""The sample programme is planted whole, once, and only from what can be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.console.sample import read_sample
from content import kinds as catalogue
from programme import digests, employers, kinds, mondays, sample
from programme.errors import Unusable
from programme.store.engine import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SAMPLE = read_sample(date(2026, 11, 22), ZoneInfo("Europe/London"))


async def plant(database: Database, what: sample.Sample = SAMPLE) -> sample.Planted:
    async with database.transaction() as tx:
        await kinds.keep(tx, catalogue.rules())
        return await sample.plant(tx, what, "test", NOW)


async def count(database: Database, what: str) -> int:
    async with database.reading() as reading:
        row = await reading.one(f"SELECT COUNT(*) AS n FROM {what}")
    return int(row["n"]) if row else 0


async def test_workplaces_people_and_nine_weeks_of_sessions_are_planted(database: Database) -> None:
    planted = await plant(database)
    assert (planted.employers, planted.sessions) == (4, 104)
    assert await count(database, "series") == 5
    assert await count(database, "sessions WHERE series_id IS NOT NULL AND slot IS NULL") == 0


async def test_no_sample_session_has_more_people_than_places(database: Database) -> None:
    await plant(database)
    full = "(SELECT COUNT(*) FROM bookings b WHERE b.session_id = s.id AND b.state = 'booked')"
    assert await count(database, f"sessions s WHERE s.places < {full}") == 0
    assert await count(database, f"sessions s WHERE s.places = {full}") > 0


async def test_one_workplaces_figures_are_worth_looking_at(database: Database) -> None:
    """As the demo shows them on the next Monday: five weeks, and more people each week than four weeks before."""
    await plant(database)
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)
    await mondays.run(database, b"key", monday, ZoneInfo("Europe/London"))
    async with database.reading() as reading:
        council = await employers.find(reading, "Essex County Council")
        weeks = [digest.figures for digest in await digests.published(reading, council)]
    first, last = weeks[0], weeks[-1]
    assert len(weeks) == 5
    assert (last.took_part or 0) >= max(60, (first.took_part or 0) + 20)
    assert None not in (first.took_part, last.reached_30, last.reached_150, last.in_challenges, last.rated)


async def test_a_programme_that_is_under_way_is_left_alone(database: Database) -> None:
    async with database.transaction() as tx:
        await employers.add(tx, "Real Workplace", 100, "test", NOW)
    with pytest.raises(sample.NotEmpty):
        await plant(database)
    assert await count(database, "sessions") == 0


@pytest.mark.parametrize("title", ["", " \N{ZERO WIDTH SPACE} ", "x" * 10_000])
async def test_a_title_that_cannot_be_used_plants_nothing(database: Database, title: str) -> None:
    first, *others = SAMPLE.sessions
    wrong = replace(SAMPLE, sessions=(replace(first, new=replace(first.new, title=title)), *others))
    with pytest.raises(Unusable):
        await plant(database, wrong)
    assert await count(database, "employers") == 0
