"""The environment is read once, and what is wrong in it is named."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsWrong, load_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_setting_with_its_default() -> None:
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    assert set(named) == {name.upper() for name in Settings.model_fields}


def test_the_example_as_it_stands_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert load_settings({}) == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("HTTP_PORT", "eighty", "HTTP_PORT"),
        ("TIMEZONE", "Essex", "Europe/London"),
        ("PUBLIC_URL", "example.org", "https://"),
        ("TEAM_IDS", "1,two", "TEAM_IDS"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, part: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsWrong, match=re.escape(part)):
        load_settings({})


def test_the_clock_moves_only_beside_a_server_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK_FILE", "/tmp/clock")
    with pytest.raises(SettingsWrong, match="CLOCK_FILE"):
        load_settings({})
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    assert load_settings({}).clock_file == Path("/tmp/clock")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:abc\n", "utf-8")
    assert load_settings({"BOT_TOKEN_FILE": str(tmp_path / "token")}).token == "1:abc"


def test_a_missing_secret_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="BOT_TOKEN_FILE"):
        load_settings({"BOT_TOKEN_FILE": str(tmp_path / "nothing")})


def test_team_ids_are_read_from_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAM_IDS", "12, 34,")
    assert load_settings({}).team_ids == frozenset({12, 34})


def test_no_secret_shows_in_the_settings_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:very-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hidden@h/d")
    shown = repr(load_settings({}))
    assert "very-secret" not in shown
    assert "hidden" not in shown
