"""Files that others could read keep the bot from starting, in plain words."""

from __future__ import annotations

import stat
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


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
@pytest.mark.parametrize("name", ["bot.db", "bot.db.erasures"])
def test_loose_data_is_named_with_what_to_type(settings: Settings, tmp_path: Path, name: str, mode: int) -> None:
    (tmp_path / "data" / name).touch()
    (tmp_path / "data" / name).chmod(mode)
    with pytest.raises(TooOpen, match=r"chmod 600 .*data"):
        check_private(settings)


def test_a_folder_of_our_own_is_made_private(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "data").chmod(0o755)
    check_private(settings)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_folder_that_others_use_too_is_left_to_them_and_named(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data" / "theirs.txt").write_text("x")
    (tmp_path / "data").chmod(0o755)
    check_private(settings)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o755
    assert "a folder of its own" in caplog.text


def test_a_loose_secret_file_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "token").write_text("1:a")
    (tmp_path / "token").chmod(0o444)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    check_private(settings)
    assert "chmod 600" in caplog.text


async def test_the_bot_does_not_start_and_says_why(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "house" / "bot.db").chmod(0o644)
    bot = await BotProcess.start(stage)
    assert await bot.ended() == 1
    assert "Not started, to keep people's data private.\n" in (said := await bot.said())
    assert "chmod 600" in said
