"""`digest audit`: a plain verdict for each workplace, and a code that a script can use."""

from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.console import digest
from bot.settings import Settings, load_settings
from programme import employers
from programme.digests import publishing
from programme.store.engine import opened
from programme.store.migrate import migrate
from tests.programme.cast import NOW, House
from tests.programme.turnout import attend, gather, hold

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EXACT = (
    "INSERT INTO digests (id, employer_id, period, starts_on, ends_before, rules, figures, published_at)"
    " VALUES ('x', $1, '2026-W46', '2026-11-09', '2026-11-16', 'naive', $2, '2026-11-16T08:00:00.000000Z')"
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return load_settings({"DATABASE_URL": f"sqlite:///{tmp_path / 'record.db'}"})


async def furnish(settings: Settings, figures: str = "") -> None:
    """A busy week that the clock has published, and one (*figures*) that nobody should have."""
    async with opened(settings.database_url.get_secret_value()) as database:
        await migrate(database, NOW)
        house = await House.furnished(database)
        at = MONDAY - timedelta(days=6)
        async with database.transaction() as tx:
            crowd = await gather(tx, house.council, 42, at)
            await attend(tx, crowd, crowd.ids, await hold(tx, at), at)
            if figures:
                await tx.run(EXACT, house.council.id, figures)
        await publishing.publish(database, b"key", MONDAY, ZoneInfo("Europe/London"))


async def test_what_the_clock_has_published_passes(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await furnish(settings)
    assert await digest.audit(Namespace(), settings) == 0
    said = capsys.readouterr().out
    assert "Essex County Council: 1 digest. No group of 1 to 9 people can be worked out." in said
    assert "All workplaces together: 1 digest. No group" in said


async def test_control_what_pins_three_people_is_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    await furnish(settings, '{"first_timers":27,"offered":8,"took_part":30}')
    assert await digest.audit(Namespace(), settings) == 1
    said = capsys.readouterr().out
    assert "2026-W46, others than first timers: from 3 to 3 people" in said
    assert "All workplaces together: 1 digest. No group" in said


async def test_show_finds_what_was_its_own_when_the_workplace_has_shrunk(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await furnish(settings)
    async with opened(settings.database_url.get_secret_value()) as database, database.transaction() as tx:
        council = await employers.find(tx, "Essex County Council")
        await employers.recount(tx, council.id, 20, "command line", MONDAY + timedelta(days=1))
    asked = Namespace(employer="Essex County Council", period="2026-W47", programme=False)
    assert await digest.show(asked, settings) == 0
    said = capsys.readouterr().out
    assert "People using the bot who took part: about" in said
    assert "At all workplaces together:" not in said


async def test_before_anything_is_published_it_says_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert await digest.audit(Namespace(), settings) == 0
    assert "Nothing has been published yet" in capsys.readouterr().out
