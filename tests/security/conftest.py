"""The record on both engines, with canaries in every table; and a town of chats that may be erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from programme.erasures import Ledger
from programme.store.engine import Database
from tests.bot.handlers import conftest as handlers
from tests.bot.handlers.conftest import town
from tests.programme.conftest import database, database_url, postgres_template
from tests.security.canaries import plant
from tests.story.conftest import stage

__all__ = ["database", "database_url", "postgres_template", "stage", "town"]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "beside" / "record.db.erasures")


@pytest.fixture
async def planted(database: Database) -> Database:
    await plant(database)
    return database


@pytest.fixture(autouse=True)
def house_with_ledger(monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    """The chats' house notes erasures, as the bot's does."""
    monkeypatch.setattr(handlers, "HOUSE", replace(handlers.HOUSE, ledger=ledger))
