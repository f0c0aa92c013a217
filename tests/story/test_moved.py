"""The sample programme moved to PostgreSQL: everything is there, and the stories go on as if nothing had happened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.console.arguments import parse
from tests.scheduling.mailbox import SENDER, Mailbox, open_post
from tests.stage import Stage, staged
from tests.story.scenes import ECC, JOIN_LINK, add_session, press, tomorrow_at
from tests.story.test_amira_books import (
    test_a_freed_place_goes_to_who_waits_and_they_are_told,
    test_leaving_frees_the_places,
)
from tests.story.test_monday import COUNCIL, a_busy_day, mailbox, monday_after

__all__ = ["mailbox", "test_a_freed_place_goes_to_who_waits_and_they_are_told", "test_leaving_frees_the_places"]


def on(stage: Stage, url: str) -> None:
    """From now on with this DATABASE_URL."""
    stage.settings = stage.settings.model_copy(update={"database_url": SecretStr(url)})


async def copied_to(stage: Stage, url: str) -> str:
    """`copy --to`, and what it said; the stage goes on there."""
    said = await stage.command("copy", "--to", url)
    on(stage, url)
    return said


@pytest.fixture
async def stage(
    postgres_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], mailbox: Mailbox
) -> AsyncIterator[Stage]:
    """The sample, begun on SQLite and moved; a mail server beside the bot."""
    async with open_post(mailbox) as post:
        more: dict[str, Any] = {"smtp_url": SecretStr(f"smtp://127.0.0.1:{post.server.port}"), "mail_from": SENDER}
        async with staged(tmp_path, lambda: capsys.readouterr().out, **more) as stage:
            await stage.command("seed")
            await copied_to(stage, postgres_database)
            yield stage


@pytest.fixture
async def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """The sample on SQLite, not moved yet."""
    async with staged(tmp_path, lambda: capsys.readouterr().out) as stage:
        await stage.command("seed")
        yield stage


async def test_who_books_after_the_move_is_reminded(stage: Stage) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    assert "You're booked" in (await amira.next()).text
    amira.skip()
    stage.move_to(tomorrow_at(stage, 12, 20))
    assert (await amira.next()).text.startswith("Your 12:30 starts in 10 minutes")
    assert JOIN_LINK in (await press(amira, "Join now")).text


async def test_mondays_figures_come_after_the_move(stage: Stage) -> None:
    await a_busy_day(stage)
    await stage.start()
    holly = await stage.join("Holly", "hr", "--employer", COUNCIL)
    await holly.ask("/digest")
    holly.skip()
    stage.telegram.advance(monday_after(stage).total_seconds())
    assert (await holly.next()).text.startswith("Your weekly summary is ready.")


async def test_there_and_back_nobody_notices(begun: Stage, postgres_database: str, tmp_path: Path) -> None:
    session = await add_session(begun, tomorrow_at(begun, 12, 30))
    await begun.start()
    amira = await begun.join("Amira", *ECC)
    await amira.press_data(f"book:{session}")
    await amira.next()
    await begun.end()
    for url in (postgres_database, f"sqlite:///{tmp_path / 'back' / 'bot.db'}"):
        said = await copied_to(begun, url)
        assert "read back and the same" in said
        await begun.start()
        assert "Desk reset" in (await amira.ask("/bookings")).text
        await begun.end()


async def test_the_copy_is_told_table_by_table_and_what_to_do_next(begun: Stage, postgres_database: str) -> None:
    said = await begun.command("copy", "--to", postgres_database)
    lines = {line.split()[0]: line.split()[1:] for line in said.splitlines() if line.strip()}
    assert int(lines["people"][0]) > 20
    assert f"DATABASE_URL={postgres_database}" in said
    assert "delete sqlite:///" in said


async def refused(stage: Stage, url: str, capsys: pytest.CaptureFixture[str]) -> str:
    asked = parse(["copy", "--to", url])
    assert await asked.command(asked, stage.settings) == 1
    return capsys.readouterr().err


async def test_what_holds_anything_is_never_written_over(
    begun: Stage, postgres_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await begun.command("copy", "--to", postgres_database)
    assert "there is something in" in await refused(begun, postgres_database, capsys)


async def test_a_bot_at_work_on_postgresql_is_not_copied_from(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await stage.start()
    assert "a bot is at work" in await refused(stage, f"sqlite:///{tmp_path / 'elsewhere.db'}", capsys)


async def test_the_same_database_twice_is_a_slip(begun: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    url = begun.settings.database_url.get_secret_value()
    assert "in use already" in await refused(begun, url, capsys)


async def test_where_there_is_no_programme_there_is_nothing_to_copy(
    begun: Stage, postgres_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = replace(begun)
    on(nowhere, f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert "does not exist" in await refused(nowhere, postgres_database, capsys)
    assert not list(tmp_path.glob("nowhere*"))


async def test_a_password_is_not_printed(begun: Stage, postgres_database: str) -> None:
    url = postgres_database.replace("tests@", "tests:hush@")
    assert "hush" not in await begun.command("copy", "--to", url)
