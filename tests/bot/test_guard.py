"""One bot on one file; where no lock can be made, that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.guard import DatabaseInUse, FileGuard
from programme.store.engine import StoreUnavailable
from tests.programme.store.faults import as_somebody, open_folder


def test_a_second_one_is_refused_and_may_come_when_the_first_has_gone(tmp_path: Path) -> None:
    with FileGuard(tmp_path / "bot.db"), pytest.raises(DatabaseInUse, match="another bot is running on"):
        FileGuard(tmp_path / "bot.db").__enter__()
    with FileGuard(tmp_path / "bot.db"):
        pass


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        with as_somebody(), pytest.raises(StoreUnavailable, match=rf"the right to write in {folder} \(`ls -ld"):
            FileGuard(folder / "bot.db").__enter__()
