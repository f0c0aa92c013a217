"""What was booked is never said not to be: the command is kept, and only the screen after it cannot be made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import desk
from bot.inbox import hand_out
from programme.store.engine import Reading, StoreUnavailable
from programme.store.sqlite import SqliteDatabase
from tests.stage import Stage
from tests.story.scenes import ECC, add_session, tomorrow_at


def booked(stage: Stage) -> int:
    path = Path(stage.settings.database_url.get_secret_value().removeprefix("sqlite:///"))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM bookings WHERE state = 'booked'").fetchone()[0])


class Unreadable:
    """Every reading fails, as with a file that another program reads nobody else into; writing goes on."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def __aenter__(self) -> Reading:
        raise self.error

    async def __aexit__(self, *_outcome: object) -> None: ...

    def reading(self) -> Unreadable:
        return self

    def put_in(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(SqliteDatabase, "reading", self.reading)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "STORE_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(desk, "STORE_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(hand_out, "STORE_PAUSE_SECONDS", 0.1)


@pytest.mark.usefixtures("hurried")
async def test_who_is_booked_and_cannot_be_shown_it_is_told_to_wait_and_then_shown(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    with monkeypatch.context() as patch:
        Unreadable(StoreUnavailable("locked")).put_in(patch)
        await amira.press_data(f"book:{session}")
        said = (await amira.next()).text
        assert booked(stage) == 1
        assert said.startswith("Sorry, I can't get at my records just now.")
        assert "Nothing was booked" not in said
    assert "You're booked" in (await amira.next()).text
    assert booked(stage) == 1


async def test_who_is_booked_and_can_never_be_shown_it_is_told_that_it_was_done(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await add_session(stage, tomorrow_at(stage, 12, 30))
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    with monkeypatch.context() as patch:
        Unreadable(RuntimeError("a mistake of ours in the screen")).put_in(patch)
        await amira.press_data(f"book:{session}")
        said = (await amira.next()).text
    assert booked(stage) == 1
    assert "It was done all the same" in said
    assert "Nothing was booked" not in said


async def test_where_nothing_was_done_that_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.start()
    amira = await stage.join("Amira", *ECC)
    with monkeypatch.context() as patch:
        Unreadable(RuntimeError("a mistake of ours in the screen")).put_in(patch)
        await amira.press("My bookings")
        assert "Nothing was booked or changed by it" in (await amira.next()).text
