"""The stage for every story, and one that Telegram brings updates to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage, stage, staged
from tests.story.test_webhook import hooked


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind, still empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'house' / 'bot.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
async def each_stage(engine_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Stage]:
    """The stage, once on each engine."""
    async with staged(tmp_path, lambda: capsys.readouterr().out, database_url=engine_url) as stage:
        await stage.command("employer", "add", "Essex County Council", "--headcount", "7500")
        yield stage


__all__ = ["hooked", "stage"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest story begins first, so that all others run beside it."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/story/test_soak.py"))
