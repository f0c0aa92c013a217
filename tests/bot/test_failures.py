"""What an operator reads when the database cannot be used, and with what the process ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.console.check import disk_findings
from bot.console.failures import DAMAGED, explained
from bot.serving import warn_of_network
from bot.settings import Settings
from programme.store import places
from programme.store.engine import StoreDamaged, StoreUnavailable, StoreUnusable, open_database
from tests.stage import settings_for


@pytest.mark.parametrize(
    ("error", "code"), [(StoreUnavailable("locked"), 1), (StoreUnusable("newer"), 1), (StoreDamaged("broken"), DAMAGED)]
)
def test_a_malformed_file_has_a_code_of_its_own(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with explained() as result:
        fail(error)
    assert result.code == code
    assert str(error) in capsys.readouterr().err


def fail(error: Exception) -> None:
    raise error


@pytest.fixture
def on_nfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 22 0:26 / {tmp_path} rw,relatime shared:14 - nfs4 server:/export rw\n", "utf-8")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    return settings_for("http://127.0.0.1:9", tmp_path)


def test_a_network_file_system_is_named_by_check_and_by_run(on_nfs: Settings, caplog: pytest.LogCaptureFixture) -> None:
    (finding,) = disk_findings(on_nfs)
    warn_of_network(on_nfs)
    assert "network file system (nfs4)" in str(finding)
    assert "network file system (nfs4)" in caplog.text


async def test_no_wal_on_a_network_file_system(on_nfs: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    database = await open_database(on_nfs.database_url.get_secret_value())
    async with database.reading() as reading:
        row = await reading.one("PRAGMA journal_mode")
    await database.close()
    assert row is not None
    assert row["journal_mode"] == "delete"


async def test_control_on_a_disk_of_this_machine_there_would_be_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    database = await open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    async with database.reading() as reading:
        row = await reading.one("PRAGMA journal_mode")
    await database.close()
    assert row is not None
    assert row["journal_mode"] == "wal"
