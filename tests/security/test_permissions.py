"""Files that others could read keep the bot from starting, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.permissions import TooOpen, check_private
from bot.settings import Settings
from programme.record import opened_record
from tests.programme.cast import NOW
from tests.stage import Stage
from tests.story.process import BotProcess


@pytest.fixture
async def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database made by ourselves, and we are in its folder's neighbour."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'data' / 'bot.db'}"
    async with opened_record(url, NOW):
        return Settings(_env_file=None, database_url=url)  # type: ignore[arg-type] # a SecretStr is made of it


def test_what_we_made_ourselves_is_right(settings: Settings) -> None:
    check_private(settings)


@pytest.mark.parametrize(("name", "mode"), [("data/bot.db", 0o640), ("data", 0o755), ("data/bot.db", 0o604)])
def test_loose_data_is_named_with_what_to_type(settings: Settings, tmp_path: Path, name: str, mode: int) -> None:
    (tmp_path / name).chmod(mode)
    with pytest.raises(TooOpen, match=r"chmod [67]00 .*data"):
        check_private(settings)


def test_a_loose_env_file_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=1:a")
    (tmp_path / ".env").chmod(0o644)
    with pytest.raises(TooOpen, match=r"chmod 600 \.env"):
        check_private(settings)
    (tmp_path / ".env").chmod(0o600)
    check_private(settings)


def test_a_loose_secret_file_is_named(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("1:a")
    (tmp_path / "token").chmod(0o444)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(TooOpen, match="token can be read by others"):
        check_private(settings)


async def test_the_bot_does_not_start_and_says_why(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "house" / "bot.db").chmod(0o644)
    bot = await BotProcess.start(stage)
    assert await bot.ended() == 1
    assert "Not started, to keep people's data private.\n" in (said := await bot.said())
    assert "chmod 600" in said
